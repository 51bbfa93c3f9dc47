"""Value and stage: what customers bought, against all the others."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from helpdesk import clock
from helpdesk.customers import identify, merge, unmerge
from helpdesk.customers.buying.money import set_money, unknown_currencies
from helpdesk.customers.buying.ordering import BadOrder, drop_order, tell_order
from helpdesk.customers.facts import facts_of
from helpdesk.customers.valuing import nightly, reckoning
from helpdesk.customers.valuing.scoring import Bought, Cuts, cuts_of, level_of, scores_of, stage_of
from helpdesk.customers.valuing.thresholds import Thresholds, draw, thresholds
from helpdesk.customers.worth import CustomerValue
from helpdesk.db import db
from helpdesk.events import SYSTEM
from tickets import classify, solve

pytestmark = pytest.mark.both_databases


def test_an_order_is_worth_something_at_once(carol, buys, settled):
    buys(carol, 120.50)
    settled()
    facts = facts_of(carol.id)
    assert (facts["orders"], facts["spend"], facts["stage"]) == (1, 120.5, "new")


def test_an_order_that_came_to_nothing_is_worth_nothing(carol, buys, settled):
    order = buys(carol, 120)
    settled()
    tell_order(
        carol,
        {
            "external_id": order.external_id,
            "currency": "CNY",
            "total": 120,
            "placed_at": order.placed_at,
            "status": "Refunded",
        },
        by=SYSTEM,
    )
    settled()
    assert (facts_of(carol.id)["orders"], facts_of(carol.id)["stage"]) == (0, "prospect")


def test_telling_the_same_order_twice_keeps_it_once(carol, buys, settled):
    order = buys(carol, 60, status="paid")
    told = {"external_id": order.external_id, "currency": "CNY", "total": 60, "placed_at": order.placed_at}
    again, is_new = tell_order(carol, told | {"status": "shipped"}, by=SYSTEM)
    assert (again.id, is_new, again.status) == (order.id, False, "shipped")
    settled()
    assert facts_of(carol.id)["spend"] == 60


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("total", -1),
        ("total", "many"),
        ("currency", "yuan"),
        ("placed_at", "2026-11-22 09:00"),
        ("placed_at", None),
        ("external_id", ""),
        ("url", "javascript:alert(1)"),
        ("items", [{"quantity": 0}]),
        ("refunded", 61),
    ],
)
def test_what_is_no_order_is_refused_and_says_where(carol, field, wrong):
    told = {"external_id": "1", "currency": "CNY", "total": 60, "placed_at": "2026-11-22T09:00:00Z"}
    with pytest.raises(BadOrder) as refused:
        tell_order(carol, told | {field: wrong}, by=SYSTEM)
    assert refused.value.field == field


def test_an_order_taken_back_never_was(carol, buys, settled):
    order = buys(carol, 60)
    settled()
    drop_order(order, by=SYSTEM)
    settled()
    assert facts_of(carol.id)["orders"] == 0


def test_money_of_another_country_counts_by_its_rate(carol, dave, buys, settled):
    buys(carol, 10, currency="USD")
    buys(dave, 10, currency="XAF")
    settled()
    assert (facts_of(carol.id)["spend"], facts_of(dave.id)["spend"]) == (71, 0)
    assert unknown_currencies() == ["XAF"]
    set_money("USD", {"XAF": 0.5})
    nightly.reckon_soon()
    nightly.reckon_nightly()
    assert (facts_of(carol.id)["spend"], facts_of(dave.id)["spend"]) == (10, 5)


def test_fifths_are_drawn_over_the_companys_own_customers(app, buys, settled):
    people = [identify("email", f"p{n}@example.com", verified=True, how="test")[0] for n in range(10)]
    for n, person in enumerate(people):
        for _ in range(1 + n // 2):
            buys(person, 10 * (n + 1), days_ago=20 - n)
    settled()
    reckoning.reckon_all()
    scores = [facts_of(person.id) for person in people]
    assert [one["recency"] for one in scores] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert [one["frequency"] for one in scores] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert (scores[0]["value"], scores[4]["value"], scores[9]["value"]) == ("low", "middle", "high")


def test_one_more_order_is_scored_by_the_fifths_of_last_night(carol, dave, buys, settled):
    buys(carol, 100, days_ago=10)
    buys(dave, 10, days_ago=90)
    settled()
    reckoning.reckon_all()
    before = facts_of(carol.id)["rfm"]
    buys(dave, 10_000, days_ago=0)
    settled()
    assert facts_of(dave.id)["monetary"] == 5
    assert facts_of(carol.id)["rfm"] == before


def test_equals_have_equal_scores_however_many_they_are():
    cuts = cuts_of([(1000, 1, 500)] * 97 + [(2000, 2, 900)] * 3)
    same = Bought(orders=1, window_orders=1, window_spend=500, last_at=_at(1000))
    better = Bought(orders=2, window_orders=2, window_spend=900, last_at=_at(2000))
    assert scores_of(same, cuts) == (1, 1, 1)
    assert scores_of(better, cuts) == (5, 5, 5)
    assert scores_of(Bought(), cuts) == (0, 0, 0)
    assert scores_of(same, Cuts()) == (1, 1, 1)


@pytest.mark.parametrize(
    ("orders", "first", "last", "stage"),
    [
        (0, 0, 0, "prospect"),
        (1, 10, 10, "new"),
        (2, 100, 20, "active"),
        (4, 50, 20, "loyal"),
        (9, 900, 121, "at_risk"),
        (9, 900, 241, "asleep"),
        (9, 900, 731, "lost"),
    ],
)
def test_a_stage_hangs_on_how_long_ago_and_how_often(orders, first, last, stage):
    now = clock.now()
    days = {n: now - timedelta(days=n) for n in (first, last)}
    bought = Bought(orders=orders, first_at=days[first], last_at=days[last] if orders else None)
    assert stage_of(bought, Thresholds(), now) == stage


def test_lines_that_contradict_one_another_are_not_drawn(app):
    with pytest.raises(ValueError, match="active_days"):
        draw(Thresholds(active_days=300))
    draw(Thresholds(high_from=9))
    assert level_of(9, thresholds()) == "high"


def test_tickets_and_complaints_are_counted(ann, carol, opened, settled):
    first = opened("One")
    opened("Two", channel="wechat")
    classify(first, type="complaint", by=ann)
    solve(first, by=ann)
    settled()
    facts = facts_of(carol.id)
    assert (facts["tickets"], facts["open_tickets"], facts["complaints_30d"]) == (2, 1, 1)
    assert facts["last_channel"] == "wechat"


def test_whoever_was_merged_has_no_worth_of_their_own_until_apart(ann, carol, dave, buys, settled):
    buys(carol, 100)
    buys(dave, 30)
    merge(dave, into=carol, by=ann)
    settled()
    assert (facts_of(carol.id)["spend"], facts_of(dave.id)["spend"]) == (130, 0)
    unmerge(dave, by=ann)
    settled()
    assert (facts_of(carol.id)["spend"], facts_of(dave.id)["spend"]) == (100, 30)


def test_whoever_came_past_the_verbs_is_found(carol, dave):
    assert reckoning.reckon_newcomers() == 2
    assert reckoning.reckon_newcomers() == 0


def test_a_night_is_reckoned_once(carol, buys):
    at = clock.now()
    assert nightly.reckon_nightly(at)
    assert not nightly.reckon_nightly(at + timedelta(minutes=5))
    assert nightly.reckon_nightly(at + timedelta(days=1))


def _at(seconds: int):
    from datetime import UTC, datetime

    return datetime.fromtimestamp(seconds, UTC)


def test_a_night_that_was_broken_off_is_done_again_whole(carol, dave, buys, monkeypatch):
    for customer, total in ((carol, 900), (dave, 20)):
        buys(customer, total)
    monkeypatch.setattr(reckoning, "AT_ONCE", 1)
    done, write = iter([True]), reckoning._write

    def dies_after_the_first(*what):
        write(*what)
        if not next(done, False):
            raise KeyboardInterrupt

    monkeypatch.setattr(reckoning, "_write", dies_after_the_first)
    tonight = clock.now()
    with pytest.raises(KeyboardInterrupt):
        nightly.reckon_nightly(tonight)
    db.session.rollback()
    monkeypatch.setattr(reckoning, "_write", write)
    assert nightly.reckon_nightly(tonight), "it does not count as done"
    db.session.expire_all()
    assert {row.customer_id for row in db.session.scalars(select(CustomerValue))} >= {carol.id, dave.id}
