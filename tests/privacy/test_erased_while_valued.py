"""Somebody is erased while all customers are valued by night: the night goes on, and nothing of them comes back."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from helpdesk import clock
from helpdesk.customers import Customer, CustomerValue, identify
from helpdesk.customers.buying.ordering import tell_order
from helpdesk.customers.privacy import erasing
from helpdesk.customers.segments import SegmentMember
from helpdesk.customers.valuing import nightly, reckoning
from helpdesk.db import db, let_go
from helpdesk.events import SYSTEM
from helpdesk.people import Agent

pytestmark = pytest.mark.both_databases


@pytest.fixture
def dave(app):
    found = identify("email", "dave@example.com", verified=True, how="test", name="Dave")[0]
    told = {"external_id": "o1", "currency": "CNY", "total": 900, "placed_at": clock.now() - timedelta(days=2)}
    tell_order(found, told, by=SYSTEM)
    return found


def left_of(number) -> list:
    columns = CustomerValue.customer_id, SegmentMember.customer_id, Customer.id
    return [found for one in columns for found in db.session.scalars(select(one).where(one == number))]


def test_the_night_after_brings_nobody_back(carol, dave, mia):
    reckoning.reckon_all()
    number = dave.id
    assert len(left_of(number)) >= 3
    erasing.erase(dave, by=mia)
    assert nightly.reckon_nightly() and left_of(number) == []
    reckoning.reckon([number])
    reckoning.reckon_newcomers()
    assert left_of(number) == []
    assert left_of(carol.id)


def test_who_is_erased_in_the_midst_of_it_holds_nothing_up(app, monkeypatch, carol, dave, mia):
    """Between reading who is here and writing what they are worth, another process erases one of them."""
    number, keeper, read = dave.id, mia.id, reckoning.bought_by
    let_go()
    at_work = []

    def erase() -> None:
        with app.app_context():
            erasing.erase(db.session.get(Customer, number), by=db.session.get(Agent, keeper))

    def read_slowly(*arguments):
        if not at_work:
            at_work.append(threading.Thread(target=erase))
            at_work[0].start()
            at_work[0].join(20 if db.engine.dialect.name == "postgresql" else 0.2)  # SQLite lets it wait for its turn
        return read(*arguments)

    monkeypatch.setattr(reckoning, "bought_by", read_slowly)
    reckoning.reckon_all()
    at_work[0].join(60)
    db.session.expire_all()
    assert left_of(number) == []
    assert left_of(carol.id)
