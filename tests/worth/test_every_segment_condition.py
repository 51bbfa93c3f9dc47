"""Every condition a segment can have: of each field each comparison, and who it finds: carol, dave, both or nobody."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from helpdesk import clock
from helpdesk.customers import Customer, CustomerValue, describe, identify
from helpdesk.customers.organizing.changing import save_organization
from helpdesk.customers.segmenting.compiling import members
from helpdesk.customers.segmenting.conditions import check
from helpdesk.customers.segmenting.fields import CATALOGUE, DAYS, FLAG, HAVING, MONEY, NUMBER, OPS, TAGS
from helpdesk.customers.valuing import reckoning
from helpdesk.db import db, transaction

pytestmark = pytest.mark.both_databases
NOW = clock.now()
# What is known of nobody unless somebody says it: empty for dave.
MAY_BE_EMPTY = {name for name, one in CATALOGUE.items() if one.column is not None and one.column.nullable}


@pytest.fixture
def two(app, ann, mia, carol, dave):
    """What is so of carol, by field: of dave it is the usual, or nothing."""
    identify("phone", "+8613800138000", verified=True, how="test")
    acme = save_organization(None, name="Acme", by=mia)
    describe(carol, by=ann, tags=["vip", "贵宾"], language="zh", time_zone="Asia/Shanghai")
    reckoning.reckon([carol.id, dave.id])
    words = {"value": "high", "stage": "loyal", "last_channel": "wechat"}
    rows = {"organization_id": acme.id, "vip_agent_id": ann.id}
    numbers = {name: 7 for name, one in CATALOGUE.items() if one.kind == NUMBER}
    money = {name: 7.5 for name, one in CATALOGUE.items() if one.kind == MONEY}
    with transaction():
        stored = words | rows | numbers | {name: 750 for name in money}
        moments = {one.column.key for one in CATALOGUE.values() if one.kind == DAYS} - {"created_at"}
        stored |= dict.fromkeys(moments, NOW - timedelta(days=7))
        put(CustomerValue, CustomerValue.customer_id == carol.id, stored)
        put(Customer, Customer.id == carol.id, {"blocked_at": NOW, "created_at": NOW - timedelta(days=7)})
        put(Customer, Customer.id == dave.id, {"created_at": NOW - timedelta(days=1)})
    days = {name: 7 for name, one in CATALOGUE.items() if one.kind == DAYS}
    more = {"language": "zh", "time_zone": "Asia/Shanghai", "tags": "贵宾", "blocked": True, "has": "email"}
    return words | rows | numbers | money | days | more


def put(model, where, values) -> None:
    db.session.execute(update(model).where(where).values(**values))


def asked(field, so) -> list[tuple]:
    """(comparison, value, who is found): c for carol, d for dave."""
    name, kind = field.name, field.kind
    known = (
        [("set", None, "c"), ("unset", None, "d")]
        if name in MAY_BE_EMPTY
        else [("set", None, "cd"), ("unset", None, "")]
    )
    if kind == FLAG:
        return [("is", True, "c"), ("is", False, "d")]
    if kind == HAVING:
        return [("has", ["email"], "cd"), ("has_all", ["email", "phone"], ""), ("has_not", ["line"], "cd")]
    if kind == TAGS:
        found = [("has", [so, "x"], "c"), ("has_all", [so, "vip"], "c"), ("has_not", [so], "d")]
        return [*found, ("set", None, "c"), ("unset", None, "d")]
    if kind in (NUMBER, MONEY, DAYS):
        less = "d" if name == "customer_days" or (kind != DAYS and name not in MAY_BE_EMPTY) else ""
        sizes = [("at_least", so, "c"), ("at_most", so, "c" + less), ("more_than", so, ""), ("less_than", so, less)]
        same = [("is", so, "c"), ("is_not", so, "d")] if kind == NUMBER else []
        return [*known, *sizes, *same]
    one = [("is", so, "c"), ("is_not", so, "d"), ("in", [so], "c"), ("not_in", [so], "d")]
    return [*known, *one]


def test_every_condition_of_a_segment_finds_whom_it_says(two, carol, dave):
    assert two.keys() == CATALOGUE.keys()
    wrong = []
    for name, so in two.items():
        field = CATALOGUE[name]
        found = asked(field, so)
        assert {op for op, _, _ in found} == set(OPS[field.kind])
        for op, value, who in found:
            leaf = {"field": name, "op": op} | ({} if value is None else {"value": value})
            check(leaf)
            numbers = set(db.session.scalars(members(leaf, NOW)))
            got = "".join(letter for letter, one in (("c", carol), ("d", dave)) if one.id in numbers)
            wrong += [] if got == who else [(name, op, value, got)]
    assert not wrong
