"""What an organization shares: whom the site vouches for reads colleagues' tickets, and only as far as allowed."""

import pytest

from helpdesk.customers import identify
from helpdesk.customers.organizing.changing import join, leave, save_organization
from helpdesk.db import db, transaction
from tests.widget.conftest import SECRET
from tickets import Ticket, mark_spam, note, open_ticket, receive, reply, restore, trash


@pytest.fixture
def dave(app):
    return identify("email", "dave@acme.example", verified=True, how="test", name="Dave Dent")[0]


@pytest.fixture
def acme(mia, dave):
    made = save_organization(None, name="Acme", shared_tickets=True, by=mia)
    join(made, dave, by=mia)
    return made


@pytest.fixture
def carol_of_acme(carols, acme, mia):
    """Carol's browser, vouched for by the shop; she belongs to Acme."""
    carols.identify("4711", SECRET, name="Carol")
    carols.opens("My own question")
    carol = db.session.query(Ticket).one().customer_id
    join(acme, customer(carol), by=mia)
    return carols


@pytest.fixture
def daves(app, dave, orders, ann):
    """Dave's ticket, answered, with a note that is nobody's business."""
    with transaction():
        ticket = open_ticket(dave, by=dave, subject="Twelve kettles", team_id=orders.id)
        receive(ticket, dave, text="When do they come?")
    note(ticket, by=ann, text="They pay late.")
    reply(ticket, by=ann, text="On Tuesday.")
    return ticket


def customer(number):
    from helpdesk.customers import Customer

    return db.session.get(Customer, number)


def test_a_colleague_reads_and_does_not_write(carol_of_acme, daves):
    [line] = carol_of_acme.start()["shared"]
    assert (line["ticket"], line["who"], line["preview"]) == (daves.id, "Dave", "Twelve kettles")
    page = carol_of_acme.reads(daves.id)
    assert page["shared"] == {"who": "Dave"} and page["fresh"] is None
    assert [(one["from"], one["name"], one["text"]) for one in page["messages"]] == [
        ("colleague", "Dave", "When do they come?"),
        ("agent", "Ann", "On Tuesday."),
    ]
    assert carol_of_acme.say("I answer for Dave", ticket=daves.id).status_code == 404
    assert carol_of_acme.post(f"conversations/{daves.id}/read", message_id=1).status_code == 404
    [own] = carol_of_acme.start()["conversations"]
    assert own["preview"] == "My own question"


def test_who_is_not_vouched_for_or_belongs_elsewhere_sees_nothing(carol_of_acme, daves, eves):
    eves.opens("I am carol, am I not?")
    assert eves.start()["shared"] == [] and eves.get(f"conversations/{daves.id}.json").status_code == 404
    eves.identify("666", SECRET, name="Eve")
    eves.opens("And now?")
    assert eves.start()["shared"] == [] and eves.get(f"conversations/{daves.id}.json").status_code == 404


def test_without_the_rule_only_a_member_who_may_looks_around(carol_of_acme, daves, acme, mia):
    save_organization(acme, shared_tickets=False, by=mia)
    assert carol_of_acme.start()["shared"] == []
    carol = customer(db.session.query(Ticket).filter_by(channel="webchat").one().customer_id)
    join(acme, carol, by=mia, sees="organization")
    assert [one["ticket"] for one in carol_of_acme.start()["shared"]] == [daves.id]
    leave(acme, carol, by=mia)
    assert carol_of_acme.get(f"conversations/{daves.id}.json").status_code == 404


def test_spam_and_what_is_thrown_away_stay_unseen(carol_of_acme, daves, ann):
    trash(db.session.get(Ticket, daves.id), by=ann)
    assert carol_of_acme.get(f"conversations/{daves.id}.json").status_code == 404
    restore(db.session.get(Ticket, daves.id), by=ann)
    assert "On Tuesday." in carol_of_acme.sees(daves.id)
    mark_spam(db.session.get(Ticket, daves.id), by=ann)
    assert carol_of_acme.start()["shared"] == []
