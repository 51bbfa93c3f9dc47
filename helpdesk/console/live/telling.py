"""Telling: an event goes to those who have its ticket open, to its assignee and its followers, and to nobody else.

Who may hear it is decided here, at the moment of sending, from the ticket as it is now.
"""

from collections import defaultdict

from sqlalchemy import select

from channels import Inbox
from helpdesk import realtime
from helpdesk.console.lines import UNSHOWN, line_of
from helpdesk.console.live.seats import Seat, seats
from helpdesk.console.masks import line_for, row_for
from helpdesk.console.messages import Around, message_of
from helpdesk.console.rows import row_of
from helpdesk.customers import Customer, known_by
from helpdesk.db import db
from helpdesk.events import Event
from helpdesk.people import Agent
from tickets import Follower, Message, Ticket
from tickets.reading import Reading
from tickets.thread_page import files_of


def tell_events(events: list[Event], only: Seat | None = None) -> None:
    """Tell these events to their audiences; or to one seat, which has asked for what it missed."""
    events = [event for event in events if event.ticket_id is not None and event.name not in UNSHOWN]
    about = Surroundings(events, only)
    for event in events:
        if (ticket := about.tickets.get(event.ticket_id)) is None:
            continue
        audience = about.audience(ticket)
        line = about.line(event)
        for (unread, plain), sockets in about.alike(ticket, audience).items():
            row = about.row(ticket, unread)
            realtime.tell_here(sockets, "event", line_for(line, plain) | {"row": row_for(row, plain)})


class Surroundings:
    """What stands around some events: read in a handful of questions, and only for what somebody will hear."""

    def __init__(self, events: list[Event], only: Seat | None = None):
        self._only = only
        numbers = {event.ticket_id for event in events}
        self.tickets = by_id(Ticket, numbers)
        self.followers = followers_of(numbers, {only.agent_id} if only else seats.agents())
        self.tickets = {number: t for number, t in self.tickets.items() if self.audience(t)}
        heard = [event for event in events if event.ticket_id in self.tickets]
        messages = by_id(Message, {event.message_id for event in heard if event.message_id})
        authors = {m.author_id for m in messages.values() if m.author_kind == "customer"}
        authors |= {event.actor_id for event in heard if event.actor_kind == "customer" and event.actor_id}
        self.customers = by_id(Customer, authors | {t.customer_id for t in self.tickets.values()})
        self._messages = messages
        self._known = known_by(self.customers.values())
        self._around = _around(heard, messages, self.customers, self._known)
        self._read = _readings(
            self.tickets.values(), {s.agent_id for t in self.tickets.values() for s in self.audience(t)}
        )

    def audience(self, ticket: Ticket) -> set[Seat]:
        """Who hears of this ticket."""
        followers = self.followers.get(ticket.id, set())
        if self._only:
            concerned = (
                {self._only}
                if (
                    ticket.id in self._only.open
                    or ticket.assignee_id == self._only.agent_id
                    or self._only.agent_id in followers
                )
                else set()
            )
        else:
            concerned = seats.around(ticket.id, followers | {ticket.assignee_id})
        return {seat for seat in concerned if seat.may_see(ticket.team_id, ticket.assignee_id, followers)}

    def row(self, ticket: Ticket, unread: bool) -> dict:
        """The ticket's line."""
        number = ticket.customer_id
        return row_of(ticket, self.customers.get(number), unread, self._known.get(number))

    def line(self, event: Event) -> dict:
        """The event with its message."""
        line = line_of(event, self._around.agents, self.customers, self._known)
        message = self._messages.get(event.message_id)
        return line | {"message": message_of(message, self._around)} if message is not None else line

    def alike(self, ticket: Ticket, audience: set[Seat]) -> dict[tuple[bool, bool], list[str]]:
        """The sockets of the audience, by whether their agent has still to read the ticket, and sees it unmasked."""
        found = defaultdict(list)
        for seat in audience:
            read = self._read.get((ticket.id, seat.agent_id), 0) >= (ticket.last_message_id or 0)
            found[ticket.ends_with_news and not read, seat.scope.plain].append(seat.socket)
        return found


def followers_of(tickets: set[int], agents: set[int]) -> dict[int, set[int]]:
    """Who of these agents follows which of these tickets."""
    found: dict[int, set[int]] = defaultdict(set)
    if tickets and agents:
        for ticket, agent in db.session.execute(
            select(Follower.ticket_id, Follower.agent_id).where(Follower.ticket_id.in_(tickets))
        ):
            if agent in agents:
                found[ticket].add(agent)
    return found


def by_id(model, numbers: set[int]) -> dict:
    """These rows by their number; one question, or none."""
    if not numbers:
        return {}
    return {row.id: row for row in db.session.scalars(select(model).where(model.id.in_(numbers)))}


def _around(events: list[Event], messages: dict[int, Message], customers: dict[int, Customer], known) -> Around:
    agents = {e.actor_id for e in events if e.actor_kind == "agent"} | {
        m.author_id for m in messages.values() if m.author_kind == "agent"
    }
    names = (
        dict(map(tuple, db.session.execute(select(Agent.id, Agent.name).where(Agent.id.in_(agents))))) if agents else {}
    )
    inboxes = {m.inbox_id for m in messages.values() if m.inbox_id}
    channels = (
        dict(map(tuple, db.session.execute(select(Inbox.id, Inbox.channel).where(Inbox.id.in_(inboxes)))))
        if inboxes
        else {}
    )
    return Around(names, customers, channels, files_of(list(messages.values())), known)


def _readings(tickets, agents: set[int]) -> dict[tuple[int, int], int]:
    numbers = {ticket.id for ticket in tickets if ticket.ends_with_news}
    if not numbers or not agents:
        return {}
    return {
        (ticket, agent): message
        for ticket, agent, message in db.session.execute(
            select(Reading.ticket_id, Reading.agent_id, Reading.message_id).where(Reading.ticket_id.in_(numbers))
        )
        if agent in agents
    }
