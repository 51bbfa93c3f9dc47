"""The promises of routing, tried by agents who come, go and solve at random."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select, text

import routing
from helpdesk import people
from helpdesk.customers import Customer, identify
from helpdesk.db import db, transaction
from helpdesk.people import Agent, teams_of
from tests.support.cast import make_agent, make_team
from tickets import Ticket, open_ticket, receive, set_status, unassign
from tickets.ticket import WORKED_ON


class Desk(RuleBasedStateMachine):
    """Two teams, four agents, and routing as the only one who assigns."""

    @initialize()
    def begin(self):
        db.session.rollback()
        number = db.session.scalar(select(func.count()).select_from(people.Team))
        teams = [make_team(f"Team {number + n}") for n in range(2)]
        serving = ([teams[0]], [teams[0]], [teams[1]], teams)
        self.agents = [
            make_agent(f"Agent {number}.{n}", *mine, capacity=n % 3 + 1).id for n, mine in enumerate(serving)
        ]
        self.teams = [team.id for team in teams]
        self.carol = identify("email", "carol@example.com", verified=True, how="test")[0].id
        self.opened, self.given_back, self.waited = [], {}, []
        self.decided = db.session.scalar(select(func.max(routing.RoutingDecision.id))) or 0

    def agent(self, which):
        return db.session.get(Agent, self.agents[which % len(self.agents)])

    @rule(which=some.integers(0, 3))
    def arrives(self, which):
        people.arrive(self.agent(which))

    @rule(which=some.integers(0, 3))
    def leaves(self, which):
        people.leave(self.agent(which))

    @rule(which=some.integers(0, 3), how=some.sampled_from(["online", "away", "offline"]))
    def chooses(self, which, how):
        people.set_availability(self.agent(which), how, by=None)

    @rule(which=some.integers(0, 3), capacity=some.integers(0, 3))
    def carries(self, which, capacity):
        people.set_capacity(self.agent(which), capacity, by=None)

    @rule(which=some.integers(0, 2))
    def customer_writes(self, which):
        customer = db.session.get(Customer, self.carol)
        with transaction():
            ticket = open_ticket(customer, by=customer, subject="?", team_id=[*self.teams, None][which])
            receive(ticket, customer, text="?")
        self.opened.append(ticket.id)

    @precondition(lambda self: self.assigned())
    @rule(which=some.integers(0, 50), status=some.sampled_from(["pending", "solved", "open"]))
    def is_worked_on(self, which, status):
        mine = self.assigned()
        set_status(db.session.get(Ticket, mine[which % len(mine)]), status, by=None)

    @precondition(lambda self: self.assigned())
    @rule(which=some.integers(0, 50))
    def is_put_back(self, which):
        mine = self.assigned()
        ticket = db.session.get(Ticket, mine[which % len(mine)])
        self.given_back[ticket.id] = ticket.assignee_id
        unassign(ticket, by=self.agent(0))

    @rule()
    def sweep(self):
        assert routing.hand_out() == 0  # the reactions have done it all

    def assigned(self):
        return list(
            db.session.scalars(
                select(Ticket.id).where(Ticket.id.in_(self.opened), Ticket.assignee_id.is_not(None)).order_by(Ticket.id)
            )
        )

    def waiting(self):
        return list(
            db.session.scalars(
                select(Ticket.id)
                .where(Ticket.id.in_(self.opened), Ticket.assignee_id.is_(None), Ticket.status.in_(["new", "open"]))
                .order_by(Ticket.waiting_since, Ticket.id)
            )
        )

    def load(self, agent):
        return db.session.scalar(select(func.count()).where(Ticket.assignee_id == agent.id, text(WORKED_ON)))

    @invariant()
    def nobody_is_given_more_than_they_can_carry_or_while_absent(self):
        db.session.rollback()
        fresh = list(
            db.session.scalars(
                select(routing.RoutingDecision).where(
                    routing.RoutingDecision.id > self.decided, routing.RoutingDecision.agent_id.is_not(None)
                )
            )
        )
        for decision in fresh:
            agent = db.session.get(Agent, decision.agent_id)
            assert agent.presence() == "online"
            assert self.load(agent) <= agent.capacity
            assert decision.agent_id != decision.not_to
        self.decided = max([self.decided, *(decision.id for decision in fresh)])

    @invariant()
    def who_waited_longest_is_served_first(self):
        left = self.waiting()
        for team in [*self.teams, None]:
            queue = [number for number, of in self.waited if of == team and number not in self.given_back]
            served = [number not in left for number in queue]
            assert served == sorted(served, reverse=True)
        self.waited = [(number, db.session.get(Ticket, number).team_id) for number in left]

    @invariant()
    def nothing_waits_for_somebody_who_is_here_with_room(self):
        for ticket in [db.session.get(Ticket, number) for number in self.waiting()]:
            for which in range(len(self.agents)):
                agent = self.agent(which)
                could = (
                    agent.presence() == "online"
                    and self.load(agent) < agent.capacity
                    and (ticket.team_id is None or ticket.team_id in teams_of(agent))
                )
                assert not could or self.given_back.get(ticket.id) == agent.id

    def teardown(self):
        with transaction():
            db.session.execute(text("UPDATE agent SET disabled_at = created_at, here_since = NULL"))
            db.session.execute(text("UPDATE ticket SET status = 'closed'"))


def test_never_too_much_never_to_the_absent_none_forgotten_none_twice(app):
    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
