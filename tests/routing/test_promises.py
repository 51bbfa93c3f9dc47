"""The promises of routing, tried by agents who come, go and solve at random."""

from collections import Counter
from datetime import timedelta
from itertools import count

import pytest
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
from helpdesk import clock, people
from helpdesk.customers import Customer, identify
from helpdesk.db import db, transaction
from helpdesk.people import Agent, Membership
from routing.capacity import Load, kind_of
from tests.support.cast import make_agent, make_team
from tickets import Ticket, open_ticket, receive, set_status, unassign
from tickets.ticket import PRIORITIES, WORKED_ON

ANY = some.integers(0, 10_000)


class Desk(RuleBasedStateMachine):
    """Teams, agents and routing as the only one who assigns. Chats weigh two, mails one."""

    teams_there, agents_there = 2, 4

    @initialize()
    def begin(self):
        db.session.rollback()
        number = db.session.scalar(select(func.count()).select_from(people.Team))
        teams = [make_team(f"Team {number + n}") for n in range(self.teams_there)]
        self.agents = [
            make_agent(
                f"Agent {number}.{n}", *(teams if n % 4 == 3 else [teams[n % len(teams)]]), capacity=n % 4 + 1
            ).id
            for n in range(self.agents_there)
        ]
        self.teams = [team.id for team in teams]
        self.carol = identify("email", "carol@example.com", verified=True, how="test")[0].id
        self.opened, self.given_back, self.waited = [], {}, []
        self.decided = db.session.scalar(select(func.max(routing.RoutingDecision.id))) or 0
        self.serves = Counter()
        for team, agent in db.session.execute(select(Membership.team_id, Membership.agent_id)):
            self.serves[agent, team] += 1

    def agent(self, which):
        return db.session.get(Agent, self.agents[which % len(self.agents)])

    @rule(which=ANY, number=some.integers(1, 3))
    def arrive(self, which, number):
        for n in range(number):
            people.arrive(self.agent(which + n))

    @rule(which=ANY)
    def leaves(self, which):
        people.leave(self.agent(which))

    @rule(which=ANY, how=some.sampled_from(["online", "away", "offline"]))
    def chooses(self, which, how):
        people.set_availability(self.agent(which), how, by=None)

    @rule(which=ANY, capacity=some.integers(0, 4))
    def carries(self, which, capacity):
        people.set_capacity(self.agent(which), capacity, by=None)

    @rule(which=ANY, priority=some.sampled_from(PRIORITIES), channel=some.sampled_from(["email", "webchat"]))
    def customer_writes(self, which, priority, channel):
        customer, team = db.session.get(Customer, self.carol), [*self.teams, None][which % (len(self.teams) + 1)]
        with transaction():
            ticket = open_ticket(customer, by=customer, subject="?", team_id=team, priority=priority, channel=channel)
            receive(ticket, customer, text="?")
        self.opened.append(ticket.id)

    @precondition(lambda self: self.assigned())
    @rule(which=ANY, status=some.sampled_from(["pending", "solved", "open"]))
    def is_worked_on(self, which, status):
        mine = self.assigned()
        set_status(db.session.get(Ticket, mine[which % len(mine)]), status, by=None)

    @precondition(lambda self: self.assigned())
    @rule(which=ANY)
    def is_put_back(self, which):
        mine = self.assigned()
        ticket = db.session.get(Ticket, mine[which % len(mine)])
        self.given_back[ticket.id] = ticket.assignee_id
        unassign(ticket, by=self.agent(0))

    @rule(which=ANY)
    def hands_over(self, which):
        agent = self.agent(which)
        for number in db.session.scalars(select(Ticket.id).where(Ticket.assignee_id == agent.id)):
            self.given_back[number] = agent.id
        routing.hand_over(agent, by=agent)

    @rule()
    def a_minute_passes(self):
        routing.recall_due(clock.now() + timedelta(seconds=61))

    @rule()
    def sweep(self):
        assert routing.hand_out() == 0  # the reactions have done it all

    def assigned(self):
        query = select(Ticket.id).where(Ticket.id.in_(self.opened), Ticket.assignee_id.is_not(None))
        return list(db.session.scalars(query.order_by(Ticket.id)))

    def waiting(self):
        """In the order in which they are to be given away."""
        found = db.session.scalars(
            select(Ticket).where(
                Ticket.id.in_(self.opened), Ticket.assignee_id.is_(None), Ticket.status.in_(["new", "open"])
            )
        )
        asked = clock.now()
        order = {p: -rank for rank, p in enumerate(PRIORITIES)}
        return sorted(found, key=lambda t: (order[t.priority], t.waiting_since is None, t.waiting_since or asked, t.id))

    def desks(self):
        """Everybody with what is on their desk: counted anew, not by the code that is tried."""
        mine = Counter()
        query = select(Ticket.assignee_id, Ticket.channel).where(text(WORKED_ON))
        for agent, channel in db.session.execute(query):
            mine[agent, kind_of(channel)] += 1
        agents = db.session.scalars(select(Agent).where(Agent.id.in_(self.agents)))
        counts = {one: {"chat": mine[one.id, "chat"], "mail": mine[one.id, "mail"], "call": 0} for one in agents}
        return {one: Load(one.capacity, counts[one]) for one in counts}

    @invariant()
    def nobody_is_given_more_than_they_can_carry_or_while_absent_nor_a_ticket_twice(self):
        db.session.rollback()
        given = routing.RoutingDecision.agent_id.is_not(None)
        fresh = list(
            db.session.scalars(select(routing.RoutingDecision).where(routing.RoutingDecision.id > self.decided, given))
        )
        desks = {one.id: (one, desk) for one, desk in self.desks().items()} if fresh else {}
        for decision in fresh:
            agent, desk = desks[decision.agent_id]
            assert agent.presence() == "online"
            assert 0 < desk.units <= agent.capacity or sum(desk.counts.values()) == 1
            assert decision.agent_id != decision.not_to
        by_ticket = Counter(decision.ticket_id for decision in fresh)
        held = {t.id: t.assignee_id for t in db.session.scalars(select(Ticket).where(Ticket.id.in_(by_ticket)))}
        assert all(
            held[decision.ticket_id] == decision.agent_id for decision in fresh if by_ticket[decision.ticket_id] == 1
        )
        assert max(by_ticket.values(), default=1) == 1
        self.decided = max([self.decided, *(decision.id for decision in fresh)])

    @invariant()
    def who_waited_longest_is_served_first_within_a_priority(self):
        left = self.waiting()
        numbers = {ticket.id for ticket in left}
        for line in {line for _, line in self.waited}:
            queue = [number for number, of in self.waited if of == line and number not in self.given_back]
            served = [number not in numbers for number in queue]
            assert served == sorted(served, reverse=True), (line, queue, served)
        self.waited = [(t.id, (t.team_id, t.priority, kind_of(t.channel))) for t in left]

    @invariant()
    def nothing_waits_for_somebody_who_is_here_with_room(self):
        waiting = self.waiting()
        if not waiting:
            return
        here = {one: desk for one, desk in self.desks().items() if one.presence() == "online"}
        for place, ticket in enumerate(waiting):
            for one, desk in here.items():
                if self.given_back.get(ticket.id) == one.id or not self.is_theirs(one, ticket):
                    continue
                kept_free = any(
                    self.is_theirs(one, before) and not desk.has_room(kind_of(before.channel))
                    for before in waiting[:place]
                )
                assert kept_free or not desk.has_room(kind_of(ticket.channel)), (ticket.id, one.name)

    def is_theirs(self, one, ticket):
        return ticket.team_id is None or bool(self.serves[one.id, ticket.team_id])

    def teardown(self):
        with transaction():
            db.session.execute(text("UPDATE agent SET disabled_at = created_at, here_since = NULL"))
            db.session.execute(text("UPDATE ticket SET status = 'closed'"))
            db.session.execute(text("DELETE FROM routing_recall"))


class LargeDesk(Desk):
    """Two hundred agents in eight teams."""

    teams_there, agents_there = 8, 200


def try_out(desk, examples, steps):
    checks = list(HealthCheck)
    run_state_machine_as_test(
        desk,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=checks
        ),
    )


@pytest.fixture(autouse=True)
def a_clock_of_its_own(monkeypatch):
    """A millisecond at a time: agents send no signs of life here, and a busy machine would let their minute run out."""
    began, asked = clock.now(), count()
    monkeypatch.setattr(clock, "now", lambda: began + timedelta(milliseconds=next(asked)))


def test_never_too_much_never_to_the_absent_none_forgotten_none_twice(app):
    try_out(Desk, 12, 25)


@pytest.mark.long
@pytest.mark.timeout(900)
def test_the_same_with_two_hundred_agents(app):
    try_out(LargeDesk, 6, 80)
