"""A ticket that was opened for an address out of sight becomes its owner's when they answer from there, proven."""

import pytest

from helpdesk.customers import Customer
from helpdesk.db import db, transaction
from tests.channels.email.conftest import mail
from tests.support.cast import make_team
from tickets import Ticket, finding, open_ticket
from tickets.knowing import may_know, named


@pytest.fixture
def carol(desk):
    """carol has written to a team that ann is not in; her address is proven."""
    message = desk.take_one(mail(proven=True))
    with transaction():
        db.session.get(Ticket, message.ticket_id).team_id = make_team("Returns").id
    return message.author_id


@pytest.fixture
def asked(desk, ann, orders, carol):
    """ann, who may not see carol, has written to carol's address."""
    inbox, sight = desk.inbox, finding.visible_to(ann)
    with transaction():
        customer, identity = named(sight, "email", "Carol@customer.test", name="Mrs King")
        assert customer.id != carol
        ticket = open_ticket(customer, by=ann, subject="Your lamp", identity=identity, inbox=inbox, team_id=orders.id)
    return desk.answer(ticket.id, ann, "Is it here?")


def test_the_proven_owner_of_the_address_is_its_customer(desk, asked, carol, ann):
    ours = asked.envelope["message_id"]
    answered = desk.take_one(mail("Yes.", proven=True, In_Reply_To=ours))
    assert (answered.ticket_id, answered.author_id) == (asked.ticket_id, carol)
    assert db.session.get(Ticket, asked.ticket_id).customer_id == carol
    assert may_know(finding.visible_to(ann), db.session.get(Customer, carol))


@pytest.mark.parametrize(
    ("sender", "proven"), [("carol@customer.test", None), ("carol@customer.test", False), ("eve@evil.test", True)]
)
def test_nobody_else_is(desk, asked, carol, ann, sender, proven):
    ours = asked.envelope["message_id"]
    desk.take_one(mail("Yes.", sender=sender, proven=proven, In_Reply_To=ours))
    assert db.session.get(Ticket, asked.ticket_id).customer_id != carol
    assert not may_know(finding.visible_to(ann), db.session.get(Customer, carol))
