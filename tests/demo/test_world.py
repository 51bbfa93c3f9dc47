"""The demo's files fit together: nothing names what is not there, and nothing happens in the future."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from channels import register
from helpdesk.customers import normal
from helpdesk.demo import world
from helpdesk.demo.offsets import moment, moments
from tickets.ticket import PRIORITIES, STATUSES, TYPES

CHANNELS = {
    "email",
    "webchat",
    "api",
    "form",
    "wechat",
    "wecom",
    "whatsapp",
    "telegram",
    "line",
    "messenger",
    "instagram",
    "sms",
    "voice",
}
AGENTS = {agent["id"] for agent in world.people()["agents"]}
TEAMS = {team["id"] for team in world.people()["teams"]}
PRODUCTS = {product["id"] for product in world.shop()["products"]}
CUSTOMERS = {customer["id"]: customer for customer in world.customers()}
TICKETS = {ticket["id"]: ticket for ticket in world.tickets()}
MESSAGES = [message for ticket in world.tickets() for message in ticket["messages"]]


def zone_of(ticket):
    return CUSTOMERS[ticket["customer"]]["zone"] if "customer" in ticket else "UTC"


def times_of(ticket, as_of):
    return moments([m["at"] for m in ticket["messages"]], as_of=as_of, zone=zone_of(ticket))


def test_it_is_as_large_as_promised():
    languages = Counter(ticket["language"] for ticket in world.tickets())
    assert len(PRODUCTS) == 24 and len(CUSTOMERS) >= 40 and len(TICKETS) >= 200 and len(world.articles()) >= 30
    assert languages["zh"] >= 90 and languages["en"] >= 90 and languages["zh-Hant"] >= 8


def test_every_name_that_is_used_exists():
    for ticket in world.tickets():
        assert ticket.get("customer", next(iter(CUSTOMERS))) in CUSTOMERS
        assert ticket["team"] in TEAMS and ticket["assignee"] in AGENTS | {None}
        assert ticket["inbox"] in CHANNELS
        assert {ticket.get("merged_into"), ticket.get("split_from")} - {None} <= set(TICKETS)
        assert ticket["fields"].get("product", "A01") in PRODUCTS
    assert {m["by"] for m in MESSAGES} <= AGENTS | {"customer"}
    assert {team for agent in world.people()["agents"] for team in agent["teams"]} <= TEAMS


def test_the_demo_accounts_have_their_roles():
    roles = {agent["email"]: agent["role"] for agent in world.people()["agents"]}
    assert roles["ann@demo.test"] == roles["bob@demo.test"] == "agent"
    assert roles["sue@demo.test"] == "supervisor" and roles["mia@demo.test"] == "admin"


def test_every_word_of_a_ticket_is_one_that_tickets_know():
    for ticket in world.tickets():
        assert ticket["status"].replace("-", "_") in STATUSES
        assert ticket["priority"] in PRIORITIES and ticket["type"] in TYPES
        assert not set(ticket["tags"]) & {"merged", "split", "reopened"}
    reasons = {choice["value"] for choice in world.settings("fields")[2]["choices"]}
    assert {ticket["fields"].get("reason", "other") for ticket in world.tickets()} <= reasons


def test_an_order_that_a_ticket_names_is_its_customers_own():
    for ticket in world.tickets():
        if number := ticket["fields"].get("order_number"):
            assert number in {order["number"] for order in CUSTOMERS[ticket["customer"]]["orders"]}, ticket["id"]


def test_customers_can_be_told_apart_and_reached():
    emails = [normal("email", customer["email"]) for customer in world.customers()]
    phones = [normal("phone", customer["phone"]) for customer in world.customers()]
    numbers = [order["number"] for customer in world.customers() for order in customer["orders"]]
    assert len(set(emails)) == len(set(phones)) == len(CUSTOMERS)
    assert len(set(numbers)) == len(numbers)
    # Nobody real can be written to by accident.
    assert all(re.search(r"(\.example|\.test|@example\.(com|net|org))$", email) for email in emails)
    assert all(ZoneInfo(customer["zone"]) for customer in world.customers())


def test_what_is_written_in_a_ticket_is_written_through_a_channel_of_the_customer():
    for ticket in world.tickets():
        if "customer" in ticket:
            assert ticket["inbox"] in CUSTOMERS[ticket["customer"]]["channels"]


@pytest.mark.parametrize("hour", [0, 6, 12, 18, 23])
def test_nothing_happens_in_the_future_whenever_it_is_loaded(hour):
    as_of = datetime(2026, 11, 22, hour, 30, tzinfo=UTC)
    for ticket in world.tickets():
        times = times_of(ticket, as_of)
        assert times == sorted(times) and times[-1] <= as_of, ticket["id"]
        assert times[0] > as_of - timedelta(days=91)


def test_the_last_days_are_the_busiest():
    as_of = datetime(2026, 11, 22, 12, tzinfo=UTC)
    ages = [(as_of - times_of(ticket, as_of)[0]).days for ticket in world.tickets()]
    week, month, before = (
        sum(low <= age < high for age in ages) / (high - low) for low, high in ((0, 7), (7, 30), (30, 91))
    )
    assert week > month > before


def test_there_is_work_of_every_kind_left_to_do():
    left = [ticket for ticket in world.tickets() if ticket["status"] not in ("solved", "closed")]
    assert 20 <= len(left) <= 35
    assert sum(ticket["assignee"] is None for ticket in left) >= 4
    assert {ticket["status"] for ticket in left} == {"new", "open", "pending", "on-hold"}
    assert sum("snoozed_until" in ticket for ticket in left) == 3
    everything = world.tickets()
    assert sum(ticket.get("spam", False) for ticket in everything) == 2
    assert sum("merged_into" in ticket for ticket in everything) == 2
    assert sum("split_from" in ticket for ticket in everything) == 1


def test_no_two_messages_of_agents_are_alike():
    said = Counter(m["text"] for m in MESSAGES if m["by"] != "customer" and len(m.get("text", "")) > 20)
    assert [text for text, times in said.items() if times > 1] == []


def test_articles_come_in_pairs_with_phrasings():
    languages = Counter((article["pair"], article["language"]) for article in world.articles())
    assert all(languages[pair, "en"] == languages[pair, "zh"] == 1 for pair, _ in languages)
    assert all(len(article["phrasings"]) >= 3 and len(article["body"]) > 40 for article in world.articles())


def test_macros_speak_in_saved_replies():
    known = {reply["id"] for reply in world.settings("saved_replies")}
    assert {name for macro in world.settings("macros") for name in macro["replies"].values()} <= known
    assert {macro["changes"].get("team", "vip") for macro in world.settings("macros")} <= TEAMS


def test_a_channel_that_exists_is_one_the_demo_has():
    assert set(register.all_adapters()) <= CHANNELS


def test_offsets_are_told_from_the_place_of_the_customer():
    as_of = datetime(2026, 11, 22, 20, tzinfo=UTC)  # four in the morning of the next day in Shanghai
    assert moment("-1d 09:14", as_of=as_of, zone="Asia/Shanghai") == datetime(2026, 11, 22, 1, 14, tzinfo=UTC)
    assert moment("-2h10m", as_of=as_of) == datetime(2026, 11, 22, 17, 50, tzinfo=UTC)
    assert moment("+1d1h", as_of=as_of, after=as_of) == datetime(2026, 11, 23, 21, tzinfo=UTC)
    for wrong in ("yesterday", "+", "-", "", "+12m"):
        with pytest.raises(ValueError):
            moment(wrong, as_of=as_of)
