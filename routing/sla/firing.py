"""Firing: a warning, the breach, a further level: each once, claimed by the row itself."""

from datetime import datetime

from sqlalchemy import bindparam, update
from sqlalchemy.orm.attributes import set_committed_value

from helpdesk import clock
from helpdesk.db import connection_now
from helpdesk.doubt import believed
from helpdesk.events import SYSTEM, record
from routing.sla.policies import Terms
from routing.sla.running import next_after
from routing.sla.sla_clock import SlaClock
from tickets.events import SLA_BREACHED, SLA_STILL_BREACHED, SLA_WARNED


def fire(ticket, row: SlaClock, terms: Terms | None, as_of: datetime, *, late: bool = False) -> bool:
    """Let happen what is due for this clock; False when there is nothing, or another was first.

    `late`: somebody acts on the ticket just now, before the sweep came by. A warning that nobody saw in time is left
    out: the breach says more.
    """
    if row.next_at is None or row.next_at > as_of or row.ended_at is not None:
        return False
    name, values = _what(row, terms, as_of)
    if not _claim(row, {**values, "next_at": _following(row, terms, values)}):
        return False
    actions = terms.actions_at(row.level) if terms else ()
    record(
        name,
        ticket,
        by=SYSTEM,
        clock=row.id,
        metric=row.metric,
        policy=row.policy_id,
        level=row.level,
        due_at=clock.iso(row.due_at),
        actions=[dict(one) for one in actions],
        late=late,
    )
    return True


def settle(ticket, rows: list[SlaClock], terms_of, at: datetime) -> None:
    """Before anything touches these clocks: what was broken by now is broken, whenever the sweep would have come.

    Nothing is broken by a clock that has jumped ahead of what the schedule believes.
    """
    due = [row for row in rows if row.breached_at is None and row.next_at is not None and _is_due(row, at)]
    now = believed(at) if due else at
    for row in due:
        if _is_due(row, now):
            fire(ticket, row, terms_of(row), at, late=True)


def _is_due(row: SlaClock, at: datetime) -> bool:
    return row.due_at is not None and row.due_at <= at


_BECOMES = ("warned_at", "breached_at", "level", "next_at")
_CLAIM = (
    update(SlaClock.__table__)
    .where(SlaClock.id == bindparam("number"), SlaClock.next_at == bindparam("was"), SlaClock.ended_at.is_(None))
    .values({name: bindparam(name) for name in _BECOMES})
)


def _claim(row: SlaClock, values: dict) -> bool:
    became = {name: values.get(name, getattr(row, name)) for name in _BECOMES}
    claimed = connection_now().execute(_CLAIM, {"number": row.id, "was": row.next_at, **became}).rowcount
    for name, value in values.items() if claimed else ():
        set_committed_value(row, name, value)
    return bool(claimed)


def _following(row: SlaClock, terms: Terms | None, values: dict) -> datetime | None:
    broken = values.get("breached_at") or row.breached_at
    level = values.get("level", row.level)
    return next_after(row, terms, row.running_since, warned=True, broken=broken is not None, level=level)


def _what(row: SlaClock, terms: Terms | None, as_of: datetime) -> tuple[str, dict]:
    if row.breached_at is not None:
        level = terms.level_after(row.level) if terms else None
        return SLA_STILL_BREACHED, {"level": level.number if level else row.level}
    if row.due_at is not None and row.due_at <= as_of:
        return SLA_BREACHED, {"breached_at": row.due_at, "level": 1}
    return SLA_WARNED, {"warned_at": as_of}
