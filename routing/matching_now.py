"""Matching now: for which of the latest tickets a rule's conditions hold as these stand, or whose time has come."""

from dataclasses import dataclass, field

from sqlalchemy import func, select, text

from helpdesk import clock
from helpdesk.db import db
from routing.facts import Facts
from routing.lasting import due
from routing.paper import Paper
from routing.planning import plan
from routing.rulebook import made_ready
from tickets.message import Message
from tickets.ticket import SHOWN, Ticket

MOST, SHOWN_AT_MOST = 300, 12


@dataclass
class Found:
    """How many were looked at, how many matched, and the newest of those."""

    looked_at: int
    matched: int
    tickets: list[Ticket] = field(default_factory=list)


@dataclass
class _Draft:
    triggers: list
    conditions: dict
    id: int = 0
    version: int = 0
    name: str = ""
    actions: list = field(default_factory=list)
    stops: bool = False


def matching_now(triggers: list[dict], conditions: dict) -> Found:
    """Only reading. Of an opened ticket the first message is asked, of any other the last."""
    rule = made_ready(_Draft(triggers, conditions))
    tickets = _latest()
    if rule.lasting is not None:
        numbers = set(due(rule, clock.now()))
        found = [one for one in tickets if one.id in numbers]
        return Found(len(tickets), len(numbers), found[:SHOWN_AT_MOST])
    first = _first_messages(tickets) if "opened" in rule.triggers else {}
    found = [
        one for one in tickets if plan([rule], Facts(Paper(one), message=first.get(one.id), now=clock.now())).matched
    ]
    return Found(len(tickets), len(found), found[:SHOWN_AT_MOST])


def _latest() -> list[Ticket]:
    query = select(Ticket).where(text(SHOWN)).order_by(Ticket.created_at.desc(), Ticket.id.desc())
    return list(db.session.scalars(query.limit(MOST)))


def _first_messages(tickets: list[Ticket]) -> dict[int, Message]:
    first = (
        select(func.min(Message.id))
        .where(Message.ticket_id.in_([one.id for one in tickets]), Message.kind == "inbound")
        .group_by(Message.ticket_id)
    )
    return {row.ticket_id: row for row in db.session.scalars(select(Message).where(Message.id.in_(first)))}
