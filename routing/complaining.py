"""Complaining: a complaint goes through its stages and ends in a lesson."""

from sqlalchemy import select

from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.events import record
from helpdesk.hot import get
from routing.complaint import CAUSES, STAGES, Complaint
from routing.sla.running import end as end_clock
from routing.sla.running import open_clocks
from routing.sla.showing import show
from tickets import Message, NotAllowed, Ticket
from tickets.events import COMPLAINT_CHANGED

LONGEST = 4000
_KEEPS = {"proposal": ("proposal",), "agreed": ("proposal",), "followed_up": ("call_back",)}


def complaint_of(ticket) -> Complaint | None:
    """The complaint that this ticket is, if it is one."""
    row = db.session.get(Complaint, ticket.id)
    return row if row is not None and row.withdrawn_at is None else None


def receive_complaint(event) -> None:
    """The ticket is a complaint from now on, or it is none after all."""
    ticket = get(Ticket, event.ticket_id)
    row = db.session.get(Complaint, ticket.id) if event.name != "ticket_opened" else None
    if ticket.type == "complaint" and row is None:
        answered = ticket.first_replied_at
        db.session.add(Complaint(ticket_id=ticket.id, received_at=event.at, answered_at=answered))
        db.session.flush()
        _said(ticket, "received", None)
    elif row is not None and (row.withdrawn_at is None) != (ticket.type == "complaint"):
        row.withdrawn_at = None if ticket.type == "complaint" else event.at


def answer_complaint(event) -> None:
    """An agent has spoken to the customer: the stage "answered" is reached."""
    ticket = get(Ticket, event.ticket_id)
    if ticket.type != "complaint":
        return
    message = get(Message, event.message_id)
    row = complaint_of(ticket)
    if row is not None and row.answered_at is None and message.author_kind == "agent" and not message.is_auto:
        row.answered_at = event.at
        _said(ticket, "answered", None)


@transaction()
def reach(ticket, stage: str, *, note: str = "", by) -> Complaint:
    """A stage was reached: proposal (its words in `note`), agreed, followed_up. Raises NotAllowed."""
    row = complaint_of(ticket)
    if row is None:
        raise NotAllowed("no_complaint")
    if stage not in STAGES[1:]:
        raise NotAllowed("unknown_stage", stage=stage)
    now = clock.now()
    if stage == "proposal" and note.strip():
        row.proposal = note.strip()[:LONGEST]
    if getattr(row, f"{stage}_at") is None:
        setattr(row, f"{stage}_at", now)
        _keep_promises(ticket, stage, now)
        _said(ticket, stage, by)
    return row


@transaction()
def learn(
    ticket, *, cause: str | None, lesson: str = "", article_id: int | None = None, rule_id: int | None = None, by
) -> Complaint:
    """What came of it: the cause, what was learned, the article or the rule that was made. Raises NotAllowed."""
    row = complaint_of(ticket)
    if row is None:
        raise NotAllowed("no_complaint")
    if cause is not None and cause not in CAUSES:
        raise NotAllowed("unknown_stage", cause=cause)
    row.cause, row.lesson, row.article_id, row.rule_id = cause, lesson.strip()[:LONGEST], article_id, rule_id
    row.learned_at = clock.now()
    _said(ticket, "learned", by)
    return row


def lessons(*, after: int | None = None, limit: int = 50) -> list[Complaint]:
    """What was learned from complaints, newest first."""
    query = select(Complaint).where(Complaint.learned_at.is_not(None), Complaint.withdrawn_at.is_(None))
    query = query.where(Complaint.ticket_id < after) if after else query
    return list(db.session.scalars(query.order_by(Complaint.ticket_id.desc()).limit(limit)))


def _keep_promises(ticket, stage: str, at) -> None:
    rows = open_clocks(ticket.id)
    for row in rows:
        if row.metric in _KEEPS.get(stage, ()):
            end_clock(row, at, "met")
    show(ticket, rows)


def _said(ticket, stage: str, by) -> None:
    record(COMPLAINT_CHANGED, ticket, by=by, stage=stage)
