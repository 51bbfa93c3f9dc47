"""Lanes: work that waits for others' servers has a thread of its own, one a name, so that nothing waits behind it."""

import threading
from collections.abc import Callable

import structlog
from flask import current_app

log = structlog.get_logger()
_lock = threading.Lock()
_lanes: dict[str, threading.Thread] = {}
_again: set[str] = set()


def run(name: str, work: Callable, *arguments) -> None:
    """Do this in the lane of this name; asked while it is being done, it is done once more afterwards."""
    app = current_app._get_current_object()
    with _lock:
        if name in _lanes:
            _again.add(name)
            return
        _lanes[name] = threading.Thread(target=_drive, args=(app, name, work, arguments), name=name, daemon=True)
        _lanes[name].start()


def finish(within: float) -> None:
    """Wait for what is being done; for a process that shall end. What does not end is found by its lease."""
    for lane in list(_lanes.values()):
        lane.join(within)


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
