"""Jobs for the worker's tests: they write words into a file."""

import threading


def write(file: str, words: str) -> None:
    """Add a line."""
    with open(file, "a") as notes:
        notes.write(words + "\n")


def write_slowly(file: str, words: str) -> None:
    """Add a line, and another half a second later."""
    write(file, words)
    threading.Event().wait(0.5)
    write(file, "done")


def fail(file: str, words: str) -> None:
    """Raise."""
    raise ValueError(words)
