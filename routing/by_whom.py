"""By whom: who or what gave a ticket to its agent, where that was not routing itself."""

from sqlalchemy import select

from helpdesk.db import db
from helpdesk.events import Event
from helpdesk.hot import get
from helpdesk.people import Agent
from routing.rule import Rule
from routing.sentence import Sentence
from tickets import Ticket
from tickets.events import TICKET_ASSIGNED


def last_given(ticket: Ticket) -> Event | None:
    """The newest event by which the ticket was given to somebody."""
    given = select(Event).where(Event.ticket_id == ticket.id, Event.name == TICKET_ASSIGNED)
    return db.session.scalar(given.order_by(Event.id.desc()).limit(1))


def given_by_routing(given: Event | None) -> bool:
    """Whether nobody in particular did it."""
    return given is None or given.actor_kind == "system"


def by_whom(agent: Agent, given: Event | None) -> Sentence:
    """A rule, the agent, or somebody else, by name."""
    if given is not None and given.actor_kind == "rule":
        rule = db.session.get(Rule, given.actor_id)
        name = rule.name if rule is not None else f"#{given.actor_id}"
        return Sentence(f"The rule “{name}” gave it to {agent.name}.", f"由规则“{name}”分配给 {agent.name}。")
    if given is not None and given.actor_kind == "agent" and given.actor_id == agent.id:
        return Sentence(f"{agent.name} took it.", f"{agent.name} 自行领取了该工单。")
    other = get(Agent, given.actor_id) if given is not None and given.actor_kind == "agent" else None
    if other is not None:
        return Sentence(f"{other.name} gave it to {agent.name}.", f"由 {other.name} 分配给 {agent.name}。")
    return Sentence(
        f"{agent.name} has it because somebody gave or took it by hand.",
        f"该工单由人工分配或领取，当前处理人为 {agent.name}。",
    )
