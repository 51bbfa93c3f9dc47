"""Steady time: when the system's clock jumps ahead, nothing is done early in the belief that its time has come.

A clock that is put ahead by mistake (or by a machine that slept) shows more time than has passed. The steady one
believes what has passed, for a while: then the new time is taken for the truth, as after a sleep it is.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from helpdesk import clock

log = structlog.get_logger()
BEARABLE = timedelta(seconds=5)  # what a time server corrects in passing
DOUBTED_FOR = 600.0  # seconds


def _passed() -> float:
    # Unlike the monotonic clock this one goes on while the machine sleeps, so that waking up is no jump.
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Steady:
    """One reader of the time. `passed` counts seconds that nobody can set."""

    def __init__(self, passed: Callable[[], float] = _passed):
        self._passed = passed
        self._wall, self._mark = clock.now(), passed()
        self._doubted_since: float | None = None

    def now(self) -> datetime:
        """The time as of which things are due: never further than what has really passed, while that is in doubt."""
        shown, mark = clock.now(), self._passed()
        expected = self._wall + timedelta(seconds=mark - self._mark)
        if abs(shown - expected) <= BEARABLE:
            self._believe(shown, mark)
            return shown
        if self._doubted_since is None:
            self._doubted_since = mark
            log.warning("the system's clock jumped", seconds=round((shown - expected).total_seconds()))
        if mark - self._doubted_since >= DOUBTED_FOR:
            self._believe(shown, mark)
            return shown
        return min(shown, expected)

    def _believe(self, shown: datetime, mark: float) -> None:
        self._wall, self._mark, self._doubted_since = shown, mark, None
