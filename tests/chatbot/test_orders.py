"""Where is my order: told in words to whom it belongs, and to nobody else."""

from datetime import UTC, datetime

import pytest

from chatbot.flows import orders, shipped
from helpdesk import clock
from helpdesk.customers import Identity
from helpdesk.customers.buying.order import Order
from helpdesk.customers.outside.looking_up import Looked
from helpdesk.db import db, transaction
from helpdesk.hot import insert

PLACED = datetime(2026, 11, 3, 10, tzinfo=UTC)


@pytest.fixture
def flow(app, mia):
    """Where is my order?, as it is shipped, and on."""
    return shipped.take("order-status", by=mia, on=True)


@pytest.fixture
def buys(app):
    """buys(ticket, "ST-20418", proven=True): who wrote this ticket has ordered that."""

    def ordered(ticket, number, *, proven=True, status="shipped"):
        with transaction():
            insert(
                Order(
                    customer_id=ticket.customer_id,
                    external_id=number,
                    number=number,
                    status=status,
                    placed_at=PLACED,
                    currency="EUR",
                    items=[{"name": "Heron kettle"}],
                )
            )
            identity = db.session.query(Identity).filter_by(customer_id=ticket.customer_id).one()
            identity.verified_at = clock.now() if proven else None

    return ordered


def test_who_is_known_hears_how_the_order_stands_and_it_is_done(bot_on, asks, buys, flow):
    inbox, _ = bot_on()
    ticket, said = asks(inbox, "where is my order")
    assert "order number" in said
    buys(ticket, "ST-20418")
    ticket, said = asks(inbox, "it is st-20418")
    assert "Order ST-20418 of 3 November (Heron kettle): it is on its way." in said
    ticket, _ = asks(inbox, "Yes")
    assert ticket.status == "solved"


def test_it_is_told_in_chinese_to_who_asks_in_chinese(bot_on, asks, buys, flow):
    inbox, _ = bot_on()
    ticket, _ = asks(inbox, "我的订单到哪了")
    buys(ticket, "ST-20418", status="delivered")
    _, said = asks(inbox, "ST-20418")
    assert "订单 ST-20418（Heron kettle）于 11 月 3 日下单，已签收。" in said


def test_whose_answer_was_not_enough_is_passed_on(bot_on, asks, buys, flow):
    inbox, _ = bot_on()
    ticket, _ = asks(inbox, "where is my order")
    buys(ticket, "ST-20418")
    asks(inbox, "ST-20418")
    ticket, said = asks(inbox, "No")
    assert "noted order ST-20418" in said
    assert ticket.bot_since is None


def test_who_is_not_proven_hears_nothing_of_it(bot_on, asks, buys, flow):
    inbox, _ = bot_on()
    ticket, _ = asks(inbox, "where is my order")
    buys(ticket, "ST-20418", proven=False)
    ticket, said = asks(inbox, "ST-20418")
    assert "on its way" not in said
    assert ticket.bot_since is None


def test_eve_who_knows_carols_order_number_hears_nothing_of_it(bot_on, asks, buys, flow):
    inbox, _ = bot_on()
    carols, _ = asks(inbox, "where is my order", address="carol")
    buys(carols, "ST-20418")
    eves, _ = asks(inbox, "where is my order", address="eve")
    buys(eves, "ST-66666")
    _, said = asks(inbox, "ST-20418", address="eve")
    assert "Heron" not in said
    assert "on its way" not in said


def test_what_the_shop_has_not_told_us_is_looked_up_in_its_own_system(bot_on, asks, buys, flow, monkeypatch):
    line = {"label": {"en": "Parcel of ST-90001", "zh": "ST-90001 的包裹"}, "value": "leaves tomorrow", "url": None}
    other = {"label": {"en": "Points", "zh": "积分"}, "value": "120", "url": None}
    monkeypatch.setattr(orders, "look_up", lambda customer: Looked("fresh", [line, other]))
    inbox, _ = bot_on()
    ticket, _ = asks(inbox, "where is my order")
    buys(ticket, "ST-20418")
    _, said = asks(inbox, "ST-90001")
    assert "Parcel of ST-90001: leaves tomorrow" in said
    assert "Points" not in said
