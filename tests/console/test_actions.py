"""What the console changes: each action is a resource, carries what is said, and answers with the row as it is."""

import io
import uuid

import pytest
from sqlalchemy import select

from helpdesk.db import db
from helpdesk.hot import insert
from helpdesk.people import Agent
from tests.support.cast import make_team
from tests.support.pictures import PNG
from tickets import Link, Macro, SavedReply, Ticket, save_macro, save_reply


@pytest.fixture
def at(ann, ticket, as_agent):
    """at("put", "/status", {…}): ann does something with carol's ticket."""
    browser = as_agent(ann)

    def does(method, path, body=None, status=200):
        answer = browser.open(f"/console/tickets/{ticket.id}{path}", method=method.upper(), json=body or {})
        assert answer.status_code == status, answer.text
        return answer.json

    return does


def row_of(answer):
    return answer["ticket"]


def test_a_ticket_is_given_taken_and_put_back(at, ann, bob):
    assert row_of(at("put", "/assignee", {"agent_id": bob.id}))["assignee_id"] == bob.id
    assert row_of(at("put", "/assignee", {"agent_id": ann.id}))["assignee_id"] == ann.id
    assert row_of(at("put", "/assignee", {"agent_id": None}))["assignee_id"] is None
    at("put", "/assignee", {"agent_id": 999}, 422)
    at("put", "/assignee", {"agent_id": "1"}, 422)


def test_a_ticket_handed_to_a_foreign_team_is_answered_once_more_and_then_out_of_sight(at, app, orders):
    returns = make_team("Returns")
    assert row_of(at("put", "/team", {"team_id": returns.id}))["team_id"] == returns.id
    at("get", ".json", status=404)


@pytest.mark.parametrize(
    ("path", "body", "field", "value"),
    [
        ("/status", {"status": "pending"}, "status", "pending"),
        ("/priority", {"priority": "urgent"}, "priority", "urgent"),
        ("/type", {"type": "complaint"}, "type", "complaint"),
        ("/subject", {"subject": "Parcel 17 is late"}, "subject", "Parcel 17 is late"),
        ("/snooze", {"until": "2099-01-01T00:00:00Z"}, None, 422),
        ("/status", {"status": "lost"}, None, 422),
        ("/priority", {"priority": None}, None, 422),
        ("/subject", {"subject": ""}, None, 422),
        ("/subject", {"subject": "x" * 501}, None, 422),
        ("/subject", {"subject": "x\0"}, None, 422),
        ("/fields", {"unknown": 1}, None, 422),
    ],
)
def test_traits_change_or_are_refused_with_their_reason(at, path, body, field, value):
    if field is None:
        assert at("put", path, body, value)["description"]
    else:
        assert row_of(at("put", path, body))[field] == value


def test_tags_go_on_and_off(at):
    assert row_of(at("post", "/tags", {"tags": ["VIP", "退货"]}))["tags"] == ["vip", "退货"]
    assert row_of(at("delete", "/tags", {"tags": ["vip"]}))["tags"] == ["退货"]
    at("post", "/tags", {"tags": "vip"}, 422)


@pytest.mark.parametrize(("path", "flag"), [("/spam", "spam"), ("/trash", "trashed")])
def test_what_hides_a_ticket_can_be_undone(at, path, flag):
    assert row_of(at("put", path))[flag] is True
    assert row_of(at("delete", path))[flag] is False


def test_a_ticket_rests_until_its_time_and_can_be_woken(at):
    from datetime import UTC, datetime, timedelta

    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat(timespec="seconds")
    assert row_of(at("put", "/snooze", {"until": tomorrow}))["snoozed_until"]
    assert row_of(at("delete", "/snooze"))["snoozed_until"] is None


def test_reading_a_ticket_is_mine_alone(at, ticket, ann, bob, as_agent):
    assert row_of(at("put", "/read"))["unread"] is False
    assert as_agent(bob).get(f"/console/tickets/{ticket.id}.json").json["ticket"]["unread"] is True


def test_following_and_no_longer(at, ann):
    at("put", "/follow")
    assert at("get", ".json")["ticket"]["followers"] == [ann.id]
    at("delete", "/follow")
    assert at("get", ".json")["ticket"]["following"] is False


def test_a_draft_is_kept_for_its_writer_alone(at, ticket, bob, as_agent):
    at("put", "/draft", {"kind": "note", "text": "He called twice."})
    assert at("get", ".json")["ticket"]["draft"]["text"] == "He called twice."
    assert as_agent(bob).get(f"/console/tickets/{ticket.id}.json").json["ticket"]["draft"] is None
    at("delete", "/draft")
    assert at("get", ".json")["ticket"]["draft"] is None


def test_merged_and_taken_apart_again(at, opened, ticket):
    other = opened("And another parcel")
    answer = at("post", "/merge", {"into": other.id})
    assert row_of(answer)["merged_into"] == other.id
    assert answer["into"]["messages"] == 2
    assert row_of(at("delete", "/merge"))["merged_into"] is None


def test_split_into_a_ticket_of_its_own(at, ticket, carol):
    from tickets import receive

    second = receive(ticket, carol, text="And my invoice is wrong")
    answer = at("post", "/split", {"message_ids": [second.id], "subject": "Invoice"}, 201)
    assert (row_of(answer)["subject"], row_of(answer)["messages"]) == ("Invoice", 1)


def test_linked_and_unlinked(at, opened, as_agent, ann):
    other = opened("Same thing")
    at("post", "/links", {"ticket_id": other.id, "kind": "related"}, 201)
    [link] = at("get", ".json")["ticket"]["links"]
    assert link["ticket_id"] == other.id
    assert as_agent(ann).delete(f"/console/links/{link['id']}", json={}).status_code == 200
    assert db.session.scalar(select(Link.id)) is None
    at("post", "/links", {"ticket_id": other.id, "kind": "child"}, 201)
    assert [child["id"] for child in at("get", ".json")["ticket"]["children"]] == [other.id]


def test_what_lies_beyond_ones_sight_can_be_named_in_no_body(at, opened, app):
    foreign = opened("Not yours", team_id=make_team("Returns").id)
    at("post", "/merge", {"into": foreign.id}, 422)
    at("post", "/links", {"ticket_id": foreign.id}, 422)


def test_a_note_never_leaves_and_mentions_colleagues(at, bob):
    message = at("post", "/notes", {"text": "Look at this, Bob", "mentions": [bob.id, 999]}, 201)["message"]
    assert (message["kind"], message["state"]) == ("note", None)
    assert at("get", ".json")["events"][-1]["data"]["mentions"] == [bob.id]


def test_a_file_goes_with_one_message_of_its_owner_once(at, ann, bob, as_agent):
    sent = as_agent(ann).post("/console/attachments", data={"file": (io.BytesIO(PNG), "a.png")})
    assert sent.status_code == 201, sent.text
    file = sent.json["attachment"]
    assert as_agent(bob).get(file["url"]).status_code == 404
    message = at("post", "/replies", {"text": "", "attachment_ids": [file["id"]]}, 201)["message"]
    assert [one["name"] for one in message["attachments"]] == ["a.png"]
    assert as_agent(bob).get(file["url"]).status_code == 200
    at("post", "/notes", {"text": "again", "attachment_ids": [file["id"]]}, 422)


def test_a_reply_for_later_can_be_taken_back_into_the_composer(at, ann, as_agent):
    from datetime import UTC, datetime, timedelta

    later = (datetime.now(UTC) + timedelta(hours=1)).isoformat(timespec="seconds")
    message = at("post", "/replies", {"text": "Tomorrow then.", "send_at": later}, 201)["message"]
    assert message["state"] == "scheduled"
    browser = as_agent(ann)
    assert browser.delete(f"/console/replies/{message['id']}", json={}).json["draft"]["text"] == "Tomorrow then."
    assert browser.delete(f"/console/replies/{message['id']}", json={}).status_code == 409
    at("post", "/replies", {"text": "x", "send_at": "2001-01-01T00:00:00Z"}, 422)


def test_only_what_failed_is_tried_again(at, ann, as_agent):
    message = at("post", "/replies", {"text": "Hello", "client_id": str(uuid.uuid4())}, 201)["message"]
    assert as_agent(ann).post(f"/console/replies/{message['id']}/retry", json={}).status_code == 409


def test_of_one_that_may_have_arrived_the_agent_says_that_it_did(at, ann, ticket, as_agent):
    from channels.outgoing import Outgoing
    from helpdesk.db import transaction
    from tickets import Message, mark_delivery

    message = at("post", "/replies", {"text": "Hello"}, 201)["message"]
    browser = as_agent(ann)
    assert browser.post(f"/console/replies/{message['id']}/arrived", json={}).status_code == 409
    with transaction():
        mark_delivery(db.session.get(Message, message["id"]), "unsure", error="the line went dead")
        db.session.add(
            Outgoing(message_id=message["id"], ticket_id=ticket.id, inbox_id=make_inbox().id, state="unsure")
        )
    answer = browser.post(f"/console/replies/{message['id']}/arrived", json={})
    assert answer.json["message"]["state"] == "sent"
    assert browser.post(f"/console/replies/{message['id']}/retry", json={}).status_code == 409


def make_inbox():
    from channels import Inbox
    from helpdesk.db import transaction

    with transaction():
        return insert(Inbox(name="Mail", channel="email", key="mail"))


def test_saved_replies_are_filled_in_for_the_ticket(at, ann, ticket, as_agent):
    save_reply(title="Hello", text="Dear {{customer.name}}", by=ann)
    browser = as_agent(ann)
    [found] = browser.get("/console/saved_replies.json?q=hell").json["saved_replies"]
    assert found["text"] == "Dear {{customer.name}}"
    [shown] = browser.get(f"/console/saved_replies.json?q=hell&ticket={ticket.id}").json["saved_replies"]
    assert shown["text"] == "Dear Carol"
    assert browser.get("/console/saved_replies.json?ticket=987654").status_code == 404
    assert browser.get(f"/console/tickets/{ticket.id}/saved_replies/{found['id']}.json").json == {"text": "Dear Carol"}
    assert db.session.get(SavedReply, found["id"]).text == "Dear {{customer.name}}"


def test_a_macro_changes_the_ticket_and_begins_an_answer(at, ann, as_agent):
    save_macro(
        title_en="Late", changes={"priority": "high", "tags_add": ["late"]}, replies={"en": "We look into it."}, by=ann
    )
    [macro] = as_agent(ann).get("/console/macros.json").json["macros"]
    answer = at("post", f"/macros/{macro['id']}")
    assert (row_of(answer)["priority"], row_of(answer)["tags"]) == ("high", ["late"])
    assert (answer["draft_text"], answer["status_after"]) == ("We look into it.", None)
    assert db.session.get(Macro, macro["id"])


def test_many_are_changed_and_each_refusal_is_said(ann, opened, as_agent, app):
    mine, foreign = opened("One"), opened("Two", team_id=make_team("Returns").id)
    browser = as_agent(ann)
    answer = browser.post("/console/bulk", json={"ids": [mine.id, foreign.id], "set": {"priority": "low"}}).json
    assert answer["done"] == [mine.id]
    assert [one["id"] for one in answer["refused"]] == [foreign.id]
    assert db.session.get(Ticket, foreign.id).priority == "normal"
    for wrong in (
        {"ids": [mine.id], "set": {"tags_add": "x"}},
        {"ids": [mine.id], "set": {"created_at": 1}},
        {"ids": [], "set": {"priority": "low"}},
        {"ids": [mine.id], "set": {}},
        [],
        "x",
    ):
        assert browser.post("/console/bulk", json=wrong).status_code == 422


def test_an_agent_opens_a_ticket_by_writing_first(ann, as_agent, app):
    from channels import Inbox
    from helpdesk.db import transaction

    with transaction():
        inbox = insert(Inbox(name="Mail", channel="email", key="mail"))
    browser = as_agent(ann)
    body = {
        "subject": "Your order",
        "inbox_id": inbox.id,
        "text": "It is here.",
        "customer": {"name": "Dora", "email": "Dora@Example.com"},
    }
    answer = browser.post("/console/tickets", json=body)
    assert answer.status_code == 201, answer.text
    assert answer.json["ticket"]["assignee_id"] == ann.id
    assert answer.json["ticket"]["customer"]["name"] == "Dora"
    again = browser.post("/console/tickets", json=body).json["ticket"]["customer"]["id"]
    assert again == answer.json["ticket"]["customer"]["id"]
    assert browser.post("/console/tickets", json=body | {"inbox_id": 99}).status_code == 422
    assert browser.post("/console/tickets", json=body | {"customer": {"email": "nobody"}}).status_code == 422


def test_i_say_whether_i_am_here_and_how_i_like_it(ann, as_agent):
    browser = as_agent(ann)
    assert browser.put("/console/me/availability", json={"availability": "away"}).json["me"]["availability"] == "away"
    liked = {"language": "zh", "theme": "dark", "keys": False, "undo_seconds": 0}
    assert browser.put("/console/me/preferences", json=liked).json["me"].items() >= liked.items()
    for wrong in ({"theme": "pink"}, {"role": "admin"}, {"undo_seconds": 61}, {"undo_seconds": True}, {"agent": 1}):
        assert browser.put("/console/me/preferences", json=wrong).status_code == 422
    assert db.session.get(Agent, ann.id).role == "agent"
    assert browser.get("/console/tickets/999.json").json["description"] == "此内容不存在，或您无权查看。"
