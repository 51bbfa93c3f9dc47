"""An agent answers a ticket over another channel of its customer; the customer's answer comes back into that ticket."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from channels import Inbox, send_options
from channels.channel import Inbound
from channels.delivery import deliver_now
from channels.ingest import ingest
from helpdesk import customers
from helpdesk.customers import Identity
from helpdesk.db import db, transaction
from tests.channels.pigeon import loft
from tests.channels.test_delivery import ann, letter  # noqa: F401
from tickets import Message, Ticket, merge, reply, set_status


@pytest.fixture
def carol(app, inbox):
    """She writes by pigeon; she has proven that the dove's ring and the swift's are hers as well."""
    ticket = letter(inbox)
    loft("dove"), loft("swift")
    with transaction():
        customer = db.session.get(customers.Customer, ticket.customer_id)
        customers.prove(customer, "dove", "carol", how="channel")
    return customer


def ring_of(customer, kind="dove") -> Identity:
    return customers.address_of(customer.id, kind, "carol")


def by_dove(text="I am here now", who="carol") -> Message:
    inbox = db.session.scalar(select(Inbox).where(Inbox.channel == "dove"))
    return ingest(inbox, Inbound(f"dove-{next(COUNT)}", "dove", who, text))


def answer_by_dove(ticket, ann, text="Write me here"):  # noqa: F811
    inbox = db.session.scalar(select(Inbox).where(Inbox.channel == "dove"))
    return reply(
        db.session.get(Ticket, ticket.id),
        by=ann,
        text=text,
        inbox_id=inbox.id,
        identity_id=ring_of(db.session.get(customers.Customer, ticket.customer_id)).id,
    )


def only_ticket(customer) -> Ticket:
    return db.session.scalar(select(Ticket).where(Ticket.customer_id == customer.id).order_by(Ticket.id).limit(1))


def test_the_answer_goes_out_the_chosen_way(app, carol, dove, pigeon, ann):  # noqa: F811
    message = answer_by_dove(only_ticket(carol), ann)
    deliver_now(message.inbox_id)
    assert [flight.address_kind for flight in dove.flights] == ["dove"]
    assert pigeon.flights == []


def test_the_customers_answer_from_there_lands_in_the_same_ticket(app, carol, ann):  # noqa: F811
    ticket = only_ticket(carol)
    answer_by_dove(ticket, ann)
    assert by_dove().ticket_id == ticket.id
    assert by_dove("one more").ticket_id == ticket.id


def test_without_such_an_answer_another_channel_opens_its_own_ticket(app, carol):
    assert by_dove().ticket_id != only_ticket(carol).id


def test_the_composer_then_offers_where_the_customer_wrote_last(app, carol, ann):  # noqa: F811
    ticket = only_ticket(carol)
    answer_by_dove(ticket, ann)
    by_dove()
    assert [way["channel"] for way in send_options(db.session.get(Ticket, ticket.id))][:2] == ["dove", "pigeon"]


def test_a_ticket_of_its_own_that_was_begun_there_since_goes_on(app, carol, ann):  # noqa: F811
    ticket = only_ticket(carol)
    own = by_dove("something else").ticket_id
    answer_by_dove(ticket, ann)
    assert by_dove("to your answer").ticket_id == ticket.id
    reply(db.session.get(Ticket, own), by=ann, text="and to the other matter")
    assert by_dove("to that").ticket_id == own


def test_after_closing_it_opens_a_follow_up_of_that_ticket(app, carol, ann):  # noqa: F811
    from tickets import Link

    ticket = only_ticket(carol)
    answer_by_dove(ticket, ann)
    set_status(db.session.get(Ticket, ticket.id), "closed", by=ann)
    opened = by_dove().ticket_id
    assert opened != ticket.id
    assert db.session.scalar(select(Link.other_id).where(Link.ticket_id == opened)) == ticket.id


def test_a_merged_ticket_is_continued_where_it_is_now(app, carol, inbox, ann):  # noqa: F811
    from tickets import open_ticket

    ticket = only_ticket(carol)
    answer_by_dove(ticket, ann)
    with transaction():
        other = open_ticket(carol, by=carol, subject="Again", inbox=db.session.get(Inbox, inbox.id))
    merge(db.session.get(Ticket, ticket.id), into=db.session.get(Ticket, other.id), by=ann)
    assert by_dove().ticket_id == other.id


def test_an_address_that_has_become_somebody_elses_never_reaches_the_ticket(app, carol, ann):  # noqa: F811
    ticket = only_ticket(carol)
    message = answer_by_dove(ticket, ann)
    with transaction():  # the number was given to dave
        ring = ring_of(carol)
        dave = customers.introduce("name", "dave", how="test")[0]
        ring.customer_id = dave.id
    landed = by_dove("who is this?")
    assert landed.ticket_id != message.ticket_id
    assert db.session.get(Ticket, landed.ticket_id).customer_id == dave.id


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["writes", "answers", "closes", "solves"]),
        st.sampled_from(["carol", "eve"]),
        st.sampled_from(["ring", "dove"]),
    ),
    min_size=3,
    max_size=14,
)
COUNT = itertools.count(1)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_whatever_happens_in_whatever_order_nobody_lands_in_anothers_ticket(app, two_ways, ann, steps):  # noqa: F811
    world = next(COUNT)
    with transaction():
        for who in ("carol", "eve"):
            customer = customers.identify("ring", f"{who}{world}", verified=True, how="channel")[0]
            customers.prove(customer, "dove", f"{who}{world}", how="channel")
    for what, who, kind in steps:
        do(what, f"{who}{world}", kind, two_ways[kind], ann)
    for message in db.session.scalars(select(Message)):
        address, ticket = db.session.get(Identity, message.identity_id), db.session.get(Ticket, message.ticket_id)
        assert address.customer_id == ticket.customer_id
        assert message.kind != "inbound" or message.author_id == ticket.customer_id


@pytest.fixture
def two_ways(app, pigeon):
    return {"ring": loft(), "dove": loft("dove")}


def do(what, who, kind, inbox, agent) -> None:
    customer = db.session.get(customers.Customer, customers.verified("ring", who).customer_id)
    ticket = db.session.scalar(
        select(Ticket).where(Ticket.customer_id == customer.id).order_by(Ticket.id.desc()).limit(1)
    )
    if what == "writes" or ticket is None:
        message = ingest(inbox, Inbound(f"m{next(COUNT)}", kind, who, "words"))
        last = said_last(inbox, customers.address_of(customer.id, kind, who), before=message)
        if last is not None and db.session.get(Ticket, last.ticket_id).status != "closed":
            assert message.ticket_id == last.ticket_id
    elif ticket.status == "closed":
        return
    elif what == "answers":
        reply(
            ticket,
            by=agent,
            text="answer",
            inbox_id=inbox.id,
            identity_id=customers.address_of(customer.id, kind, who).id,
        )
    else:
        set_status(ticket, {"closes": "closed", "solves": "solved"}[what], by=agent)


def said_last(inbox, identity, before) -> Message | None:
    """The simple model: whoever writes at an address goes on in what was last said there, either way."""
    return db.session.scalar(
        select(Message)
        .where(Message.inbox_id == inbox.id, Message.identity_id == identity.id, Message.id < before.id)
        .order_by(Message.id.desc())
        .limit(1)
    )
