"""Escalating: hand a ticket up with a reason, take it, give it on, end it; what nobody answers climbs."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update

from helpdesk import clock
from helpdesk.db import db, only_one, transaction
from helpdesk.events import SYSTEM, record
from helpdesk.hot import Find, Look, get, insert, write
from helpdesk.people import Agent
from routing.calendars.asking import calendar_of, default_calendar_id
from routing.escalation import HIGHEST, OUTCOMES, REASONS, Escalation, EscalationPlan, EscalationStep
from routing.hours import NeverOpens, add
from tickets import NotAllowed, Ticket, follow
from tickets.events import ESCALATED, ESCALATION_CHANGED, ESCALATION_ENDED

LONGEST_NOTE = 2000
USUAL_MINUTES = {1: 30, 2: 30, 3: 60}
TO_BE_DONE = timedelta(hours=8)  # so long has who took it, unless they say otherwise


@transaction()
def escalate(ticket, *, reason: str, by, level: int = 1, note: str = "", data: dict | None = None) -> Escalation:
    """Hand the ticket up. One is open for a ticket and a reason: a second call can only raise its level.

    An agent who hands up keeps following the ticket. Raises NotAllowed for an unknown reason.
    """
    if reason not in REASONS or not 1 <= level <= HIGHEST:
        raise NotAllowed("unknown_escalation", reason=reason)
    only_one("escalation", ticket.id)
    if getattr(by, "actor_kind", None) == "agent":
        follow(ticket, by)
    known = open_escalation(ticket.id, reason)
    if known is not None:
        if note:
            _step(known, "noted", by, note=note[:LONGEST_NOTE])
        if level > known.level:
            _climb(known, ticket, level, by, clock.now())
        return known
    now = clock.now()
    row = insert(
        Escalation(
            ticket_id=ticket.id,
            reason=reason,
            level=level,
            note=note.strip()[:LONGEST_NOTE],
            by_kind=getattr(by, "actor_kind", "system"),
            by_id=getattr(by, "id", None),
            opened_at=now,
            due_at=deadline(level, now),
        )
    )
    _step(row, "opened", by, level=level, **(data or {}))
    record(ESCALATED, ticket, by=by, escalation=row.id, reason=reason, level=level, **(data or {}))
    return row


@transaction()
def take(row: Escalation, *, by) -> None:
    """This supervisor answers for it from now on; taking it twice changes nothing."""
    if row.ended_at is None and row.owner_id != by.id:
        _own(row, by, "taken", by)


@transaction()
def give(row: Escalation, *, to, by) -> None:
    """Somebody else answers for it."""
    if row.ended_at is None and row.owner_id != to.id:
        if to.disabled_at is not None:
            raise NotAllowed("no_agent", agent=to.id)
        _own(row, to, "given", by)


@transaction()
def note_on(row: Escalation, *, text: str, by) -> None:
    """Write down what was done about it."""
    if not text.strip():
        raise NotAllowed("empty")
    _step(row, "noted", by, note=text.strip()[:LONGEST_NOTE])
    _changed(row, "noted", by)


@transaction()
def postpone(row: Escalation, *, until: datetime, by) -> None:
    """Set its deadline."""
    if until <= clock.now():
        raise NotAllowed("past")
    if row.ended_at is None:
        row.due_at = until
        _step(row, "postponed", by, until=clock.iso(until))
        _changed(row, "postponed", by, until=clock.iso(until))


@transaction()
def raise_level(row: Escalation, *, by) -> None:
    """Hand it one level further up."""
    if row.ended_at is None and row.level < HIGHEST:
        _climb(row, get(Ticket, row.ticket_id), row.level + 1, by, clock.now())


@transaction()
def end(row: Escalation, *, outcome: str, note: str = "", by) -> None:
    """It is dealt with, in this way; ending it twice changes nothing."""
    if outcome not in OUTCOMES:
        raise NotAllowed("unknown_outcome", outcome=outcome)
    if row.ended_at is None:
        row.ended_at, row.outcome, row.outcome_note = clock.now(), outcome, note.strip()[:LONGEST_NOTE]
        row.owner_id = row.owner_id or (by.id if getattr(by, "actor_kind", "") == "agent" else None)
        _step(row, "ended", by, outcome=outcome)
        record(ESCALATION_ENDED, get(Ticket, row.ticket_id), by=by, escalation=row.id, outcome=outcome)


_OPEN = Find(
    Escalation,
    Escalation.ticket_id == bindparam("ticket"),
    Escalation.reason == bindparam("reason"),
    Escalation.ended_at.is_(None),
)


def open_escalation(ticket_id: int, reason: str) -> Escalation | None:
    """The one that is open for this ticket and reason."""
    db.session.flush()  # one may just have been ended
    return _OPEN.first(ticket=ticket_id, reason=reason)


def climb_due(as_of: datetime | None = None) -> int:
    """Raise what nobody has answered or ended in time; for the sweep. Returns how many it concerned."""
    as_of = as_of or clock.now()
    return sum(_climb_if_due(number, as_of) for (number,) in _DUE.all(as_of=as_of))


def deadline(level: int, at: datetime) -> datetime | None:
    """By when somebody has to answer for an escalation that reaches this level now."""
    plan = db.session.get(EscalationPlan, level)
    minutes = plan.minutes if plan is not None else USUAL_MINUTES[level]
    calendar = calendar_of(default_calendar_id()) if plan is not None and plan.business else None
    if not minutes:
        return None
    try:
        return add(calendar, at, timedelta(minutes=minutes)) if calendar else at + timedelta(minutes=minutes)
    except NeverOpens:
        return None


_DUE = Look(
    select(Escalation.id)
    .where(Escalation.due_at.is_not(None), Escalation.ended_at.is_(None), Escalation.due_at <= bindparam("as_of"))
    .order_by(Escalation.due_at)
    .limit(500)
)


@transaction()
def _climb_if_due(number: int, as_of: datetime) -> bool:
    row = db.session.get(Escalation, number)
    following = deadline(min(row.level + 1, HIGHEST), as_of) if row.level < HIGHEST else None
    claimed = db.session.execute(
        update(Escalation)
        .where(Escalation.id == number, Escalation.due_at == row.due_at, Escalation.ended_at.is_(None))
        .values(due_at=following)
        .execution_options(synchronize_session=False)
    ).rowcount
    if not claimed or row.due_at is None or row.due_at > as_of:
        return False
    db.session.refresh(row)
    if row.level < HIGHEST:
        _climb(row, get(Ticket, row.ticket_id), row.level + 1, SYSTEM, as_of)
    else:
        _step(row, "overdue", SYSTEM)
        _changed(row, "overdue", SYSTEM)
    return True


def _climb(row: Escalation, ticket, level: int, by, at: datetime) -> None:
    row.level, row.due_at, row.taken_at = level, deadline(level, at), None
    _step(row, "climbed", by, level=level)
    record(ESCALATION_CHANGED, ticket, by=by, escalation=row.id, what="climbed", level=level, reason=row.reason)


def _own(row: Escalation, agent: Agent, what: str, by) -> None:
    now = clock.now()
    row.owner_id, row.taken_at, row.due_at = agent.id, now, now + TO_BE_DONE
    follow(get(Ticket, row.ticket_id), agent)
    _step(row, what, by, to=agent.id)
    _changed(row, what, by, to=agent.id)


def _step(row: Escalation, kind: str, by, **data) -> None:
    write(
        EscalationStep(
            escalation_id=row.id,
            at=clock.now(),
            kind=kind,
            by_kind=getattr(by, "actor_kind", "system"),
            by_id=getattr(by, "id", None),
            data=data,
        )
    )


def _changed(row: Escalation, what: str, by, **data) -> None:
    record(
        ESCALATION_CHANGED,
        get(Ticket, row.ticket_id),
        by=by,
        escalation=row.id,
        what=what,
        level=row.level,
        reason=row.reason,
        **data,
    )
