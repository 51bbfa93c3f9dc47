"""Foreseeing: who would get what somebody hands over, found out on paper by the same strategies and the same room.

It touches nothing. People come and go meanwhile, so what is found is true of this moment.
"""

from collections import Counter
from dataclasses import dataclass, field

from routing import queue
from routing.asked import Asked
from routing.assignment import room_is_scarce
from routing.candidate import Candidate, everybody
from routing.capacity import kind_of
from routing.deciding import chosen_of
from routing.handing_out import share_out
from routing.plan import Plan, plans_of
from routing.working_hours import works
from tickets import Ticket
from tickets.calling import is_at_work

MOST_LOOKED_AT = 500
MOST_IN_LINE = 100  # of those who wait already, for each team


@dataclass
class Foreseen:
    """How many each agent would get, and how many would wait in which team's line.

    `resting` wait for their customers or sleep, so nobody gets them yet; `unseen` are too many to be looked at.
    """

    to: Counter[int] = field(default_factory=Counter)
    waiting: Counter[int | None] = field(default_factory=Counter)
    resting: int = 0
    unseen: int = 0


def foresee(agent) -> Foreseen:
    """What would become of this agent's tickets if they were handed over now."""
    theirs = queue.of_agent(agent.id, MOST_LOOKED_AT)
    found = Foreseen(unseen=queue.number_of(agent.id) - len(theirs))
    at_work = [ticket for ticket in theirs if is_at_work(ticket)]
    found.resting = len(theirs) - len(at_work)
    table = _Table(agent.id, at_work)
    for ticket in at_work:
        table.put(ticket)
    for ticket in at_work:
        taker = table.taken.get(ticket.id)
        if taker is None:
            found.waiting[ticket.team_id] += 1
        else:
            found.to[taker] += 1
    return found


class _Table:
    """The desks of all who are here, on paper: what is given there is found nowhere else."""

    def __init__(self, giver: int, tickets: list[Ticket]):
        teams = {ticket.team_id for ticket in tickets}
        self.here = everybody() if tickets else []
        self.giver = next((one for one in self.here if one.agent_id == giver), None)
        self.plans = plans_of(teams)
        self.line = [one for team in teams for one in queue.waiting(team, MOST_IN_LINE)] if self.here else []
        self.declined = queue.given_back_by(self.line) | {ticket.id: giver for ticket in tickets}
        self.turn = max((one.last_given for one in self.here), default=0)
        self.taken: dict[int, int] = {}
        self.served: dict[int, list[int]] = {}  # customer → who got a ticket of theirs here, the latest first

    def put(self, ticket: Ticket) -> None:
        """As assignment.route does: to somebody at once, or in line behind what waits already."""
        if self.giver is not None:
            self.giver.desk.counts[kind_of(ticket.channel)] -= 1
        able = [one for one in self.here if one.serves(ticket.team_id)]
        if any(one.team_id == ticket.team_id for one in self.line) and room_is_scarce(ticket, able):
            self.line.append(ticket)
            self._share_out(self.here)
        elif not self._give(ticket, able, self.declined[ticket.id]):
            self.line.append(ticket)
        if self.line and self.giver is not None and self.giver.has_room:
            self._share_out([self.giver])  # who stays gets what waits, though nothing of their own

    def _share_out(self, here: list[Candidate]) -> None:
        share_out(queue.in_order(self.line), here, self.declined, self._give)
        self.line = [one for one in self.line if one.id not in self.taken]

    def _give(self, ticket: Ticket, able: list[Candidate], not_to: int | None) -> Candidate | None:
        plan = self.plans[ticket.team_id]
        free = [one for one in able if not one.why_not(ticket, not_to)] if works(plan.calendar_id) else []
        chosen, _ = chosen_of(plan, free, _AskedOnPaper(ticket, plan, self.served))
        if chosen is not None:
            self.turn += 1
            chosen.desk.add(kind_of(ticket.channel))
            chosen.last_given = self.turn
            self.taken[ticket.id] = chosen.agent_id
            self.served.setdefault(ticket.customer_id, []).insert(0, chosen.agent_id)
        return chosen


class _AskedOnPaper(Asked):
    """Who got another ticket of this customer a moment ago, on paper, counts as having served them."""

    def __init__(self, ticket: Ticket, plan: Plan, served: dict[int, list[int]]):
        super().__init__(ticket, plan)
        self.served = served

    def earlier_agents(self) -> list[int]:
        """Those of this paper first."""
        return list(dict.fromkeys([*self.served.get(self.ticket.customer_id, []), *super().earlier_agents()]))
