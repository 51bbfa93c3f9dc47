"""The turn to write: SQLite has one writer; waiting in the kernel's line is fair and wakes at once, its own retries
are neither."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager


def take(path: str) -> int:
    """Wait for the turn whose file this is; what is given is to be given back."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(handle, fcntl.LOCK_EX)
    return handle


def give_back(handle: int) -> None:
    """The next one's turn."""
    os.close(handle)


@contextmanager
def my_turn(path: str) -> Iterator[None]:
    """Nobody else writes meanwhile."""
    handle = take(path)
    try:
        yield
    finally:
        give_back(handle)
