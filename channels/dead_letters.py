"""Dead letters: requests nobody could make anything of; looked at, tried again, or thrown away."""

from datetime import datetime

import structlog
from sqlalchemy import func, literal_column, select

from channels.arrival import Arrival, mark_dead, next_try, request_of
from channels.arriving import apart
from channels.channel import Memory
from channels.inbox import Inbox
from channels.register import adapter_of
from helpdesk import clock
from helpdesk.db import db, transaction

log = structlog.get_logger()
_DEAD = Arrival.state == literal_column("'dead'")  # as its partial index says it


def all_dead(*, after: int = 0, limit: int = 100) -> list[Arrival]:
    """Dead letters, oldest first."""
    db.session.rollback()
    return list(db.session.scalars(select(Arrival).where(_DEAD, Arrival.id > after).order_by(Arrival.id).limit(limit)))


def how_many() -> int:
    """How many dead letters there are."""
    return db.session.scalar(select(func.count()).select_from(Arrival).where(_DEAD))


def replay(arrival_id: int) -> bool:
    """Try again; True when everything in it has been taken in. What had been before is not taken in twice."""
    return _begin(arrival_id) and _try(arrival_id)


@transaction()
def _begin(arrival_id: int) -> bool:
    # Counted before it is tried: one that brings the process down must not do so for ever.
    row = _locked(arrival_id)
    if row is not None:
        row.attempts += 1
        row.due_at = next_try(row)
    return row is not None


@transaction()
def _try(arrival_id: int) -> bool:
    row = _locked(arrival_id)
    if row is None:
        return False
    inbox = db.session.get(Inbox, row.inbox_id)
    try:
        items = adapter_of(inbox).parse(request_of(row), inbox.settings or {})
        # What the adapter wanted to remember is older by now than what it remembers.
        errors = apart(inbox, [item for item in items if not isinstance(item, Memory)])[1]
    except Exception as error:
        log.warning("dead letter not understood", arrival_id=arrival_id, error=type(error).__name__)
        errors = [error]
    if errors:
        mark_dead(row, errors)
    else:
        row.state, row.error, row.due_at = "handled", None, None
    return not errors


@transaction()
def discard(arrival_id: int) -> bool:
    """Throw it away with everything in it; False when it is no dead letter."""
    row = _locked(arrival_id)
    if row is not None:
        row.state, row.raw, row.due_at = "discarded", None, None
    return row is not None


def replay_due(as_of: datetime | None = None, limit: int = 100) -> int:
    """Try again those whose time has come: what was wrong may have been mended. Returns how many were tried."""
    ids = db.session.scalars(
        select(Arrival.id).where(_DEAD, Arrival.due_at <= (as_of or clock.now())).order_by(Arrival.id).limit(limit)
    ).all()
    for number in ids:
        replay(number)
    return len(ids)


def _locked(arrival_id: int) -> Arrival | None:
    return db.session.scalar(
        select(Arrival)
        .where(Arrival.id == arrival_id, _DEAD)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
