"""Noticing: what an agent is told apart from lists and threads: a ticket is theirs now, somebody mentioned them."""

import time

from helpdesk import realtime
from helpdesk.console.live.seats import seats
from helpdesk.console.live.telling import by_id, followers_of
from helpdesk.customers.masking import mask_text
from helpdesk.events import Event
from helpdesk.notifying.desk import unread_of
from helpdesk.people.events import AGENT_ARRIVED, AGENT_LEFT, AVAILABILITY_CHANGED
from tickets import Ticket
from tickets.events import (
    ESCALATED,
    ESCALATION_CHANGED,
    ESCALATION_ENDED,
    NOTE_ADDED,
    NOTIFIED,
    TICKET_ASSIGNED,
)


def tell_notices(events: list[Event]) -> None:
    """Tell whom something of these events concerns in person, and did not do it themselves."""
    concerned = [
        (event, kind, agent)
        for event in events
        for kind, agent in _concerned(event)
        if not (event.actor_kind == "agent" and event.actor_id == agent) and agent in seats.agents()
    ]
    tickets = by_id(Ticket, {event.ticket_id for event, _, _ in concerned})
    followers = followers_of(set(tickets), {agent for _, _, agent in concerned})
    for event, kind, agent in concerned:
        ticket = tickets[event.ticket_id]
        for seat in seats.of_agents([agent]):
            if seat.may_see(ticket.team_id, ticket.assignee_id, followers.get(ticket.id, ())):
                subject = ticket.subject or ""
                said = {
                    "kind": kind,
                    "ticket": ticket.id,
                    "subject": subject if seat.scope.plain else mask_text(subject),
                }
                realtime.tell_here([seat.socket], "notice", said)


def tell_desk(events: list[Event]) -> None:
    """Tell whose bell has something new, and supervisors that something about escalations is."""
    told = {agent: event.data for event in events if event.name == NOTIFIED for agent in event.data.get("agents", ())}
    for agent in told.keys() & seats.agents():
        said = {"unread": unread_of(agent), "kind": told[agent].get("kind"), "ticket": told[agent].get("about")}
        realtime.tell_here([seat.socket for seat in seats.of_agents([agent])], "bell", said)
    if any(event.name in (ESCALATED, ESCALATION_CHANGED, ESCALATION_ENDED) for event in events):
        realtime.tell_here([seat.socket for seat in seats.all() if seat.scope.sees_all], "escalations", {})


class Comings:
    """Who has come, gone, or is away: told once a second at most, or a morning's two hundred would be told one by one
    to two hundred."""

    def __init__(self) -> None:
        self._changed: dict[int, str] = {}
        self._due = 0.0

    def note(self, events: list[Event]) -> None:
        """Of each agent only the last counts."""
        for event in events:
            if event.name in (AGENT_ARRIVED, AGENT_LEFT, AVAILABILITY_CHANGED):
                self._changed[event.data["agent"]] = event.data.get("to", "offline")

    def tell(self) -> None:
        """{agent_id, availability}, or {agents: [of those]} when there are several."""
        if not self._changed or time.monotonic() < self._due:
            return
        self._due = time.monotonic() + 1.0
        agents = [{"agent_id": agent, "availability": chosen} for agent, chosen in self._changed.items()]
        self._changed = {}
        said = agents[0] if len(agents) == 1 else {"agents": agents}
        realtime.tell_here([seat.socket for seat in seats.all()], "availability", said)


def _concerned(event: Event) -> list[tuple[str, int]]:
    if event.name == TICKET_ASSIGNED:
        return [("assigned", event.data["to"])]
    if event.name == NOTE_ADDED:
        return [("mention", agent) for agent in event.data.get("mentions", [])]
    return []
