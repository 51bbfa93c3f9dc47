"""The breaker of an inbox: a provider in trouble is left alone for a while, visibly, then asked with one message."""

from datetime import timedelta

from sqlalchemy import select, update

from channels.inbox import Inbox, note_out
from channels.register import all_adapters
from helpdesk import clock
from helpdesk.db import db, transaction

PATIENCE = 5  # failures in a row before the inbox rests
FIRST_REST = timedelta(seconds=15)
LONGEST_REST = timedelta(minutes=10)


def open_inbox(inbox_id: int) -> Inbox | None:
    """The inbox if messages may leave through it now."""
    db.session.rollback()  # read afresh: another process may have paused it
    inbox = db.session.get(Inbox, inbox_id, populate_existing=True)
    if inbox is None or not inbox.enabled or inbox.channel not in all_adapters():
        return None
    return inbox if inbox.paused_until is None or inbox.paused_until <= clock.now() else None


def resting() -> list[Inbox]:
    """The inboxes that are left alone just now because sending failed again and again."""
    return list(
        db.session.scalars(
            select(Inbox)
            .where(Inbox.enabled.is_(True), Inbox.paused_until > clock.now(), Inbox.failures >= PATIENCE)
            .order_by(Inbox.name)
            .limit(50)
        )
    )


@transaction()
def try_now(inbox_id: int) -> None:
    """An admin wants the next message sent at once, whatever happened before; one is sent ahead."""
    _set(inbox_id, paused_until=None)


@transaction()
def worked(inbox_id: int) -> None:
    """A message went out."""
    inbox = db.session.get(Inbox, inbox_id)
    note_out(inbox)
    if inbox.failures or inbox.paused_until or inbox.last_error:
        _set(inbox_id, failures=0, paused_until=None, last_error=None, last_error_at=None)


@transaction()
def stumbled(inbox_id: int, why: str, wait: timedelta | None = None) -> None:
    """A message did not go out. `wait`: so long the provider wants to be left alone."""
    inbox, now = db.session.get(Inbox, inbox_id), clock.now()
    if wait is not None:
        until, failures = now + wait, inbox.failures
    else:
        failures = inbox.failures + 1
        until = now + _rest(failures) if failures >= PATIENCE else None
    if until and inbox.paused_until:
        until = max(until, inbox.paused_until)
    _set(inbox_id, failures=failures, paused_until=until or inbox.paused_until, last_error=why[:500], last_error_at=now)


def _rest(failures: int) -> timedelta:
    return min(FIRST_REST * 2 ** min(failures - PATIENCE, 10), LONGEST_REST)


def _set(inbox_id: int, **values) -> None:
    db.session.execute(update(Inbox).where(Inbox.id == inbox_id).values(**values))
