"""Who has not said their name is known by the same everywhere: by an address as its reader may see it, or a number."""

import pytest

from helpdesk import customers
from helpdesk.customers import policy
from helpdesk.db import db, transaction
from helpdesk.people import Agent
from tests.support.cast import *  # noqa: F403
from tickets import open_ticket, receive

MAIL = "zq.unnamed@mark.test"


@pytest.fixture
def nameless(app, orders):
    """Somebody who wrote a mail and has no name, and a visitor of whom nothing is known."""

    def writes(kind, value):
        customer, identity = customers.identify(kind, value, verified=True, how="mail")
        ticket = open_ticket(customer, by=customer, subject="Hello", identity=identity, team_id=orders.id)
        receive(ticket, customer, text="Is anybody there?", identity_id=identity.id)
        return ticket

    with transaction():
        return writes("email", MAIL), writes("visitor", "a-browser")


def places(browser, ticket):
    """What each surface calls the customer of this ticket: (name, known by)."""
    listed = {one["id"]: one for one in browser.get("/console/customers/list.json").json["customers"]}
    screen = browser.get(f"/console/tickets/{ticket.id}.json").json
    waiting = [one for line in browser.get("/console/queue.json").json["lines"] for one in line["waiting"]]
    rows = browser.get("/console/views/1/tickets.json").json["rows"]
    opened = next(line for line in screen["events"] if line["actor"]["kind"] == "customer")
    found = {
        "event": opened["actor"],
        "customers": listed[ticket.customer_id],
        "panel": screen["customer"],
        "head": screen["ticket"]["customer"],
        "author": screen["messages"][0]["author"],
        "queue": next(one["customer"] for one in waiting if one["id"] == ticket.id),
        "list": next((one["customer"] for one in rows if one["id"] == ticket.id), None),
    }
    return {place: (said["name"], said.get("known_by")) for place, said in found.items() if said}


def test_by_their_address_and_masked_where_the_role_sees_it_masked(as_agent, nameless, ann, sue):
    policy.choose(policy.MASKED_ROLES, ["agent"])
    told = places(as_agent(ann), nameless[0])
    assert len(told) >= 5
    assert set(map(str, told.values())) == {str(("", {"kind": "email", "value": "z***@mark.test"}))}
    plain = places(as_agent(sue), nameless[0])
    assert set(map(str, plain.values())) == {str(("", {"kind": "email", "value": MAIL}))}


def test_of_whom_nothing_can_be_read_there_is_no_address_and_the_browser_says_a_number(as_agent, nameless, ann):
    assert set(places(as_agent(ann), nameless[1]).values()) == {("", None)}


def test_who_has_said_their_name_is_called_by_it_and_asked_for_nothing_else(as_agent, nameless, ann, mia):
    with transaction():
        customer = db.session.get(customers.Customer, nameless[0].customer_id)
        customers.describe(customer, by=db.session.get(Agent, mia.id), name="Nora")
    assert set(places(as_agent(ann), nameless[0]).values()) == {("Nora", None)}


def test_an_empty_name_is_none(app, nameless, mia):
    with transaction():
        customer = db.session.get(customers.Customer, nameless[0].customer_id)
        customers.describe(customer, by=db.session.get(Agent, mia.id), name="")
    assert customers.known_by([customer])[customer.id].value == MAIL


@pytest.mark.browser
def test_the_browser_says_it_in_both_languages(script):
    number = "(naming) => naming.customerName({ id: 7, name: '' })"
    assert script("naming.js", number) in ("Visitor 7", "访客 7")
    known = "(naming) => naming.customerName({ id: 7, name: '', known_by: { kind: 'email', value: 'z***@mark.test' } })"
    assert script("naming.js", known) == "z***@mark.test"
