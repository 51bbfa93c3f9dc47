"""The cast, and orders that a shop tells of them."""

from datetime import timedelta

import pytest

from helpdesk import clock
from helpdesk.customers import identify
from helpdesk.customers.buying.ordering import tell_order
from helpdesk.db import db
from helpdesk.events import SYSTEM, drain
from tests.support.cast import *  # noqa: F403


@pytest.fixture
def dave(app):
    return identify("email", "dave@example.com", verified=True, how="test", name="Dave")[0]


@pytest.fixture
def buys(app):
    """buys(carol, 120, days_ago=3, status="delivered", currency="CNY"): an order, told by the shop."""
    count = iter(range(1, 10_000))

    def tell(customer, total, *, days_ago=1, currency="CNY", **more):
        told = {
            "external_id": f"shop-{next(count)}",
            "currency": currency,
            "total": total,
            "placed_at": clock.now() - timedelta(days=days_ago),
            **more,
        }
        return tell_order(customer, told, by=SYSTEM)[0]

    return tell


@pytest.fixture
def settled(app):
    """settled(): all that follows from what happened has followed, in a worker of its own."""

    def settles():
        db.session.rollback()
        with app.app_context():
            drain()

    return settles
