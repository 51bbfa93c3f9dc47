"""Running: a clock is begun, paused, goes on, gets another target, ends. Each keeps the time that was used."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from helpdesk.db import db
from helpdesk.hot import Look, change, insert
from routing.calendars.asking import calendar_of
from routing.sla.policies import Target, Terms
from routing.sla.reckoning import MICROSECOND, NOTHING, reached, used_by
from routing.sla.sla_clock import SlaClock

_OPEN = Look(select(SlaClock.metric).where(SlaClock.ticket_id == bindparam("ticket"), SlaClock.ended_at.is_(None)))
_RESTING = {"running_since": None, "due_at": None, "next_at": None}


def open_metrics(ticket_id: int) -> set[str]:
    """Which clocks of the ticket have not ended; cheaper than the clocks."""
    return {metric for (metric,) in _OPEN.all(ticket=ticket_id)}


def open_clocks(ticket_id: int) -> list[SlaClock]:
    """The clocks of the ticket that have not ended."""
    return list(
        db.session.scalars(
            select(SlaClock).where(SlaClock.ticket_id == ticket_id, SlaClock.ended_at.is_(None)).order_by(SlaClock.id)
        )
    )


def clocks_of_tickets(numbers: set[int]) -> dict[int, list[SlaClock]]:
    """The clocks of these tickets that have not ended: one question for all."""
    found: dict[int, list[SlaClock]] = {number: [] for number in numbers}
    query = select(SlaClock).where(SlaClock.ticket_id.in_(numbers), SlaClock.ended_at.is_(None)).order_by(SlaClock.id)
    for row in db.session.scalars(query) if numbers else ():
        found[row.ticket_id].append(row)
    return found


def last_clock(ticket_id: int, metric: str) -> SlaClock | None:
    """The newest clock of this kind that the ticket had, ended or not."""
    return db.session.scalar(
        select(SlaClock)
        .where(SlaClock.ticket_id == ticket_id, SlaClock.metric == metric)
        .order_by(SlaClock.id.desc())
        .limit(1)
    )


def merged_clocks(ticket_id: int) -> list[SlaClock]:
    """The clocks that went into another ticket with this one: of each kind the newest."""
    rows = db.session.scalars(
        select(SlaClock).where(SlaClock.ticket_id == ticket_id, SlaClock.outcome == "merged").order_by(SlaClock.id)
    )
    return list({row.metric: row for row in rows}.values())


def begin(ticket, metric: str, terms: Terms | None, at: datetime, **carried) -> SlaClock | None:
    """A new clock, if the policy promises this; `carried` sets what another ticket has gone through already."""
    target = terms.target(metric, ticket.priority) if terms else None
    if target is None:
        return None
    row = SlaClock(
        **{
            "ticket_id": ticket.id,
            "metric": metric,
            "policy_id": terms.id,
            "started_at": at,
            "used_us": 0,
            "level": 0,
            **_promise(target, terms),
            **carried,
        }
    )
    row.__dict__.update(_RESTING if rests(ticket, metric, terms) else _going(row, terms, at))
    return insert(row)


def rests(ticket, metric: str, terms: Terms | None) -> bool:
    """Whether no time is used now: the ticket is out of sight, or its status pauses this clock."""
    out_of_sight = ticket.spam_at or ticket.trashed_at or ticket.merged_into_id
    return bool(out_of_sight) or (terms is not None and ticket.status in terms.pauses.get(metric, ()))


def pause(row: SlaClock, at: datetime) -> None:
    """The clock rests; what it has used is kept."""
    if row.running_since is not None:
        change(row, used_us=used_us(row, at), **_RESTING)


def go_on(row: SlaClock, terms: Terms | None, at: datetime) -> None:
    """The clock runs again from what it has used."""
    if row.running_since is None:
        change(row, **_going(row, terms, at))


def end(row: SlaClock, at: datetime, outcome: str) -> None:
    """The promise is kept, or no longer asked for."""
    change(row, used_us=used_us(row, at), ended_at=at, outcome=outcome, **_RESTING)


def revive(row: SlaClock, ticket, terms: Terms, at: datetime, *, counting: bool = False) -> None:
    """A clock that had ended goes on; `counting`: the time since then counts as used."""
    used = row.used_us
    if counting and not rests(ticket, row.metric, terms):
        used = used_by(calendar_of(row.calendar_id), row.used, row.ended_at, at) // MICROSECOND
    change(row, used_us=used, ended_at=None, outcome=None)
    retarget(row, ticket, terms, at)
    if row.ended_at is None and row.running_since is None and not rests(ticket, row.metric, terms):
        go_on(row, terms, at)


def retarget(row: SlaClock, ticket, terms: Terms, at: datetime) -> None:
    """Another policy or priority holds: the same time used, another target; ends where nothing is promised."""
    target = terms.target(row.metric, ticket.priority)
    if target is None:
        return end(row, at, "dropped")
    promise = _promise(target, terms)
    if row.policy_id == terms.id and all(getattr(row, name) == value for name, value in promise.items()):
        return None
    change(row, used_us=used_us(row, at), policy_id=terms.id, **promise, **_RESTING)
    if not rests(ticket, row.metric, terms):
        go_on(row, terms, at)
    return None


def reckon_anew(row: SlaClock, terms: Terms | None) -> None:
    """The calendar has changed: what it uses since it last began to run is reckoned by the new hours."""
    if row.running_since is not None and row.ended_at is None:
        change(row, **_going(row, terms, row.running_since))


def next_after(
    row: SlaClock, terms: Terms | None, since: datetime, *, warned: bool, broken: bool, level: int
) -> datetime | None:
    """When something happens next to a clock that runs since then, given what has happened to it already."""
    target = timedelta(seconds=row.target)
    if broken:
        following = terms.level_after(level) if terms else None
        return _reached(row, since, target + following.after) if following else None
    if not warned and terms and terms.warn_percent:
        return _reached(row, since, target * terms.warn_percent / 100)
    return _reached(row, since, target)


def _going(row: SlaClock, terms: Terms | None, since: datetime) -> dict:
    facts = {
        "warned": row.warned_at is not None,
        "broken": row.breached_at is not None,
        "level": row.level,
    }
    return {
        "running_since": since,
        "due_at": _reached(row, since, timedelta(seconds=row.target)),
        "next_at": next_after(row, terms, since, **facts),
    }


def _reached(row: SlaClock, since: datetime, amount: timedelta) -> datetime | None:
    return reached(calendar_of(row.calendar_id), timedelta(microseconds=row.used_us), since, amount)


def used_us(row: SlaClock, at: datetime) -> int:
    """What it has used by then, in microseconds."""
    return max(NOTHING, used_by(calendar_of(row.calendar_id), row.used, row.running_since, at)) // MICROSECOND


def _promise(target: Target, terms: Terms) -> dict:
    return {
        "target": int(target.time.total_seconds()),
        "calendar_id": terms.calendar_id if target.business else None,
    }
