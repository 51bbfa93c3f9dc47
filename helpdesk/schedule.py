"""Schedule: what is looked for in the rows again and again, so that no crash and no lost wake-up loses anything.

Two schedules at once do no harm: whatever a sweep does, it claims first.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from flask import Flask

from channels import claiming, dead_letters, deliver, webchat
from helpdesk import clock, events, heartbeat, jobs
from tickets import uploading

log = structlog.get_logger()


@dataclass
class Sweep:
    """Something that is due from time to time; `run` is given the instant as of which it looks."""

    name: str
    seconds: float
    run: Callable[[datetime], object]


SWEEPS = [
    Sweep("events", 5, lambda as_of: events.drain()),
    Sweep("retries", 10, lambda as_of: events.retry_due(as_of)),
    Sweep("interrupted answers", 5, claiming.recover),
    Sweep("answers", 5, lambda as_of: _wake_delivery(as_of)),
    Sweep("dead letters", 30, lambda as_of: dead_letters.replay_due(as_of)),
    Sweep("chat answers that follow by e-mail", 10, webchat.follow_up.send_due),
    Sweep("visitors who never wrote", 3600, webchat.visiting.forget_idle),
    Sweep("files that were never sent", 3600, uploading.forget_unsent),
]


def run(app: Flask) -> None:
    """Sweep for ever; each sweep fails alone and is tried again at its next turn."""
    alive = Sweep("heartbeat", 5, lambda as_of: heartbeat.beat("schedule"))
    due = {sweep.name: 0.0 for sweep in SWEEPS}
    while True:
        _run_alone(app, alive, clock.now())
        for sweep in SWEEPS:
            if due[sweep.name] <= time.monotonic():
                due[sweep.name] = time.monotonic() + sweep.seconds
                _run_alone(app, sweep, clock.now())
        threading.Event().wait(max(0.05, min(due.values()) - time.monotonic()))


def sweep_once(app: Flask, as_of: datetime) -> list[str]:
    """Run all that is due as of this instant, once; the names of the sweeps that failed."""
    return [sweep.name for sweep in SWEEPS if not _run_alone(app, sweep, as_of)]


def _wake_delivery(as_of: datetime) -> None:
    for inbox_id in claiming.inboxes_with_due(as_of):
        jobs.wake(deliver, inbox_id, queue="outgoing")


def _run_alone(app: Flask, sweep: Sweep, as_of: datetime) -> bool:
    try:
        with app.app_context():
            sweep.run(as_of)
        return True
    except Exception:
        log.exception("sweep failed", sweep=sweep.name)
        return False
