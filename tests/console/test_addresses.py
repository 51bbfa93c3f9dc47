"""An agent notes how else a customer can be reached: it proves nothing, is there once, and can be taken back."""

import json
import re
from pathlib import Path

import pytest
from sqlalchemy import select

from helpdesk import customers
from helpdesk.customers import Identity, noting
from helpdesk.customers.events import CUSTOMER_CHANGED
from helpdesk.db import db
from helpdesk.events import Event
from helpdesk.naming import KNOWN_BY
from tests.support.cast import *  # noqa: F403

CONSOLE = Path(__file__).resolve().parents[2] / "helpdesk" / "static" / "console"


@pytest.fixture
def anns(as_agent, ann, ticket):
    return as_agent(ann)


def note(browser, customer, kind="phone", value="+86 138 0013 8021"):
    return browser.post(f"/console/customers/{customer.id}/identities", json={"kind": kind, "value": value})


def noted(answer) -> dict:
    return {one["kind"]: one for one in answer.get_json()["customer"]["identities"]}


def changes() -> list[dict]:
    db.session.rollback()
    return [event.data for event in db.session.scalars(select(Event).where(Event.name == CUSTOMER_CHANGED))]


def test_what_ann_was_told_is_noted_once_unproven_and_with_her_name(anns, ann, carol):
    answer = note(anns, carol)
    assert answer.status_code == 201, answer.text
    phone = noted(answer)["phone"]
    assert (phone["verified"], phone["how"]) == (False, "from")
    assert customers.address_of(carol.id, "phone", "+8613800138021").value == "+8613800138021"
    again = note(anns, carol, value="+8613800138021")
    assert noted(again)["phone"]["id"] == phone["id"]
    assert [data["fields"] for data in changes()] == [["addresses"]]
    assert "138" not in json.dumps(changes())
    assert db.session.scalar(select(Event.actor_id).where(Event.name == CUSTOMER_CHANGED)) == ann.id


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("email", "carol"),
        ("phone", "138 0013 8021"),
        ("phone", "138****8021"),
        ("email", ""),
        ("visitor", "x"),
        ("wechat", "openid"),
        ("email", "x" * 400 + "@example.com"),
        ("email", None),
    ],
)
def test_what_is_no_address_is_refused_in_words(anns, carol, kind, value):
    before = len(customers.reachable(carol))
    refused = note(anns, carol, kind, value)
    assert refused.status_code == 422 and refused.get_json()["description"]
    assert len(customers.reachable(carol)) == before


def test_the_address_of_another_moves_nobody_and_proves_nothing(anns, carol, app):
    other, proven = customers.identify("email", "eve@example.org", verified=True, how="mail")
    assert note(anns, carol, "email", "eve@example.org").status_code == 201
    assert customers.identify("email", "eve@example.org", verified=True, how="mail")[0].id == other.id != carol.id
    db.session.refresh(proven)
    assert proven.customer_id == other.id


def test_whoever_proves_a_noted_address_is_this_customer(anns, carol):
    note(anns, carol, "email", "carol@work.example")
    found, address = customers.identify("email", "carol@work.example", verified=True, how="mail")
    assert found.id == carol.id and address.verified_at


def test_an_error_is_taken_back_and_what_is_in_use_stays(anns, carol, ticket):
    wrong = noted(note(anns, carol))["phone"]["id"]
    path = f"/console/customers/{carol.id}/identities"
    assert "phone" not in noted(anns.delete(f"{path}/{wrong}"))
    assert anns.delete(f"{path}/{wrong}").status_code == 404
    used = ticket.identity_id or customers.reachable(carol)[0].id
    kept = anns.delete(f"{path}/{used}")
    assert (kept.status_code, kept.get_json()["error"]) == (409, "in_use")
    assert db.session.get(Identity, used) is not None


def test_nobody_takes_back_the_address_of_another_customer_and_eve_none_at_all(anns, as_agent, eve, carol):
    stranger, theirs = customers.identify("email", "x@example.org", verified=False, how="from")
    assert anns.delete(f"/console/customers/{carol.id}/identities/{theirs.id}").status_code == 404
    assert note(as_agent(eve), carol).status_code == 404
    assert db.session.get(Identity, theirs.id) is not None


def test_there_is_an_end_to_it(anns, carol, monkeypatch):
    monkeypatch.setattr(noting, "MOST", len(customers.reachable(carol)) + 1)
    assert note(anns, carol).status_code == 201
    refused = note(anns, carol, value="+86 138 0013 8022")
    assert (refused.status_code, refused.get_json()["error"]) == (422, "too_many")


def test_how_an_address_is_known_is_said_in_the_same_words_everywhere():
    for at, code in enumerate(("en", "zh")):
        words = (CONSOLE / f"words_customers.{code}.js").read_text()
        said = dict(re.findall(r'"identity\.how\.(\w+)": "([^"]+)"', words))
        assert said == {how: words[at] for how, words in KNOWN_BY.items()}
    script = (CONSOLE / "panel" / "customer.js").read_text()
    assert set(re.findall(r'"(\w+)"', re.search(r"const HOW = new Set\((.*?)\)", script)[1])) == set(KNOWN_BY)


def test_every_way_the_program_knows_an_address_by_has_words():
    root = CONSOLE.parents[2]
    files = [file for part in ("channels", "helpdesk", "tickets") for file in (root / part).rglob("*.py")]
    calls = re.compile(r"(?:identify|introduce|claim|prove|verify|Inbound)\((?:[^()]|\([^()]*\))*?how=\"(\w+)\"", re.S)
    used = {how for file in files for how in calls.findall(file.read_text())}
    assert used >= {"call", "form", "help_centre", "said", "site"} and used <= set(KNOWN_BY)
