"""Lanes: work that waits for others' servers has a thread of its own, one a name, so that nothing waits behind it."""

import threading
import time
from collections.abc import Callable

import structlog
from flask import current_app

log = structlog.get_logger()
_lock = threading.Lock()
_lanes: dict[str, threading.Thread] = {}
_again: set[str] = set()
_left: set[str] = set()


def run(name: str, work: Callable, *arguments, awaited: bool = True) -> None:
    """Do this in the lane of this name; asked while it is being done, it is done once more afterwards.

    What is not `awaited` changes nothing that stays: a process that ends leaves it.
    """
    app = current_app._get_current_object()
    with _lock:
        (_left.discard if awaited else _left.add)(name)
        if name in _lanes:
            _again.add(name)
            return
        _lanes[name] = threading.Thread(target=_drive, args=(app, name, work, arguments), name=name, daemon=True)
        _lanes[name].start()


def finish(within: float) -> None:
    """Wait so many seconds for what is being done; for a process that shall end. What is left is found by its lease."""
    end = time.monotonic() + within
    for name, lane in list(_lanes.items()):
        if name not in _left:
            lane.join(max(0.0, end - time.monotonic()))


def _drive(app, name: str, work: Callable, arguments: tuple) -> None:
    while True:
        try:
            with app.app_context():
                work(*arguments)
        except Exception as error:  # the rows are still there: the sweep comes back to them
            log.exception("lane failed", lane=name, error=type(error).__name__)
        with _lock:
            if name not in _again:
                del _lanes[name]
                return
            _again.discard(name)
