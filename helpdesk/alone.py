"""Alone: one at a time among all threads and processes; who is killed inside lets go at once, unlike with a lease."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text

from helpdesk.engine import db, file_beside

_LOCK = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 1))")


@contextmanager
def alone(name: str) -> Iterator[bool]:
    """Whether nobody else is inside under this name; it does not wait."""
    path = file_beside(name)
    if path is not None:
        yield from _by_file(path)
    elif db.engine.dialect.name == "postgresql":
        # A transaction of its own, on a connection of its own: the lock is the server's to free, whatever happens.
        with db.engine.begin() as connection:
            yield connection.scalar(_LOCK, {"name": name})
    else:
        yield True  # a database in memory is this process's alone


def _by_file(path: str) -> Iterator[bool]:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield _locked(handle)
    finally:
        os.close(handle)


def _locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
