"""Schedule: does each sweep at its interval.

Two schedules at once do no harm: each sweep is done by whoever has its lease, and claims what it does besides.
"""

import signal
import threading
import time
from collections.abc import Callable
from datetime import datetime

import structlog
from flask import Flask

from helpdesk import clock, events, heartbeat, lanes, lease
from helpdesk.sweeps import Sweep, sweeps

log = structlog.get_logger()
LONGEST_WAIT = 30.0
STANDBY = 3.0


def run(app: Flask, *beside: Callable[[Flask, threading.Event], object]) -> None:
    """Sweep until SIGTERM; what fails is tried again with growing pauses, whatever is away comes back by itself.

    `beside` are loops with threads of their own, which end when they are told to stop.
    """
    stop = threading.Event()
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda *_: stop.set())
    loops = [threading.Thread(target=_keep_going, args=(app, loop, stop), daemon=True) for loop in beside]
    for loop in loops:
        loop.start()
    turn(app, sweeps(), stop)
    for loop in loops:
        loop.join(1.0)


def _keep_going(app: Flask, loop: Callable[[Flask, threading.Event], object], stop: threading.Event) -> None:
    """In a process of its own it would be started again; here it goes on in the same thread."""
    while not stop.is_set():
        try:
            loop(app, stop)
        except Exception:
            log.exception("a loop beside the schedule failed", loop=loop.__module__)
            stop.wait(STANDBY)


def turn(app: Flask, all_sweeps: list[Sweep], stop: threading.Event) -> None:
    """The loop: each sweep at its interval, until `stop`; then the leases are given back."""
    alive = Sweep("heartbeat", 5, lambda as_of: heartbeat.beat("schedule"), quick=True)
    alive.leased_until = float("inf")  # every schedule has a heart of its own
    while not stop.is_set():
        for sweep in (alive, *all_sweeps):
            if sweep.due <= time.monotonic():
                sweep.due = time.monotonic() + sweep.seconds
                _start(app, sweep)
        stop.wait(max(0.02, min(s.due for s in (alive, *all_sweeps)) - time.monotonic()))
    _give_back(app, all_sweeps)
    lanes.finish(1.0)


def sweep_once(app: Flask, as_of: datetime) -> list[str]:
    """Run all that is due as of this instant, once; the names of the sweeps that failed."""
    failed = [sweep.name for sweep in sweeps() if not _run_alone(app, sweep, as_of)]
    lanes.finish(60)
    last = Sweep("what follows from all this", 0, lambda as_of: events.drain())
    return failed if _run_alone(app, last, as_of) else [*failed, last.name]


def _start(app: Flask, sweep: Sweep) -> None:
    if sweep.quick:
        _take_turn(app, sweep)
    else:
        with app.app_context():
            lanes.run(f"sweep:{sweep.name}", _take_turn, app, sweep)


def _take_turn(app: Flask, sweep: Sweep) -> None:
    done = _run_alone(app, sweep, clock.now(), leased=True)
    sweep.failures = 0 if done else sweep.failures + 1
    if not done:
        sweep.due = time.monotonic() + min(max(sweep.seconds, 0.5) * 2**sweep.failures, LONGEST_WAIT)


def _run_alone(app: Flask, sweep: Sweep, as_of: datetime, leased: bool = False) -> bool:
    try:
        with app.app_context():
            if not leased or _has_lease(sweep):
                sweep.run(as_of)
        return True
    except Exception:
        log.exception("sweep failed", sweep=sweep.name)
        return False


def _has_lease(sweep: Sweep) -> bool:
    length = max(15.0, sweep.seconds * 2)
    if sweep.leased_until - time.monotonic() < length / 2:  # written every few seconds, not at every tick
        if not lease.take(f"sweep:{sweep.name}", length):
            sweep.due = time.monotonic() + max(sweep.seconds, STANDBY)
            return False
        sweep.leased_until = time.monotonic() + length
    return True


def _give_back(app: Flask, all_sweeps: list[Sweep]) -> None:
    for sweep in all_sweeps:
        if sweep.leased_until > time.monotonic():
            quick_end = Sweep(sweep.name, 0, lambda as_of, name=sweep.name: lease.give_back(f"sweep:{name}"))
            _run_alone(app, quick_end, clock.now())
