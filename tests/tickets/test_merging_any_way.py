"""Any sequence of merges, un-merges, splits and messages: none is lost, none is mixed, every count is right."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpdesk.db import db
from tickets import Message, NotAllowed, Ticket, merge, receive, reply, root_of, split, unmerge

TICKETS = 4
which = st.integers(0, TICKETS - 1)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), which, which),
        st.tuples(st.just("unmerge"), which, which),
        st.tuples(st.just("receive"), which, which),
        st.tuples(st.just("reply"), which, which),
        st.tuples(st.just("split"), which, st.integers(0, 3)),
    ),
    max_size=14,
)


FIXTURES = [HealthCheck.function_scoped_fixture]  # a world of its own for each example, on the same database


@settings(max_examples=8, deadline=None, suppress_health_check=FIXTURES)
@given(steps)
def test_no_sequence_loses_or_mixes_anything(app, opened, ann, carol, steps):
    play(World(opened, ann, carol), steps)


@pytest.mark.long
@settings(max_examples=300, deadline=None, suppress_health_check=FIXTURES)
@given(steps)
def test_of_hundreds_of_sequences_none_does(app, opened, ann, carol, steps):
    play(World(opened, ann, carol), steps)


def play(world, steps) -> None:
    for name, one, other in steps:
        try:
            getattr(world, name)(one, other)
        except NotAllowed as refusal:
            assert refusal.code in ("itself", "merged", "not_merged", "whole_thread", "other_thread")
        world.check()
    while merged := [t for t in world.tickets if t.merged_into_id]:
        unmerge(merged[0], by=world.ann)
        world.check()
    assert all(world.shown_in(ticket) == world.belongs_to(ticket) for ticket in world.tickets)


class World:
    """The tickets, and beside them the simplest account of which message belongs to which."""

    def __init__(self, opened, ann, carol):
        self.ann, self.carol = ann, carol
        self.tickets = [opened(f"first of {n}") for n in range(TICKETS)]
        self.origin = {ticket.last_message_id: ticket.id for ticket in self.tickets}

    def merge(self, one, other):
        merge(self.tickets[one], into=self.tickets[other], by=self.ann)

    def unmerge(self, one, _):
        unmerge(self.tickets[one], by=self.ann)

    def receive(self, one, _):
        ticket = self.tickets[one]
        message = receive(root_of(ticket), self.carol, text=f"to {ticket.id}", origin=ticket)
        self.origin[message.id] = ticket.id

    def reply(self, one, _):
        root = root_of(self.tickets[one])
        self.origin[reply(root, by=self.ann, text=f"from {root.id}").id] = root.id

    def split(self, one, place):
        ticket = self.tickets[one]
        shown = sorted(self.shown_in(ticket))
        chosen = shown[place % len(shown)] if shown else 0
        new = split(ticket, [chosen], by=self.ann)
        self.tickets.append(new)
        self.origin[chosen] = new.id

    def shown_in(self, ticket) -> set[int]:
        return set(db.session.scalars(db.select(Message.id).where(Message.ticket_id == ticket.id)))

    def belongs_to(self, ticket) -> set[int]:
        return {message for message, origin in self.origin.items() if origin == ticket.id}

    def check(self):
        rows = db.session.execute(
            db.select(Message.id, Message.ticket_id, Message.origin_ticket_id).where(Message.id.in_(self.origin))
        ).all()
        assert {number: origin for number, _, origin in rows} == self.origin
        for _, shown, origin in rows:
            assert shown == root_of(db.session.get(Ticket, origin)).id
        for ticket in self.tickets:
            assert ticket.message_count == len(self.shown_in(ticket))
            assert (ticket.last_message_id is None) == (ticket.message_count == 0)
