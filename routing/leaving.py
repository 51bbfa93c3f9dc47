"""Leaving: what an absent agent had, and customers wait for, goes to others after a minute's grace."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, text

from helpdesk import clock
from helpdesk.db import db, only_one, transaction
from helpdesk.events import SYSTEM
from helpdesk.hot import get
from helpdesk.people import Agent
from routing.capacity import kind_of
from routing.lock import LOCK
from routing.plan import Plan, plan_of, plans_of
from routing.recall import Recall
from tickets import NotAllowed, Ticket, release
from tickets.ticket import WORKED_ON

GRACE = timedelta(seconds=60)
MOST = 1000  # tickets of one agent
AT_ONCE = 100
LEFT, REOPENED = "left", "reopened"


def agent_left(event) -> None:
    """The agent of this event has gone. Whoever was noticed to be away has had the grace already."""
    only_one(LOCK)  # a ticket that is being given to them just now is seen below, or not given at all
    agent_id, noticed = event.data["agent"], event.actor_kind == "system"
    _recall(agent_id, clock.now() if noticed else clock.now() + GRACE)


def availability_changed(event) -> None:
    """The agent of this event chose to be offline, or is here again."""
    if event.data["to"] == "offline":
        only_one(LOCK)
        _recall(event.data["agent"], clock.now() + GRACE)
    elif event.data["to"] == "online":
        agent_came(event)


def agent_came(event) -> None:
    """The agent of this event is here: what they have stays theirs."""
    db.session.execute(
        delete(Recall).where(Recall.agent_id == event.data["agent"]).execution_options(synchronize_session=False)
    )


def customer_came_back(event) -> None:
    """The ticket of this event has something new, and whoever has it may not be here."""
    ticket = get(Ticket, event.ticket_id)
    if ticket.assignee_id is None or get(Agent, ticket.assignee_id).presence() != "offline":
        return
    plan, reopened = plan_of(ticket.team_id), event.name != "message_received"
    if plan.on_leaving != "keep" and (reopened or _moves(ticket, plan)):
        _note([ticket], clock.now() + GRACE, REOPENED)


def recall_due(as_of: datetime | None = None) -> int:
    """Take what is due from those who are still away; returns how many tickets. For the sweep."""
    as_of = as_of or clock.now()
    due = list(
        db.session.scalars(
            select(Recall.ticket_id).where(Recall.due_at <= as_of).order_by(Recall.due_at).limit(AT_ONCE)
        )
    )
    return sum(_recall_one(ticket_id, as_of) for ticket_id in due)


@transaction()
def _recall_one(ticket_id: int, as_of: datetime) -> bool:
    # Whoever deletes the row does the work: two sweeps at once take a ticket away once.
    claimed = db.session.execute(
        delete(Recall)
        .where(Recall.ticket_id == ticket_id, Recall.due_at <= as_of)
        .returning(Recall.agent_id, Recall.why)
        .execution_options(synchronize_session=False)
    ).first()
    ticket = get(Ticket, ticket_id) if claimed else None
    if ticket is None or ticket.assignee_id != claimed.agent_id:
        return False
    if get(Agent, claimed.agent_id).presence() != "offline":
        return False
    if ticket.status not in ("new", "open") or ticket.snoozed_until is not None:
        return False
    try:
        release(ticket, by=SYSTEM, why=claimed.why)
    except NotAllowed:  # closed or merged in between: nobody has to do with it
        return False
    return True


def _recall(agent_id: int, due_at: datetime) -> None:
    theirs = db.session.scalars(
        select(Ticket)
        .where(Ticket.assignee_id == agent_id, text(WORKED_ON), Ticket.waiting_since.is_not(None))
        .order_by(Ticket.waiting_since)
        .limit(MOST)
    ).all()
    plans = plans_of({ticket.team_id for ticket in theirs})
    _note([ticket for ticket in theirs if _moves(ticket, plans[ticket.team_id])], due_at, LEFT)


def _note(tickets: list[Ticket], due_at: datetime, why: str) -> None:
    """These are to be taken from who has them then. What was noted before, and for the same agent, stays as it is."""
    numbers = [ticket.id for ticket in tickets]
    known = {row.ticket_id: row for row in db.session.scalars(select(Recall).where(Recall.ticket_id.in_(numbers)))}
    for ticket in tickets:
        row = known.get(ticket.id)
        if row is None:
            row = Recall(ticket_id=ticket.id, agent_id=ticket.assignee_id, due_at=due_at, why=why)
            db.session.add(row)
        elif row.agent_id != ticket.assignee_id:
            row.agent_id, row.due_at, row.why = ticket.assignee_id, due_at, why


def _moves(ticket: Ticket, plan: Plan) -> bool:
    """Whether the team wants such a ticket given to somebody else: a mail may wait for its agent, a chat cannot."""
    return plan.on_leaving == "waiting" or (plan.on_leaving == "live" and kind_of(ticket.channel) != "mail")
