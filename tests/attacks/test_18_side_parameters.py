"""Attack 18: whatever else a request names (a ticket, file, draft, link, way, view) is authorised by itself."""

import io

import pytest
from sqlalchemy import func, select

from channels import Inbox
from helpdesk.db import db, transaction
from helpdesk.events import Event
from helpdesk.hot import insert
from tests.support.cast import *  # noqa: F403
from tests.support.pictures import PNG
from tickets import Link, Message, Ticket, link, make_child, merge, note, save_draft, save_macro, save_reply


@pytest.fixture
def foreign(opened, returns):
    """A ticket of carol's in the team Returns, which ann is not in."""
    return opened("canary-7313", team_id=returns.id)


@pytest.fixture
def at(ann, ticket, as_agent):
    """at("post", "/merge", {…}): ann does something with carol's ticket in her own team; the answer."""
    browser = as_agent(ann)

    def does(method, path, body=None, of=None):
        address = path if path.startswith("/console") else f"/console/tickets/{(of or ticket).id}{path}"
        return browser.open(address, method=method.upper(), json=body or {})

    return does


@pytest.fixture
def untouched(foreign):
    """Nothing has happened to the foreign ticket while the test ran."""

    def state():
        db.session.rollback()
        row = db.session.get(Ticket, foreign.id, populate_existing=True)
        happened = db.session.scalar(select(func.count()).select_from(Event).where(Event.ticket_id == foreign.id))
        return row.version, row.merged_into_id, row.parent_id, row.message_count, happened

    before = state()
    yield
    assert state() == before


@pytest.mark.parametrize(("path", "name"), [("/merge", "into"), ("/links", "ticket_id")])
@pytest.mark.parametrize("kind", ["related", "child", "parent"])
def test_another_ticket(at, foreign, untouched, path, name, kind):
    hidden = at("post", path, {name: foreign.id, "kind": kind})
    absent = at("post", path, {name: 987_654, "kind": kind})
    assert (hidden.status_code, hidden.json) == (422, absent.json)
    assert db.session.scalar(select(Link.id)) is None


def test_the_ticket_that_another_was_merged_into(at, opened, foreign, sue):
    into = opened("Mine, and merged away")
    merge(into, into=foreign, by=sue)
    answer = at("post", "/merge", {"into": into.id})
    assert answer.status_code == 422
    assert "canary" not in answer.text
    assert at("delete", "/merge", of=into).status_code == 404
    assert db.session.get(Ticket, into.id).merged_into_id == foreign.id


def test_messages_of_another_thread(at, ticket, foreign, ann, untouched):
    note(ticket, by=ann, text="stays")
    for numbers in ([foreign.last_message_id], [ticket.last_message_id, foreign.last_message_id], [987_654]):
        answer = at("post", "/split", {"message_ids": numbers})
        assert (answer.status_code, answer.json["error"]) == (422, "other_thread")


def test_a_link_or_a_parent_whose_other_end_is_hidden(at, ticket, foreign, sue):
    one, other = link(ticket, foreign, by=sue), link(foreign, ticket, kind="follow_up", by=sue)
    make_child(ticket, of=foreign, by=sue)
    for row in (one, other):
        assert at("delete", f"/console/links/{row.id}").status_code == 404
    assert at("delete", "/parent").status_code == 404
    assert db.session.scalar(select(func.count()).select_from(Link)) == 2
    shown = at("get", ".json").text
    assert "canary" not in shown


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "solved"},
        {"trash": True},
        {"spam": True},
        {"tags_add": ["x"]},
        {"assignee_id": 1},
        {"team_id": 1},
        {"priority": "urgent"},
    ],
)
def test_many_tickets_with_foreign_ones_among_them(at, ticket, foreign, ann, orders, untouched, changes):
    changes = {name: {"assignee_id": ann.id, "team_id": orders.id}.get(name, value) for name, value in changes.items()}
    done = at("post", "/console/bulk", {"ids": [foreign.id, ticket.id, 987_654], "set": changes}).json
    assert done["done"] == [ticket.id]
    assert {one["description"] for one in done["refused"]} == {"There is no such ticket."}


def test_files_that_somebody_else_has_uploaded(at, eve, foreign, as_agent, untouched):
    theirs = [
        as_agent(eve).post("/console/attachments", data={"file": (io.BytesIO(PNG), "canary.png")}).json["attachment"]
        for _ in range(2)
    ]
    numbers = [one["id"] for one in theirs]
    for path, body in (("/replies", {"text": "x"}), ("/notes", {"text": "x"})):
        for number in (*numbers, 987_654):
            assert at("post", path, body | {"attachment_ids": [number]}).status_code == 422
    kept = at("put", "/draft", {"text": "x", "attachment_ids": numbers}).json["draft"]
    assert kept["attachments"] == []
    assert "canary" not in at("get", ".json").text
    assert db.session.scalar(select(func.count()).select_from(Message).where(Message.kind != "inbound")) == 0
    for one in theirs:
        assert at("get", one["url"]).status_code == 404


def test_somebody_elses_draft(at, bob, ticket, foreign, eve):
    save_draft(ticket, by=bob, text="canary-draft")
    save_draft(foreign, by=eve, text="canary-draft")
    assert at("delete", "/draft").status_code == 200
    assert at("put", "/draft", {"text": "mine"}, of=foreign).status_code == 404
    assert at("delete", "/draft", of=foreign).status_code == 404
    assert "canary" not in at("get", ".json").text


def test_ways_that_lead_to_somebody_else(at, ticket, foreign, opened, returns):
    from helpdesk.customers import identify

    stranger, identity = identify("email", "dave@example.com", verified=True, how="test", name="Dave")
    with transaction():
        inbox = insert(Inbox(name="Mail", channel="email", key="mail"))
    for way in ({"inbox_id": inbox.id, "identity_id": identity.id}, {"inbox_id": 987_654}):
        assert at("post", "/replies", {"text": "x", **way}).status_code == 422


def test_macros_and_saved_replies_of_somebody_else(at, bob):
    macro = save_macro(title_en="canary", changes={"status": "solved"}, by=bob, shared=False)
    saved = save_reply(title="canary", text="canary", by=bob, shared=False)
    assert at("post", f"/macros/{macro.id}").status_code == 404
    assert at("get", f"/saved_replies/{saved.id}.json").status_code == 404
    assert "canary" not in at("get", "/console/macros.json").text + at("get", "/console/saved_replies.json").text


def test_a_customer_out_of_sight(at, foreign, ann, returns, opened, app):
    from helpdesk.customers import identify

    hidden, _ = identify("email", "canary@example.com", verified=True, how="test", name="Canary")
    opened("Theirs", customer=hidden, team_id=returns.id)
    with transaction():
        inbox = insert(Inbox(name="Mail", channel="email", key="mail"))
    said = {"inbox_id": inbox.id, "text": "x", "kind": "note"}
    answers = [at("post", "/console/tickets", said | {"customer_id": number}) for number in (hidden.id, 987_654)]
    assert answers[0].status_code == 422
    assert answers[0].json == answers[1].json
    opened_here = at("post", "/console/tickets", said | {"customer": {"name": "X", "email": "canary@example.com"}})
    assert opened_here.status_code == 201
    shown = opened_here.json["ticket"]["customer"]
    assert (shown["name"], shown["id"] == hidden.id) == ("X", False)
    screen = at("get", f"/console/tickets/{opened_here.json['ticket']['id']}.json")
    assert "Canary" not in screen.text
    assert at("get", f"/console/customers/{hidden.id}.json").status_code == 404
    found = at("get", "/console/customers.json?q=canary@example.com").json["customers"]
    assert [one["id"] for one in found] == [shown["id"]]


@pytest.mark.parametrize("number", ["9223372036854775808", "9" * 400, "-1", "0"])
@pytest.mark.parametrize("asked", ["/templates.json?inbox_id=", "/console/saved_replies.json?ticket="])
def test_a_number_that_no_database_can_hold_names_nothing(at, asked, number):
    assert at("get", asked + number).status_code in (200, 404)
