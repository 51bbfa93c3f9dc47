"""Segments: conditions over all that is known, the same on both databases, and membership that is kept."""

from datetime import timedelta

import pytest

from helpdesk import clock
from helpdesk.customers import describe, identify, segment_of
from helpdesk.customers.outside.telling import tell_facts
from helpdesk.customers.segmenting import keeping
from helpdesk.customers.segmenting.changing import drop_segment, save_segment
from helpdesk.customers.segmenting.compiling import members
from helpdesk.customers.segmenting.conditions import BadConditions, check
from helpdesk.customers.segments import NAMED, keys_of, segments, segments_of
from helpdesk.customers.valuing import reckoning
from helpdesk.db import db, transaction
from helpdesk.events import SYSTEM
from tickets import classify

pytestmark = pytest.mark.both_databases


def leaf(field, op, value=None):
    return {"field": field, "op": op, **({} if value is None else {"value": value})}


@pytest.fixture
def who(app, carol, dave):
    """who({…}): the names of those who fulfil the conditions."""

    def asks(conditions):
        check(conditions)
        reckoning.reckon([carol.id, dave.id])
        found = set(db.session.scalars(members(conditions, clock.now())))
        return {name for name, one in (("carol", carol), ("dave", dave)) if one.id in found}

    return asks


def test_the_named_ones_are_there_from_the_start(app):
    assert [one.key for one in segments()] == list(NAMED)
    for one in segments():
        check(one.conditions)


def test_each_kind_of_condition_means_what_it_says(who, ann, carol, dave, buys):
    buys(carol, 200, days_ago=10)
    describe(carol, by=ann, tags=["vip", 'says "hi"', "贵宾"], language="zh", time_zone="Asia/Shanghai")
    identify("phone", "+8613800138000", verified=True, how="test")
    assert who(leaf("orders", "at_least", 1)) == {"carol"}
    assert who(leaf("orders", "is", 0)) == {"dave"}
    assert who(leaf("spend", "more_than", 199.99)) == {"carol"}
    assert who(leaf("spend", "at_most", 200)) == {"carol", "dave"}
    assert who(leaf("last_order_days", "at_least", 10)) == {"carol"}
    assert who(leaf("last_order_days", "less_than", 10)) == set()
    assert who(leaf("last_order_days", "at_most", 10)) == {"carol"}
    assert who(leaf("last_order_days", "unset")) == {"dave"}
    assert who(leaf("stage", "in", ["new", "active"])) == {"carol"}
    assert who(leaf("language", "is_not", "zh")) == {"dave"}
    assert who(leaf("time_zone", "is_not", "Asia/Shanghai")) == {"dave"}
    assert who(leaf("tags", "has", ["贵宾", "nobody"])) == {"carol"}
    assert who(leaf("tags", "has_all", ["vip", 'says "hi"'])) == {"carol"}
    assert who(leaf("tags", "has_not", "vip")) == {"dave"}
    assert who(leaf("tags", "unset")) == {"dave"}
    assert who(leaf("tags", "has", "vi")) == set()
    assert who(leaf("tags", "has", "v%")) == set()
    assert who(leaf("has", "has", ["email"])) == {"carol", "dave"}
    assert who(leaf("has", "has_all", ["email", "phone"])) == set()
    assert who(leaf("blocked", "is", False)) == {"carol", "dave"}
    assert who(leaf("customer_days", "at_most", 1)) == {"carol", "dave"}


def test_outside_facts_can_be_asked_though_words_are_sealed(who, carol, dave):
    tell_facts(carol, {"points": 320, "plan": "Gold"}, by=SYSTEM)
    tell_facts(dave, {"points": 20}, by=SYSTEM)
    assert who(leaf("fact.points", "at_least", 100)) == {"carol"}
    assert who(leaf("fact.plan", "is", "gold")) == {"carol"}
    assert who(leaf("fact.plan", "is_not", "gold")) == {"dave"}
    assert who(leaf("fact.plan", "unset")) == {"dave"}
    tell_facts(carol, {"plan": None}, by=SYSTEM)
    assert who(leaf("fact.plan", "set")) == set()


def test_groups_are_joined_as_they_are_nested(who, carol, dave, buys):
    buys(carol, 10)
    either = {"any": [leaf("orders", "at_least", 1), leaf("language", "is", "en")]}
    assert who(either) == {"carol", "dave"}
    assert who({"all": [either, leaf("orders", "is", 0)]}) == {"dave"}
    assert who({"all": []}) == set()


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        [],
        {"field": "password", "op": "is", "value": 1},
        leaf("orders", "says", "x"),
        leaf("orders", "at_least", "many"),
        leaf("orders", "at_least", True),
        leaf("orders", "at_least", [1, 2]),
        leaf("stage", "in", []),
        leaf("fact.Drop Table", "is", 1),
        leaf("tags", "has", "x" * 101),
        {"all": [], "any": []},
        {"all": [{"all": [{"all": [{"all": [{"all": []}]}]}]}]},
        {"all": [leaf("orders", "is", 1)] * 41},
        {**leaf("orders", "is", 1), "sql": "1"},
    ],
)
def test_what_is_no_condition_is_refused(wrong):
    with pytest.raises(BadConditions):
        check(wrong)


def test_membership_follows_what_happens(ann, carol, opened, settled):
    ticket = opened()
    settled()
    assert keys_of(carol.id) == {"new"}
    classify(ticket, type="complaint", by=ann)
    settled()
    assert keys_of(carol.id) == {"new", "complained_lately"}
    assert segments_of(carol.id) == {segment_of("new").id, segment_of("complained_lately").id}
    assert segment_of("complained_lately").members == 1


def test_time_alone_ends_a_membership_overnight(ann, carol, opened, settled):
    classify(opened(), type="complaint", by=ann)
    settled()
    reckoning.reckon_all(clock.now() + timedelta(days=31))
    assert "complained_lately" not in keys_of(carol.id)


def test_a_segment_of_ones_own_is_counted_soon_and_can_go(mia, carol, dave, buys, settled):
    buys(carol, 500)
    settled()
    reckoning.reckon_newcomers()
    conditions = {"all": [leaf("spend", "at_least", 300)]}
    assert keeping.count(conditions) == 1
    segment = save_segment(None, name_en="Spenders", name_zh="大客户", conditions=conditions, by=mia)
    keeping.keep_waiting()
    assert (segment.key, segment_of("spenders").members, keys_of(carol.id)) == ("spenders", 1, {"new", "spenders"})
    drop_segment(segment, by=mia)
    assert segment_of("spenders") is None
    assert "spenders" not in keys_of(carol.id)


def test_the_named_ones_stay(mia):
    with pytest.raises(ValueError, match="named"):
        drop_segment(segment_of("new"), by=mia)


def test_a_segment_that_changed_is_reckoned_anew(mia, carol, buys, settled):
    buys(carol, 500)
    settled()
    segment = segment_of("high_value")
    save_segment(segment, name_en="High", name_zh="高", conditions=leaf("orders", "at_least", 1), by=mia)
    keeping.keep_waiting()
    assert "high_value" in keys_of(carol.id)
    assert segment_of("high_value").key == "high_value"


def test_two_changes_at_once_keep_the_count_right(carol, dave, buys):
    buys(carol, 5)
    buys(dave, 5)
    with transaction():
        reckoning.reckon([carol.id])
        reckoning.reckon([dave.id])
    assert segment_of("new").members == 2
