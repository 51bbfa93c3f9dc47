"""Waiting for something that happens elsewhere: ask again until it is so, with a deadline."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
# Not time.sleep: tests that hold the clock still would wait for ever.
_pause = threading.Event().wait


def eventually(fn: Callable[[], T], within: float = 60.0, every: float = 0.02) -> T:
    """The first truthy answer of fn; an assertion that fails inside fn counts as "not yet".

    After `within` seconds the last assertion is raised, or one that shows the last answer.
    """
    deadline = time.monotonic() + within
    while True:
        failed, answer = None, None
        try:
            answer = fn()
        except AssertionError as not_yet:
            failed = not_yet
        if failed is None and answer:
            return answer
        if time.monotonic() > deadline:
            raise failed or AssertionError(f"not within {within} s; the last answer was {answer!r}")
        _pause(every)
