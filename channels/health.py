"""The health of inboxes: what waits, what failed, what nobody understood, and when a token ends."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import func, literal_column, select

from channels.arrival import Arrival
from channels.breaker import PATIENCE
from channels.inbox import Inbox
from channels.outgoing import Outgoing
from channels.register import all_adapters
from helpdesk import clock
from helpdesk.db import db

log = structlog.get_logger()
DAY = timedelta(hours=24)
WARN_BEFORE = timedelta(days=7)
_ON_ITS_WAY = Outgoing.state.in_([literal_column("'queued'"), literal_column("'sending'")])
_DEAD = Arrival.state == literal_column("'dead'")


@dataclass(frozen=True)
class Health:
    """How one inbox is. `state`: off, paused, trouble, expired, or works."""

    state: str
    waiting: int
    failed: int  # answers of the last 24 hours that failed, or of which nobody knows
    dead: int  # requests nobody could make anything of
    expires_at: datetime | None
    expires_soon: bool


def health_of(inboxes: list[Inbox]) -> dict[int, Health]:
    """By number; a handful of questions, however many inboxes there are."""
    now = clock.now()
    waiting = _counted(Outgoing.inbox_id, _ON_ITS_WAY)
    failed = _counted(Outgoing.inbox_id, Outgoing.state.in_(("failed", "unsure")), Outgoing.created_at > now - DAY)
    dead = _counted(Arrival.inbox_id, _DEAD)
    found = {}
    for inbox in inboxes:
        ends = _expires_at(inbox)
        renews_itself = hasattr(all_adapters().get(inbox.channel), "account")
        found[inbox.id] = Health(
            _state(inbox, ends, now),
            waiting.get(inbox.id, 0),
            failed.get(inbox.id, 0),
            dead.get(inbox.id, 0),
            ends,
            ends is not None and ends < now + (timedelta(0) if renews_itself else WARN_BEFORE),
        )
    return found


def _counted(column, *where) -> dict[int, int]:
    return dict(map(tuple, db.session.execute(select(column, func.count()).where(*where).group_by(column))))


def _state(inbox: Inbox, ends: datetime | None, now: datetime) -> str:
    if not inbox.enabled:
        return "off"
    if inbox.paused_until and inbox.paused_until > now and inbox.failures >= PATIENCE:
        return "paused"
    if ends is not None and ends <= now:
        return "expired"
    return "trouble" if inbox.last_error else "works"


def _expires_at(inbox: Inbox) -> datetime | None:
    adapter = all_adapters().get(inbox.channel)
    if not hasattr(adapter, "expires_at"):
        return None
    try:
        return adapter.expires_at(inbox.settings or {})
    except Exception as error:  # settings that are half filled in must not hide the other inboxes
        log.warning("expiry not known", inbox_id=inbox.id, error=type(error).__name__)
        return None
