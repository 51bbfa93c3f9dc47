"""The visitor is told their place in line, and how long it takes where that is known."""

import pytest

from helpdesk import people
from helpdesk.db import db, transaction
from helpdesk.events import drain
from helpdesk.people import Agent
from tests.support.served import Ear, Served
from tickets import Ticket, assign


@pytest.fixture
def served(app):
    running = Served(app)
    yield running
    running.stop()


def test_a_place_and_no_promise_while_nobody_is_here(carols, eves):
    first, second = carols.opens("Is it back?"), eves.opens("And mine?")
    assert carols.reads(first)["queue"] == {"place": 1, "here": False, "seconds": None}
    assert eves.reads(second)["queue"]["place"] == 2


def test_who_has_somebody_waits_for_nobody(carols, ann):
    number = carols.opens("Is it back?")
    people.arrive(db.session.get(Agent, ann.id))
    assert carols.reads(number)["queue"] is None


def test_the_place_is_told_when_the_line_moves(carols, eves, ann, served):
    first, second = carols.opens("Is it back?"), eves.opens("And mine?")
    ear = Ear(served, "/widget", {"inbox": "shop-chat", "token": eves.token})
    hers = Ear(served, "/widget", {"inbox": "shop-chat", "token": carols.token})
    with transaction():
        assign(db.session.get(Ticket, first), to=db.session.get(Agent, ann.id), by=None)
    drain()
    assert ear.hears("queue") == {"ticket": second, "queue": {"place": 1, "here": False, "seconds": None}}
    assert hers.hears("queue") == {"ticket": first, "queue": None}
    ear.leave(), hers.leave()
