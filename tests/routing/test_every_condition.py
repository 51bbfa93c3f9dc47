"""Every condition a rule can have: of each field each comparison, once so that it holds and once so that it fails."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

import tickets
from helpdesk import clock
from helpdesk.customers import CustomerValue, describe
from helpdesk.customers.buying.ordering import tell_order
from helpdesk.customers.organizing.changing import join, organizations_of, save_organization
from helpdesk.customers.segments import keys_of
from helpdesk.customers.valuing import reckoning
from helpdesk.db import db, transaction
from helpdesk.events import SYSTEM, Event
from routing.classifying.guess import Guess
from routing.comparing import OPS
from routing.conditions import check, matches
from routing.facts import CATALOGUE, facts_of
from routing.facts.field import FLAG, NUMBER, TAGS, TEXT
from routing.facts.of_change import FIELDS as OF_CHANGE
from routing.rule_words import condition_words
from tests.channels.pigeon import Pigeon, loft, release
from tickets import Ticket, TicketField, open_ticket, receive

NOW = clock.now()
BEFORE = NOW - timedelta(minutes=90)
WORDS = "My blue kettle leaks since RMA-123456"
OF_CHANGES = {field.name for field in OF_CHANGE}


@pytest.fixture
def ticket(app, monkeypatch, ann, bob, mia, carol, orders):
    """The second of carol's tickets: whatever there is to ask has an answer."""
    release(monkeypatch, Pigeon("pigeon", buttons=0))
    inbox = loft()
    describe(carol, by=ann, tags=["vip"], language="zh")
    buys(carol, "o1", "delivered", 40, "Blue Kettle")
    buys(carol, "o2", "refunded", 3, "Red Cup")
    join(save_organization(None, name="Acme", by=mia), carol, by=mia)
    with transaction():
        first = open_ticket(carol, by=carol, subject="Earlier", team_id=orders.id, at=BEFORE - timedelta(days=1))
        second = open_ticket(
            carol, by=carol, subject="Kettle", inbox=inbox, team_id=orders.id, at=BEFORE, language="en"
        )
        receive(second, carol, text=WORDS, at=BEFORE, inbox_id=inbox.id)
        db.session.add(Guess(ticket_id=second.id, target="topic", model_id=1, label="leak", sureness=0.87))
    tickets.assign(first, to=bob, by=mia)
    tickets.classify(first, "complaint", by=ann)
    tickets.classify(second, "incident", by=ann)
    tickets.tag(second, "leak", by=ann)
    tickets.assign(second, to=ann, by=mia)
    reckoning.reckon([carol.id])
    with transaction():
        worth = {"last_score": 80, "value": "high", "stage": "loyal"}
        db.session.execute(update(CustomerValue).where(CustomerValue.customer_id == carol.id).values(**worth))
    db.session.expire_all()
    return db.session.get(Ticket, second.id)


def buys(customer, number, status, days, product) -> None:
    told = {"external_id": number, "status": status, "currency": "CNY", "total": 100, "items": [{"name": product}]}
    tell_order(customer, told | {"placed_at": NOW - timedelta(days=days)}, by=SYSTEM)


def so_it_is(ticket, ann, bob, orders) -> dict:
    """What is so: a number, yes or no, a word that is in a text; of words and rows also one that is not so."""
    acme = organizations_of(ticket.customer_id)[0].id
    return {
        "subject": "kettle",
        "status": (ticket.status, "closed"),
        "category": ("open", "done"),
        "priority": ("normal", "urgent"),
        "type": ("incident", "complaint"),
        "team_id": (orders.id, orders.id + 100),
        "assignee_id": (ann.id, bob.id),
        "tags": ("leak", "gift"),
        "channel": ("pigeon", "voice"),
        "inbox_id": (ticket.inbox_id, 999),
        "language": ("en", "zh"),
        "spam": False,
        "messages": 1,
        "text": "kettle",
        "any_text": "rma-123456",
        "length": len(WORDS),
        "is_auto": False,
        "unverified": False,
        "segment": (next(iter(keys_of(ticket.customer_id))), "asleep"),
        "stage": ("loyal", "new"),
        "value": ("high", "low"),
        "organization_id": (acme, acme + 1),
        "last_score": 80,
        **{f"complaints_{days}d": 1 for days in (7, 30, 90, 365)},
        "customer_tags": ("vip", "staff"),
        "customer_language": ("zh", "en"),
        "customer_days": 0,
        "tickets_before": 1,
        "open_tickets": 1,
        "new_customer": False,
        "last_agent_id": (bob.id, ann.id),
        "orders": 1,
        "spend": 100,
        "last_order_status": ("refunded", "delivered"),
        "last_order_days": 40,
        "last_order_products": "cup",
        "products_bought": "kettle",
        "predicted_topic": ("leak", "invoice"),
        "sureness": 87,
        "business_hours": True,
        "weekday": (f"{NOW:%a}".lower(), f"{NOW + timedelta(days=1):%a}".lower()),
        "hour": NOW.hour,
        "age": 90,
        "unanswered": 90,
    }


def asked(field, so, actual) -> list[tuple]:
    """(comparison, value, whether it holds) for every comparison of the field, both ways."""
    known = [("set", None, True), ("unset", None, False)]
    if field.kind == FLAG:
        return [("is", so, True), ("is", not so, False)]
    if field.kind == NUMBER:
        return [*known, *of_number(so)]
    if field.kind == TEXT:
        return [*known, *of_text(so, actual)]
    yes, no = so
    if field.kind == TAGS:
        both = [("has_all", [yes], True), ("has_all", [yes, no], False)]
        return [*known, *both, *turned("has", "has_not", [yes], [no])]
    return [*known, *turned("is", "is_not", yes, no), *turned("in", "not_in", [yes], [no])]


def of_number(so) -> list[tuple]:
    sizes = [("more_than", so - 1, so), ("less_than", so + 1, so), ("at_least", so, so + 1), ("at_most", so, so - 1)]
    both = [(op, value, holds) for op, yes, no in sizes for value, holds in ((yes, True), (no, False))]
    return [*both, *turned("is", "is_not", so, so + 1)]


def of_text(word, actual) -> list[tuple]:
    return [
        *turned("says", "says_not", [word, "absent"], ["absent", word[:-1]]),
        *turned("matches", "matches_not", rf"\b{word}\b", r"^absent$"),
        *turned("is", "is_not", actual, "absent"),
    ]


def turned(op, against, yes, no) -> list[tuple]:
    return [(op, yes, True), (op, no, False), (against, no, True), (against, yes, False)]


def test_every_condition_means_what_it_says(ticket, ann, bob, orders):
    table, wrong = so_it_is(ticket, ann, bob, orders), []
    assert table.keys() == CATALOGUE.keys() - OF_CHANGES
    facts = facts_of(ticket, now=NOW)
    for name, so in table.items():
        field = CATALOGUE[name]
        found = asked(field, so, facts[name])
        assert {op for op, _, _ in found} == set(OPS[field.kind])
        wrong += [
            (name, op, value, facts[name]) for op, value, holds in found if not fits(name, op, value, holds, facts)
        ]
    assert not wrong


def fits(name, op, value, holds, facts) -> bool:
    leaf = {"field": name, "op": op} | ({} if value is None else {"value": value})
    if name not in ("channel",):  # the tests' own channel is none of those that can be chosen
        check(leaf)
    return matches(leaf, facts) is holds and bool(condition_words(leaf).en)


def test_what_has_changed_can_be_asked_with_what_was_there_before(ticket, ann, bob, mia, orders, returns, carol):
    tickets.prioritize(ticket, "high", by=ann)
    tickets.classify(ticket, "task", by=ann)
    tickets.set_status(ticket, "pending", by=ann)
    tickets.hand_to_team(ticket, returns, by=mia)
    assert was(ticket, "priority_changed", "previous_priority") == ("normal", "priority", "agent")
    assert was(ticket, "type_changed", "previous_type") == ("incident", "type", "agent")
    assert was(ticket, "status_changed", "previous_status")[1:] == ("status", "agent")
    assert was(ticket, "team_changed", "previous_team_id") == (orders.id, "team", "agent")
    assert was(ticket, "ticket_unassigned", "previous_assignee_id")[0] == ann.id
    event = newest(ticket, "priority_changed")
    facts = facts_of(ticket, event)
    assert matches({"field": "previous_priority", "op": "is", "value": "normal"}, facts)
    assert matches({"field": "previous_type", "op": "unset"}, facts)
    assert matches({"field": "score", "op": "unset"}, facts)


def test_which_tag_and_which_own_field_has_changed_can_be_asked_and_what_the_field_held(ticket, ann):
    with transaction():
        db.session.add(TicketField(key="reason", kind="text", label_en="Reason", label_zh="原因"))
    tickets.set_fields(ticket, {"reason": "late"}, by=ann)
    tickets.set_fields(ticket, {"reason": "broken"}, by=ann)
    facts = facts_of(ticket, newest(ticket, "fields_changed"))
    asked = {"all": [{"field": "changed_fields", "op": "has", "value": ["reason"]}]}
    asked["all"] += [
        {"field": "was.reason", "op": "is", "value": "late"},
        {"field": "field.reason", "op": "is_not", "value": "late"},
    ]
    check(asked)
    assert matches(asked, facts)
    words = condition_words(asked)
    assert (
        words.en == "Own fields that changed has any of Reason, and Reason before is “late”, and Reason is not “late”"
    )
    assert "变更前原因是 “late”" in words.zh
    tickets.tag(ticket, "gift", by=ann)
    added = facts_of(ticket, newest(ticket, "tags_changed"))
    assert matches({"field": "tags_added", "op": "has", "value": ["gift"]}, added)
    assert not matches({"field": "tags_added", "op": "has", "value": ["leak"]}, added)
    tickets.untag(ticket, "leak", by=ann)
    assert matches(
        {"field": "tags_removed", "op": "has", "value": ["leak"]}, facts_of(ticket, newest(ticket, "tags_changed"))
    )
    assert matches({"all": [{"field": f"was.{'x' * 50}", "op": "unset"}]}, added)


def test_complaints_are_counted_in_the_days_that_are_asked_about(ticket, carol, ann, orders):
    with transaction():
        old = open_ticket(carol, by=carol, subject="Old", team_id=orders.id, at=NOW - timedelta(days=40))
    tickets.classify(old, "complaint", by=ann)
    assert [facts_of(ticket, now=NOW)[f"complaints_{days}d"] for days in (7, 30, 90, 365)] == [1, 1, 2, 2]
    assert facts_of(ticket, now=NOW - timedelta(days=3))["complaints_7d"] == 0, "as it was then"
    tickets.classify(ticket, "complaint", by=ann)
    assert facts_of(ticket, now=NOW)["complaints_7d"] == 2, "this one counts"


def was(ticket, event_name, field) -> tuple:
    facts = facts_of(ticket, newest(ticket, event_name))
    return facts[field], facts["changed"], facts["actor"]


def newest(ticket, name) -> Event:
    found = select(Event).where(Event.ticket_id == ticket.id, Event.name == name)
    return db.session.scalar(found.order_by(Event.id.desc()).limit(1))


def test_what_nobody_knows_is_neither_more_nor_less_than_anything(app, carol, orders):
    with transaction():
        ticket = open_ticket(carol, by=carol, subject="", team_id=orders.id)
    facts = facts_of(ticket)
    for name in ("last_order_days", "last_score", "unanswered", "sureness"):
        assert not any(matches({"field": name, "op": op, "value": 0}, facts) for op in ("more_than", "less_than", "is"))
        assert matches({"field": name, "op": "unset"}, facts)
    assert matches({"field": "last_order_status", "op": "is_not", "value": "delivered"}, facts)
    assert not matches({"field": "products_bought", "op": "says", "value": ["kettle"]}, facts)


def test_an_order_of_tomorrow_is_not_known_today(app, carol, orders):
    buys(carol, "o1", "delivered", 10, "Blue Kettle")
    buys(carol, "o2", "placed", -1, "Red Cup")
    with transaction():
        ticket = open_ticket(carol, by=carol, subject="", team_id=orders.id)
    assert (facts_of(ticket, now=NOW)["last_order_status"], facts_of(ticket, now=NOW)["last_order_days"]) == (
        "delivered",
        10,
    )
    assert facts_of(ticket, now=NOW + timedelta(days=2))["last_order_products"] == "Red Cup"
