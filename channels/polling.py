"""Polling: inboxes that must be asked for what has come, each by one process at a time, none stopped by another."""

import threading
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select, update

from channels.inbox import Inbox
from channels.register import adapter_of, all_adapters
from helpdesk import clock, jobs, lanes, lease
from helpdesk.db import db, let_go, transaction

log = structlog.get_logger()
LEASE = 30.0  # seconds; renewed while a fetch or a listener lives
EVERY = 60  # seconds, unless the inbox's options, or its adapter, say another `poll_seconds`
PULSE = 8.0
AFTER_A_CRASH = timedelta(seconds=40)  # longer than the lease of who died


def due(as_of: datetime | None = None) -> list[int]:
    """The inboxes that shall be asked now."""
    now = as_of or clock.now()
    rows = db.session.scalars(select(Inbox).where(Inbox.enabled.is_(True))).all()
    return [i.id for i in rows if _polled(i) and (i.polled_at is None or i.polled_at + interval_of(i) <= now)]


def interval_of(inbox: Inbox) -> timedelta:
    """How often it is asked unasked for."""
    usual = getattr(all_adapters().get(inbox.channel), "poll_seconds", EVERY)
    return timedelta(seconds=int((inbox.options or {}).get("poll_seconds") or usual))


def wake(inbox_id: int) -> None:
    """Have a worker ask this inbox soon."""
    jobs.wake(poll, inbox_id, queue="incoming")


def poll(inbox_id: int) -> None:
    """The job: ask this inbox, beside the others."""
    jobs.woken(poll, inbox_id)
    lanes.run(f"poll:{inbox_id}", poll_now, inbox_id)


def poll_now(inbox_id: int) -> bool:
    """Ask this inbox; False when another process does, or it went wrong (the inbox then says why)."""
    with lease.held(f"fetch:{inbox_id}", LEASE) as mine:
        if not mine:
            return False
        with _pulse(f"fetch:{inbox_id}"):
            begun = _begin(inbox_id)
            inbox = _inbox(inbox_id)
            well = _watched(inbox_id, lambda: adapter_of(inbox).poll(inbox))
            _end(inbox_id, begun)
            return well


def listening() -> list[int]:
    """The inboxes whose adapter can keep a connection and hear at once."""
    rows = db.session.scalars(select(Inbox).where(Inbox.enabled.is_(True))).all()
    return [i.id for i in rows if hasattr(all_adapters().get(i.channel), "listen")]


def hear(inbox_id: int, stop: threading.Event) -> bool:
    """Keep listening to this inbox until `stop`; False when another process does, or the connection broke."""
    with lease.held(f"fetch:{inbox_id}", LEASE) as mine:
        if not mine:
            return False
        with _pulse(f"fetch:{inbox_id}"):
            inbox = _inbox(inbox_id)
            return _watched(inbox_id, lambda: adapter_of(inbox).listen(inbox, stop))


def _inbox(inbox_id: int) -> Inbox:
    inbox = db.session.get(Inbox, inbox_id)
    let_go()  # a provider takes its time
    return inbox


def _watched(inbox_id: int, fetch) -> bool:
    try:
        fetch()
    except Exception as error:
        log.warning("not fetched", inbox_id=inbox_id, error=type(error).__name__)
        db.session.rollback()
        _note(inbox_id, error)
        return False
    _note(inbox_id, None)
    return True


@transaction()
def _begin(inbox_id: int) -> datetime:
    # Now, not at the end: what the provider announces while it is being asked must make it due again. Not wholly now
    # either: should this process die while it asks, the next one shall not wait for the whole interval.
    inbox = db.session.get(Inbox, inbox_id)
    begun = clock.now() - max(interval_of(inbox) - AFTER_A_CRASH, timedelta(0))
    db.session.execute(update(Inbox).where(Inbox.id == inbox_id).values(polled_at=begun))
    return begun


@transaction()
def _end(inbox_id: int, begun: datetime) -> None:
    db.session.execute(
        update(Inbox).where(Inbox.id == inbox_id, Inbox.polled_at == begun).values(polled_at=clock.now())
    )


@transaction()
def _note(inbox_id: int, error: Exception | None) -> None:
    now = clock.now()
    inbox = db.session.get(Inbox, inbox_id)
    health = {"last_error": f"{type(error).__name__}: {error}"[:500], "last_error_at": now} if error else {}
    if error is None and not inbox.failures:
        health = {"last_error": None, "last_error_at": None}
    db.session.execute(update(Inbox).where(Inbox.id == inbox_id).values(**health))


class _pulse:
    """Renews a lease of this thread as long as what is done inside lasts."""

    def __init__(self, name: str):
        from flask import current_app

        self.app, self.name, self.over = current_app._get_current_object(), name, threading.Event()
        self.holder = f"{lease.me()}:{threading.get_ident()}"

    def __enter__(self):
        threading.Thread(target=self._beat, daemon=True, name=f"pulse:{self.name}").start()

    def __exit__(self, *_):
        self.over.set()

    def _beat(self) -> None:
        while not self.over.wait(PULSE):
            try:
                with self.app.app_context():
                    lease.take(self.name, LEASE, self.holder)
            except Exception as error:  # the next beat comes before the lease ends
                log.warning("lease not renewed", error=type(error).__name__)


def _polled(inbox: Inbox) -> bool:
    return hasattr(all_adapters().get(inbox.channel), "poll")
