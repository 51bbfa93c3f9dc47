"""Message-IDs and reply addresses that prove a ticket (attacks 3 and 5)."""

import base64
import secrets
import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.adapters.email.addressing import (
    message_id,
    number_in,
    numbered,
    read_message_id,
    read_reply_address,
    reply_address,
)

KEY, OTHER = b"k" * 32, b"o" * 32
OWN = "support@shop.test"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
numbers = st.integers(1, 10**12)


@given(numbers, numbers)
def test_a_message_id_leads_back_to_its_message(ticket, message):
    assert read_message_id(message_id(ticket, message, "shop.test", KEY), KEY) == (ticket, message)


@given(numbers)
def test_a_reply_address_leads_back_to_its_ticket(ticket):
    address = reply_address(OWN, ticket, "c", KEY, NOW)
    assert read_reply_address(address, OWN, "c", KEY, NOW) == ticket
    assert read_reply_address(address.upper(), OWN, "c", KEY, NOW) == ticket
    assert len(address.partition("@")[0]) <= 64


def test_the_same_message_has_the_same_id_at_every_try():
    assert message_id(1, 2, "shop.test", KEY) == message_id(1, 2, "shop.test", KEY)


@pytest.mark.parametrize(
    "forge",
    [
        lambda token: token[:-1],
        lambda token: token + "a",
        lambda token: token.replace("c1-", "c2-"),
        lambda token: token.replace("c1-", "a1-"),
        lambda token: token[:-1] + ("a" if token[-1] != "a" else "b"),
        lambda token: token.rpartition("-")[0] + "-" + "a" * 26,
        lambda token: "",
        lambda token: "c1",
    ],
)
def test_a_forged_token_is_none(forge):
    local, _, domain = reply_address(OWN, 1, "c", KEY, NOW).rpartition("@")
    base, _, token = local.partition("+")
    assert read_reply_address(f"{base}+{forge(token)}@{domain}", OWN, "c", KEY, NOW) is None


def test_a_token_of_another_inbox_another_key_another_kind_or_long_ago_is_none():
    address = reply_address(OWN, 1, "c", KEY, NOW)
    assert read_reply_address(address, "sales@shop.test", "c", KEY, NOW) is None
    assert read_reply_address(address, OWN, "c", OTHER, NOW) is None
    assert read_reply_address(address, OWN, "a", KEY, NOW) is None
    assert read_reply_address(address, OWN, "c", KEY, NOW + timedelta(days=731)) is None
    assert read_reply_address(address, OWN, "c", KEY, NOW - timedelta(days=30)) is None


def test_a_message_id_of_another_key_or_with_another_number_is_none():
    made = message_id(7, 9, "shop.test", KEY)
    assert read_message_id(made, OTHER) is None
    assert read_message_id(made.replace("<7.", "<8."), KEY) is None
    assert read_message_id("<7.9.aaaa@shop.test>", KEY) is None
    assert read_message_id("<notification-7-9@shop.test>", KEY) is None


def test_a_hundred_thousand_guesses_hit_nothing_and_take_no_longer_when_they_begin_right():
    right = reply_address(OWN, 1, "c", KEY, NOW)
    start, end = right.rpartition("-")[0], "@shop.test"
    wrong = [base64.b32encode(secrets.token_bytes(20)).decode().lower()[:26] for _ in range(100_000)]
    assert not any(read_reply_address(f"{start}-{guess}{end}", OWN, "c", KEY, NOW) for guess in wrong)
    near = [right.partition("@")[0].rpartition("-")[2][:20] + guess[:6] for guess in wrong[:5000]]
    assert abs(median_time(start, end, near) - median_time(start, end, wrong[:5000])) < 20e-6


def median_time(start: str, end: str, guesses: list[str]) -> float:
    taken = []
    for guess in guesses:
        began = time.process_time_ns()
        read_reply_address(f"{start}-{guess}{end}", OWN, "c", KEY, NOW)
        taken.append(time.process_time_ns() - began)
    return sorted(taken)[len(taken) // 2] / 1e9


@pytest.mark.parametrize(
    ("subject", "number"),
    [
        ("Re: Lamp [#42]", 42),
        ("AW: Lampe [Ticket#111079]", 111079),
        ("回复：台灯 [工单#7]", 7),
        ("Re: [#1] [#2]", 1),
        ("Lamp #42", None),
        ("[JIRA] (SYS-422)", None),
        ("", None),
    ],
)
def test_a_number_in_the_subject_is_read(subject, number):
    assert number_in(subject) == number


def test_a_subject_gets_its_number_once():
    assert numbered("Lamp", 42) == "Lamp [#42]"
    assert numbered("Re: Lamp [#42]", 42) == "Re: Lamp [#42]"
