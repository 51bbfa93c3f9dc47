"""Progress: how far a training has come; one row, written by whoever learns and read by whoever waits for it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from flask import current_app

from helpdesk import clock
from helpdesk.db import db, only_one, transaction
from helpdesk.hot import get
from routing.setting import RoutingSetting

KEY = "classifier_training"
WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"
BEAT = 10.0  # seconds
SILENT = {RUNNING: timedelta(seconds=60), WAITING: timedelta(minutes=10)}  # who is silent for so long is gone


@dataclass(frozen=True)
class Progress:
    """`target` is what is learned just now, after `done` of `total`; empty while the past is read."""

    state: str = ""
    target: str = ""
    done: int = 0
    total: int = 0
    at: str = ""  # when something was heard of it last

    @property
    def going(self) -> bool:
        """Whether new figures are to be expected."""
        return self.state in (WAITING, RUNNING)


def progress(as_of: datetime | None = None) -> Progress:
    """How far the newest training is; one that was killed has failed."""
    kept = _kept()
    if kept.going and (as_of or clock.now()) - datetime.fromisoformat(kept.at) > SILENT[kept.state]:
        return replace(kept, state=FAILED)
    return kept


@transaction()
def asked() -> None:
    """Somebody wants one. One that is going on already is the answer."""
    if not progress().going:
        _write(Progress(WAITING))


def begun(total: int) -> None:
    """It reads the past; so many things are learned from it."""
    _write(Progress(RUNNING, total=total))


def learning(target: str, done: int) -> None:
    """This is learned now."""
    _change(target=target, done=done)


def ended() -> None:
    """The figures are there."""
    _change(state=DONE, target="")


def failed() -> None:
    """It came to nothing; what was in use stays."""
    _change(state=FAILED)


@contextmanager
def beating() -> Iterator[None]:
    """As long as this process lives it is heard of: learning one thing takes minutes."""
    over, app = threading.Event(), current_app._get_current_object()

    def beat() -> None:
        while not over.wait(BEAT):
            with app.app_context():
                _change()

    heart = threading.Thread(target=beat, name="learning heart", daemon=True)
    heart.start()
    try:
        yield
    finally:
        over.set()
        heart.join()


@transaction()
def _change(**values) -> None:
    only_one(KEY)  # the heart beats in a thread of its own
    _write(replace(_kept(), **values))  # who was thought dead and is heard of again lives


def _kept() -> Progress:
    row = get(RoutingSetting, KEY)
    return Progress(**row.value) if row is not None else Progress()


@transaction()
def _write(wanted: Progress) -> None:
    db.session.merge(RoutingSetting(key=KEY, value=asdict(replace(wanted, at=clock.iso(clock.now())))))
