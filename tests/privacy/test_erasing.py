"""Somebody is forgotten: nothing of them is left, and nothing brings them back."""

import pytest
from sqlalchemy import func, select

from helpdesk import customers
from helpdesk.customers import Customer, Identity
from helpdesk.customers.privacy import erasing
from helpdesk.db import db, transaction
from helpdesk.events import Event
from tests.privacy.canaries import Canary
from tickets import Attachment, Message, Ticket, receive

pytestmark = pytest.mark.both_databases


def customer_of(canary) -> Customer:
    identity = customers.identity.verified("ring", canary.email)
    return db.session.get(Customer, identity.customer_id) if identity else None


def test_the_person_is_gone_and_the_others_are_not(marked, mia):
    first, second = marked(2)
    done = erasing.erase(customer_of(first), by=mia)
    assert done.state == "done" and done.counts["ticket"] == 1 and done.counts["files"] == 1
    assert customer_of(first) is None
    assert db.session.scalar(select(func.count(Ticket.id))) == 1
    assert set(db.session.scalars(select(Ticket.customer_id))) == {customer_of(second).id}
    assert not db.session.scalars(select(Message.id).where(Message.text.contains("zqwords0001"))).all()


def test_a_late_duplicate_brings_nobody_back(marked, deliver, mia):
    [canary] = marked(1)
    erasing.erase(customer_of(canary), by=mia)
    assert deliver(canary).status_code == 200
    assert customer_of(canary) is None
    assert db.session.scalar(select(func.count(Message.id))) == 0


def test_who_writes_anew_is_somebody_new(marked, deliver, mia):
    [canary] = marked(1)
    erasing.erase(customer_of(canary), by=mia)
    assert customers.identify("ring", canary.email, verified=True, how="channel")[0].name is None


def test_nobody_gets_the_numbers_of_who_is_gone(marked, deliver, mia):
    [canary] = marked(1)
    models = (Customer, Identity, Ticket, Message, Attachment)
    had = {model: db.session.scalar(select(func.max(model.id))) for model in models}
    erasing.erase(customer_of(canary), by=mia)
    deliver(Canary(2))
    for model in models:
        assert db.session.scalar(select(func.min(model.id))) > had[model], model.__tablename__


def test_with_a_merged_person_go_all_whom_they_were(marked, carol, mia):
    [canary] = marked(1)
    customers.merge(customer_of(canary), into=carol, by=mia)
    erasing.erase(db.session.get(Customer, carol.id), by=mia)
    assert db.session.scalar(select(func.count(Customer.id))) == 0
    assert db.session.scalar(select(func.count(Identity.id))) == 0


def test_what_they_wrote_in_a_ticket_of_another_goes_too(opened, marked, mia):
    [canary] = marked(1)
    other, identity = opened("Mine"), customers.identity.verified("ring", canary.email)
    receive(other, customer_of(canary), text=canary.text, identity_id=identity.id)
    erasing.erase(customer_of(canary), by=mia)
    other = db.session.get(Ticket, other.id, populate_existing=True)
    assert (other.preview, other.message_count) == ("Mine", 1)


def test_nobody_under_a_legal_hold_is_erased(marked, mia):
    [canary] = marked(1)
    customer = customer_of(canary)
    with transaction():
        customer.held_at = customer.created_at
    with pytest.raises(erasing.Held):
        erasing.erase(customer, by=mia)


def test_the_record_stays_and_names_them_by_number_only(marked, mia):
    [canary] = marked(1)
    customer = customer_of(canary)
    identity = customers.identity.verified("ring", canary.email)
    number, address = customer.id, identity.id
    customers.privacy.reveal(identity, customer, by=mia, why=f"to call {canary.name}")
    erasing.erase(customer, by=mia)
    kept = db.session.scalars(select(Event).where(Event.customer_id == number)).all()
    assert [(one.name, one.data) for one in kept] == [("contact_revealed", {"identity": address, "kind": "ring"})]
