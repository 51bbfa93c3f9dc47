"""Overflowing: what has waited too long for one team goes to another that has somebody free, once for each wait."""

from datetime import datetime, timedelta

from sqlalchemy import exists, func, select

from helpdesk import clock
from helpdesk.db import db, only_one, transaction
from helpdesk.events import SYSTEM
from helpdesk.hot import get, insert
from helpdesk.people import Team
from routing import queue
from routing.candidate import room_of
from routing.capacity import of_kinds
from routing.decision import OVERFLOWED, RoutingDecision
from routing.lock import LOCK
from routing.plan import NO_TEAM, Plan
from tickets import NotAllowed, Ticket, hand_to_team

AT_ONCE = 20


def overflow_due(as_of: datetime | None = None) -> int:
    """Move what has waited too long; returns how many. For the sweep."""
    query = select(Plan).where(Plan.overflow_team_id.is_not(None), Plan.overflow_seconds.is_not(None))
    plans = list(db.session.scalars(query))
    return sum(_overflow(plan, as_of or clock.now()) for plan in plans)


def _overflow(plan: Plan, as_of: datetime) -> int:
    moved = 0
    for _ in range(AT_ONCE):  # one by one: each takes room from the next
        kinds = room_of(plan.overflow_team_id)
        number = _next_due(plan, as_of, kinds) if kinds else None
        if number is None:
            break
        moved += _move(number, plan, as_of)
    return moved


def _next_due(plan: Plan, as_of: datetime, kinds: list[str]) -> int | None:
    """The next that has waited too long, of the kinds for which there is room: a chat must not go where only a mail
    fits."""
    since = func.coalesce(Ticket.waiting_since, Ticket.created_at)
    moved = exists().where(
        RoutingDecision.ticket_id == Ticket.id, RoutingDecision.outcome == OVERFLOWED, RoutingDecision.at >= since
    )
    limit = as_of - timedelta(seconds=plan.overflow_seconds)
    due = queue.line(plan.team_id or None).where(since <= limit, ~moved, of_kinds(Ticket.channel, kinds))
    return db.session.scalar(due.order_by(*queue.ORDER).limit(1))


@transaction()
def _move(number: int, plan: Plan, as_of: datetime) -> bool:
    only_one(LOCK)  # nobody is given it meanwhile
    ticket, team = get(Ticket, number), get(Team, plan.overflow_team_id)
    if team is None or ticket.assignee_id is not None or (ticket.team_id or NO_TEAM) != plan.team_id:
        return False
    waited = round((as_of - (ticket.waiting_since or ticket.created_at)).total_seconds())
    facts = {"from": plan.team_id, "waited": waited}
    insert(RoutingDecision(ticket_id=ticket.id, team_id=team.id, outcome=OVERFLOWED, from_queue=True, facts=facts))
    try:
        hand_to_team(ticket, team, by=SYSTEM, why="overflow")
    except NotAllowed:
        return False
    return True
