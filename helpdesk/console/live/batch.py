"""A batch: tickets that have changed, as each who looks at lists may see them."""

from dataclasses import dataclass, field

from sqlalchemy import select

from helpdesk.console.live.seats import Seat
from helpdesk.console.live.telling import by_id, followers_of
from helpdesk.console.masks import row_for
from helpdesk.console.rows import row_of
from helpdesk.customers import Customer, known_by
from helpdesk.db import db
from tickets import Ticket
from tickets.reading import Reading


@dataclass
class Before:
    """Who saw a ticket before it changed: with whom it was, as far as the events say."""

    teams: set[int | None] = field(default_factory=set)
    agents: set[int] = field(default_factory=set)

    def learn(self, name: str, data: dict) -> None:
        """Note from whom this event took the ticket away."""
        if name == "team_changed":
            self.teams.add(data.get("from"))
        elif name in ("ticket_assigned", "ticket_unassigned") and data.get("from"):
            self.agents.add(data["from"])
        elif name == "follower_removed" and data.get("agent"):
            self.agents.add(data["agent"])


class Batch:
    """Read in four questions; every row is built once."""

    def __init__(self, changed: dict[int, Before], viewings: list[dict], lookers: list[Seat]):
        self._changed, self._viewings = changed, viewings
        agents = {seat.agent_id for seat in lookers}
        self._tickets = by_id(Ticket, {*changed, *(viewing["ticket"] for viewing in viewings)})
        self._followers = followers_of(set(self._tickets), agents)
        rows = [ticket for number, ticket in self._tickets.items() if number in changed]
        customers = by_id(Customer, {ticket.customer_id for ticket in rows})
        known = known_by(customers.values())
        self._rows = {
            t.id: row_of(t, customers.get(t.customer_id), t.ends_with_news, known.get(t.customer_id)) for t in rows
        }
        self._read = _read_by(rows, agents)

    def kind_of(self, seat: Seat) -> tuple:
        """Those of the same kind are told the same."""
        beyond, gone = set(), set()
        for number, ticket in self._tickets.items():
            if not seat.scope.sees(ticket.team_id):
                if seat.may_see(ticket.team_id, ticket.assignee_id, self._followers.get(number, ())):
                    beyond.add(number)
                elif (before := self._changed.get(number)) and self._saw(seat, before):
                    gone.add(number)
        return seat.scope, frozenset(beyond), frozenset(gone), self._read.get(seat.agent_id, frozenset())

    def said_to(self, kind: tuple, counts: dict[int, int]) -> dict:
        """What those of this kind are told. `gone`: tickets they could see and can see no more."""
        scope, beyond, gone, read = kind
        seen = {number for number, ticket in self._tickets.items() if scope.sees(ticket.team_id)} | beyond
        return {
            "rows": [
                row_for(row | {"unread": False} if number in read else row, scope.plain)
                for number, row in self._rows.items()
                if number in seen
            ],
            "counts": counts,
            "gone": sorted(gone),
            "viewing": [viewing for viewing in self._viewings if viewing["ticket"] in seen],
        }

    @staticmethod
    def _saw(seat: Seat, before: Before) -> bool:
        return seat.agent_id in before.agents or any(seat.scope.sees(team) for team in before.teams)


def _read_by(tickets: list[Ticket], agents: set[int]) -> dict[int, frozenset[int]]:
    """Which agents have read which of these tickets to the end."""
    last = {ticket.id: ticket.last_message_id or 0 for ticket in tickets if ticket.ends_with_news}
    found: dict[int, set[int]] = {}
    if last:
        for ticket, agent, message in db.session.execute(
            select(Reading.ticket_id, Reading.agent_id, Reading.message_id).where(Reading.ticket_id.in_(last))
        ):
            if agent in agents and message >= last[ticket]:
                found.setdefault(agent, set()).add(ticket)
    return {agent: frozenset(numbers) for agent, numbers in found.items()}
