"""Promise a customer something by a certain time: keep it, move it, drop it; be reminded before and told when late."""

from datetime import datetime, timedelta

from sqlalchemy import case, func, select, update

from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.events import SYSTEM, record
from helpdesk.hot import change, get, insert
from tickets.events import (
    PROMISE_CHANGED,
    PROMISE_DROPPED,
    PROMISE_DUE,
    PROMISE_KEPT,
    PROMISE_LATE,
    PROMISE_MADE,
)
from tickets.promise import KINDS, Promise
from tickets.refusals import NotAllowed, changeable
from tickets.ticket import Ticket

BEFORE = timedelta(minutes=15)  # so long before it is due its owner is reminded
LONGEST, FURTHEST, MOST_OPEN = 500, timedelta(days=366), 50


@transaction()
def promise(ticket, *, text: str, due_at: datetime, by, kind: str = "promise", agent=None) -> Promise:
    """Owe the customer this by `due_at`; `agent` (else who promises) is reminded. Raises NotAllowed."""
    changeable(ticket)
    _check(text, due_at, kind)
    if len(open_promises(ticket.id)) >= MOST_OPEN:
        raise NotAllowed("many_promises")
    owner = agent or (by if getattr(by, "actor_kind", "") == "agent" else None)
    row = insert(
        Promise(
            ticket_id=ticket.id,
            origin_ticket_id=ticket.id,
            kind=kind,
            text=text.strip(),
            agent_id=owner.id if owner else ticket.assignee_id,
            team_id=ticket.team_id,
            due_at=due_at,
            remind_at=_reminder(due_at),
        )
    )
    record(PROMISE_MADE, ticket, by=by, **_said(row))
    return row


@transaction()
def move(row: Promise, *, by, text: str | None = None, due_at: datetime | None = None, agent=None) -> None:
    """Change what is owed, when, or who owes it. Raises NotAllowed when it is done already."""
    row = _open(row)
    ticket, due = get(Ticket, row.ticket_id), due_at or row.due_at
    _check(row.text if text is None else text, due if due_at else None, row.kind)
    values = {"text": (row.text if text is None else text).strip(), "due_at": due}
    values["agent_id"] = agent.id if agent else row.agent_id
    if all(getattr(row, name) == value for name, value in values.items()):
        return
    if due != row.due_at:
        values |= {"remind_at": _reminder(due), "late": False}
    change(row, **values)
    record(PROMISE_CHANGED, ticket, by=by, **_said(row))


@transaction()
def keep(row: Promise, *, by) -> None:
    """It is done; late, where its time was over. Doing it twice changes nothing."""
    _end(row, "kept", PROMISE_KEPT, by)


@transaction()
def drop(row: Promise, *, by) -> None:
    """It is not owed any more."""
    _end(row, "dropped", PROMISE_DROPPED, by)


def remind_due(as_of: datetime | None = None, limit: int = 500) -> int:
    """Say which promises are due soon, and which are late; for the sweep. Two sweeps at once say nothing twice."""
    as_of = as_of or clock.now()
    due = db.session.scalars(
        select(Promise.id).where(Promise.remind_at <= as_of).order_by(Promise.remind_at).limit(limit)
    ).all()
    return sum(_remind(number, as_of) for number in due)


def open_promises(ticket_id: int) -> list[Promise]:
    """What is still owed on this ticket, the next first."""
    return [row for row in promises_of(ticket_id) if row.done_at is None]


def promises_of(ticket_id: int, limit: int = 100) -> list[Promise]:
    """What has been promised on this ticket: open ones first, as they are due; then the newest of the others."""
    rows = db.session.scalars(
        select(Promise)
        .where(Promise.ticket_id == ticket_id)
        .order_by(Promise.done_at.is_not(None), case((Promise.done_at.is_(None), Promise.due_at)), Promise.id.desc())
        .limit(limit)
    )
    return list(rows)


def reassigned(event) -> None:
    """A reaction: whoever has the ticket now keeps what was promised by the one before, and is reminded of it."""
    if event.data.get("from") and event.data.get("to"):
        db.session.execute(
            update(Promise)
            .where(
                Promise.ticket_id == event.ticket_id,
                Promise.agent_id == event.data["from"],
                Promise.done_at.is_(None),
            )
            .values(agent_id=event.data["to"])
            .execution_options(synchronize_session="fetch")
        )


def merged(event) -> None:
    """A reaction on the ticket that stays: what was promised on the other is owed here."""
    _carry(Promise.ticket_id == event.data["from"], event.ticket_id)


def unmerged(event) -> None:
    """A reaction on each of the two: what was promised on it, or on what was merged into it, goes back with it."""
    from tickets.merging import family_of  # it knows this file's neighbours

    ticket = get(Ticket, event.ticket_id)
    _carry(Promise.origin_ticket_id.in_(family_of(ticket)), ticket.id)


def counts(since: datetime, until: datetime) -> dict:
    """Of the promises due between these: {"kept", "late", "open", "dropped"}."""
    late = case((Promise.late.is_(True), "late"), else_="kept")
    state = case(
        (Promise.outcome == "dropped", "dropped"),
        (Promise.outcome == "kept", late),
        (Promise.due_at < clock.now(), "late"),
        else_="open",
    )
    rows = db.session.execute(
        select(state, func.count()).where(Promise.due_at >= since, Promise.due_at < until).group_by(state)
    )
    return {"kept": 0, "late": 0, "open": 0, "dropped": 0} | {name: count for name, count in rows}


def _carry(where, to: int) -> None:
    db.session.execute(update(Promise).where(where).values(ticket_id=to).execution_options(synchronize_session="fetch"))


def _end(row: Promise, outcome: str, name: str, by) -> None:
    row = db.session.get(Promise, row.id, with_for_update=True, populate_existing=True)
    if row.done_at is not None:
        return
    now = clock.now()
    change(row, done_at=now, outcome=outcome, remind_at=None, late=row.late or now > row.due_at)
    record(name, get(Ticket, row.ticket_id), by=by, promise=row.id, kind=row.kind, text=row.text, late=row.late)


@transaction()
def _remind(number: int, as_of: datetime) -> bool:
    row = db.session.get(Promise, number, with_for_update=True, populate_existing=True)
    if row is None or row.done_at is not None or row.remind_at is None or row.remind_at > as_of:
        return False
    ticket, late = get(Ticket, row.ticket_id), row.due_at <= as_of
    change(row, remind_at=None if late else row.due_at, late=late)
    if ticket.trashed_at is None and ticket.spam_at is None:
        record(PROMISE_LATE if late else PROMISE_DUE, ticket, by=SYSTEM, **_said(row))
    return True


def _open(row: Promise) -> Promise:
    row = db.session.get(Promise, row.id, with_for_update=True, populate_existing=True)
    if row.done_at is not None:
        raise NotAllowed("promise_done")
    return row


def _reminder(due_at: datetime) -> datetime:
    """Before it is due; where that has passed already, only when it is late."""
    return due_at - BEFORE if due_at - BEFORE > clock.now() else due_at


def _said(row: Promise) -> dict:
    data = {"promise": row.id, "kind": row.kind, "text": row.text, "agent": row.agent_id}
    return data | {"due_at": clock.iso(row.due_at)}


def _check(text: str, due_at: datetime | None, kind: str) -> None:
    now = clock.now()
    if kind not in KINDS:
        raise NotAllowed("unknown_promise")
    if not text.strip() and kind != "call_back":
        raise NotAllowed("empty_promise")
    if len(text) > LONGEST:
        raise NotAllowed("too_long")
    if due_at is not None and due_at <= now:
        raise NotAllowed("past")
    if due_at is not None and due_at > now + FURTHEST:
        raise NotAllowed("far_away")
