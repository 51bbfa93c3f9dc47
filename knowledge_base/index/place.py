"""Where the index lies: generations side by side, one of them current. A new one is made beside, then put in place."""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import current_app


def folder() -> Path:
    """The folder of all generations."""
    path = Path(current_app.config["HELPDESK_DATA"], "index", "articles")
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def current() -> Path | None:
    """The generation that serves; None when there is none."""
    try:
        path = folder() / (folder() / "current").read_text().strip()
    except (OSError, UnicodeDecodeError, ValueError):
        return None
    return path if path.parent == folder() and path.is_dir() else None


def fresh() -> Path:
    """A new empty generation, which nobody reads yet."""
    path = folder() / f"g-{secrets.token_hex(8)}"
    path.mkdir(mode=0o700)
    return path


def put_in_place(path: Path) -> None:
    """From now on this generation serves."""
    draft = folder() / f"current.{secrets.token_hex(4)}"
    draft.write_text(path.name)
    os.replace(draft, folder() / "current")
    _tidy(path)


@contextmanager
def rebuilding() -> Iterator[bool]:
    """Whether nobody else on this machine is making a generation; who is killed inside lets go at once."""
    handle = os.open(folder() / "rebuilding", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            mine = True
        except BlockingIOError:
            mine = False
        yield mine
    finally:
        os.close(handle)


def _tidy(keep: Path) -> None:
    """Drop the others: who has one open reads on in what it has opened, and looks for the current one next time."""
    for path in folder().glob("g-*"):
        if path != keep:
            shutil.rmtree(path, ignore_errors=True)
