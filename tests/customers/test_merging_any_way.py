"""Any sequence of merges, un-merges, tickets and words: nothing is lost, nothing is mixed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from helpdesk import customers
from helpdesk.customers import Customer, Identity, identify
from helpdesk.customers.merging import CannotMerge
from helpdesk.db import db
from tickets import Message, NotAllowed, Ticket, merge, open_ticket, receive, root_of, unmerge

PEOPLE = 3
who = st.integers(0, PEOPLE - 1)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), who, who),
        st.tuples(st.just("unmerge"), who, who),
        st.tuples(st.just("open"), who, who),
        st.tuples(st.just("write"), who, who),
        st.tuples(st.just("join"), who, who),
        st.tuples(st.just("part"), who, who),
        st.tuples(st.just("claim"), who, who),
    ),
    max_size=14,
)
FIXTURES = [HealthCheck.function_scoped_fixture]  # a world of its own for each example, on the same database


@settings(max_examples=10, deadline=None, suppress_health_check=FIXTURES)
@given(steps)
def test_no_sequence_loses_or_mixes_anything(app, ann, steps):
    play(World(ann), steps)


@pytest.mark.long
@settings(max_examples=400, deadline=None, suppress_health_check=FIXTURES)
@given(steps)
def test_of_hundreds_of_sequences_none_does(app, ann, steps):
    play(World(ann), steps)


def play(world, steps) -> None:
    for name, one, other in steps:
        try:
            getattr(world, name)(one, other)
        except CannotMerge as why:
            assert why.code in ("itself", "not_merged")
        except NotAllowed as why:
            assert why.code in ("itself", "merged", "not_merged", "other_customer")
        world.check()
    for number in range(PEOPLE):
        if world.customer(number).merged_into_id is not None:
            world.unmerge(number, number)
            world.check()
    world.check_all_home()


class World:
    """Three people with an address each, and beside them the simplest account of whose everything is."""

    made = 0

    def __init__(self, ann):
        self.ann = ann
        World.made += 1
        self.people, self.addresses, self.whose, self.said = [], [], {}, {}
        for number in range(PEOPLE):
            customer, identity = identify("wechat", f"o{World.made}-{number}", verified=True, how="channel")
            self.people.append(customer.id)
            self.addresses.append(identity.id)
            self.whose["identity", identity.id] = customer.id
        self.tickets = []
        for number in range(PEOPLE):
            self.open(number, number)

    def customer(self, number) -> Customer:
        return db.session.get(Customer, self.people[number], populate_existing=True)

    def speaker(self, person) -> int:
        return customers.root_of(db.session.get(Customer, person, populate_existing=True)).id

    def merge(self, one, other):
        customers.merge(self.customer(one), into=self.customer(other), by=self.ann)

    def unmerge(self, one, _):
        customers.unmerge(self.customer(one), by=self.ann)

    def open(self, one, _):
        identity = db.session.get(Identity, self.addresses[one])
        customer = db.session.get(Customer, identity.customer_id)
        ticket = open_ticket(customer, by=customer, identity=identity, subject=f"of {one}")
        self.tickets.append(ticket.id)
        self.whose["ticket", ticket.id] = self.people[one]
        self._say(ticket, one)

    def write(self, one, other):
        """One writes into the newest ticket of whoever speaks for them, whoever of the family opened it."""
        mine = select(Ticket).where(
            Ticket.customer_id == self.speaker(self.people[one]), Ticket.merged_into_id.is_(None)
        )
        ticket = db.session.scalar(mine.order_by(Ticket.id.desc() if other % 2 else Ticket.id).limit(1))
        self._say(ticket, one)

    def join(self, one, other):
        first, second = self._ticket(one), self._ticket(other)
        merge(first, into=second, by=self.ann)

    def part(self, one, _):
        unmerge(self._ticket(one), by=self.ann)

    def claim(self, one, other):
        identity = db.session.get(Identity, self.addresses[one])
        customer = db.session.get(Customer, identity.customer_id)
        row = customers.claim(customer, "email", f"{one}.{other}.{World.made}@example.com", how="said", beside=identity)
        self.whose.setdefault(("identity", row.id), self.people[one])

    def _ticket(self, number) -> Ticket:
        return db.session.get(Ticket, self.tickets[number], populate_existing=True)

    def _say(self, ticket, one):
        identity = db.session.get(Identity, self.addresses[one])
        customer = db.session.get(Customer, identity.customer_id)
        text = f"{World.made}: word {len(self.said)} of {one}"
        receive(root_of(ticket), customer, text=text, origin=ticket, identity_id=identity.id)
        self.said[text] = self.people[one]

    def check(self):
        """Everything stands with whoever speaks for its owner; nobody's words stand in a stranger's thread."""
        db.session.expire_all()
        for (kind, number), person in self.whose.items():
            row = db.session.get(Ticket if kind == "ticket" else Identity, number)
            assert row.customer_id == self.speaker(person)
        for text, person in self.said.items():
            message = db.session.scalars(select(Message).where(Message.text == text)).one()
            ticket = db.session.get(Ticket, message.ticket_id)
            assert ticket.customer_id == self.speaker(person)
            assert ticket.merged_into_id is None

    def check_all_home(self):
        for text, person in self.said.items():
            message = db.session.scalars(select(Message).where(Message.text == text)).one()
            assert message.author_id == person
            assert db.session.get(Ticket, message.ticket_id).customer_id == person
        mine = select(customers.Origin).where(customers.Origin.customer_id.in_(self.people))
        assert db.session.scalar(mine.limit(1)) is None
