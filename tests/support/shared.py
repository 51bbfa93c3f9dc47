"""The real mails, payloads and questions that lie beside the project, not in it."""

import os
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def shared_data(*parts: str) -> Path:
    """The path of a file or folder of ../shared/data; skips the test where that is not there."""
    for shared in _candidates():
        path = shared.joinpath("data", *parts)
        if path.exists():
            return path
    wanted = "/".join(parts)
    pytest.skip(f"needs ../shared/data/{wanted} (elsewhere: HELPDESK_SHARED)", allow_module_level=True)


@cache
def _candidates() -> list[Path]:
    named = os.environ.get("HELPDESK_SHARED")
    if named:
        return [Path(named)]
    return [ROOT.parent / "shared", *_beside_the_main_worktree()]


def _beside_the_main_worktree() -> list[Path]:
    command = ["git", "rev-parse", "--path-format=absolute", "--git-common-dir"]
    asked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return [Path(asked.stdout.strip()).parent.parent / "shared"] if asked.returncode == 0 else []
