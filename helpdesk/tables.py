"""Tables: arrays too large for every process to hold lie in files, made once; all processes map the same pages.

What is mapped and not looked at for a while is the machine's to take back. A maker is a module with `made()`, which
gives arrays by their names, and `version()`, which changes when they would: then they are made anew.
"""

import mmap
import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import structlog
from flask import current_app, has_app_context

log = structlog.get_logger()
ROOT = Path(__file__).parent.parent
LONGEST = 120  # seconds


def tables(maker: ModuleType) -> dict[str, np.ndarray] | None:
    """The arrays of this maker, mapped; None where they cannot lie on disk: whoever asks makes them for itself."""
    if not has_app_context():
        return None
    folder = Path(current_app.config["HELPDESK_DATA"], "index", "tables")
    place = folder / f"{maker.__name__}-{maker.version()}"
    try:
        if not place.exists():
            _make(maker.__name__, folder, place)
        return {file.stem: np.asarray(np.load(file, mmap_mode="r")) for file in sorted(place.glob("*.npy"))}
    except (OSError, ValueError, subprocess.SubprocessError) as why:
        log.warning("tables cannot lie on disk", maker=maker.__name__, why=str(why)[:300])
        return None


def let_go(table: np.ndarray) -> None:
    """Unmap what was looked at; it comes back by itself when it is looked at again."""
    while table is not None:
        table = getattr(table, "base", None)
        if isinstance(table, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
            table.madvise(mmap.MADV_DONTNEED)
            return


def _make(maker: str, folder: Path, place: Path) -> None:
    """In a process of its own: making takes several times as much memory as is kept, and not all of it comes back."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = folder / f"draft-{secrets.token_hex(8)}"
    try:
        command = [sys.executable, "-m", "helpdesk.tables", maker, str(draft)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=LONGEST)
        _put_in(draft, place)
        for old in folder.glob(f"{maker}-*"):
            if old != place:
                shutil.rmtree(old, ignore_errors=True)  # who has it mapped keeps it
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _put_in(draft: Path, place: Path) -> None:
    try:
        draft.rename(place)
    except OSError:  # somebody else was as quick
        if not place.exists():
            raise


def _write(maker: ModuleType, draft: Path) -> None:
    draft.mkdir(mode=0o700)
    for name, array in maker.made().items():
        with (draft / f"{name}.npy").open("wb") as file:
            np.save(file, array, allow_pickle=False)
            file.flush()
            os.fsync(file.fileno())  # a file of the right length that is empty after a crash would be believed


if __name__ == "__main__":
    from importlib import import_module

    _write(import_module(sys.argv[1]), Path(sys.argv[2]))
