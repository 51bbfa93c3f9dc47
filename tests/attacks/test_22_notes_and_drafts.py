"""Attack 22: what the team tells itself never reaches a customer, by whatever door; found by canaries."""

import pytest
from sqlalchemy import select

from channels import Inbox
from channels.outgoing import Outgoing
from helpdesk.db import db, transaction
from helpdesk.hot import insert
from tests.support.cast import *  # noqa: F403
from tickets import Message, Ticket, note, reply, save_draft

CANARIES = ("canary-note-7313", "canary-draft-7313", "canary-preview-7313")


@pytest.fixture
def chat(app, orders):
    with transaction():
        return insert(Inbox(name="Chat", channel="webchat", key="chat", team_id=orders.id))


@pytest.fixture
def visitor(app, chat):
    """visitor("get", "/start.json"): carol in the chat window."""
    client = app.test_client()
    origin = {"Origin": app.config["PUBLIC_URL"]}
    token = client.post("/widget/chat/visitors", json={}, headers=origin).json
    headers = origin | {"Authorization": f"Visitor {token.get('token') or token['visitor']['token']}"}

    def asks(method, path, body=None):
        answer = client.open(f"/widget/chat{path}", method=method.upper(), json=body, headers=headers)
        assert answer.status_code in (200, 201), answer.text
        return answer

    return asks


def test_the_chat_window_shows_answers_and_nothing_of_what_the_team_writes_to_itself(ann, visitor):
    number = visitor(
        "post", "/messages", {"text": "Hello", "client_id": "6a5b1c9e-0000-4000-8000-000000000001", "ticket": None}
    ).json["ticket"]
    ticket = db.session.get(Ticket, number if isinstance(number, int) else number["id"])
    note(ticket, by=ann, text=CANARIES[0])
    save_draft(ticket, by=ann, text=CANARIES[1])
    reply(db.session.get(Ticket, ticket.id), by=ann, text="It is on its way.")
    note(db.session.get(Ticket, ticket.id), by=ann, text=CANARIES[2])  # now the ticket's preview
    seen = [visitor("get", "/start.json").data, visitor("get", f"/conversations/{ticket.id}.json").data]
    assert b"It is on its way." in seen[1]
    assert not [canary for canary in CANARIES if any(canary.encode() in page for page in seen)]
    assert db.session.scalars(select(Message.kind).join(Outgoing, Outgoing.message_id == Message.id)).all() == ["reply"]


def test_a_draft_is_seen_by_nobody_but_its_writer_not_even_an_admin(ann, bob, mia, ticket, as_agent):
    save_draft(ticket, by=ann, text=CANARIES[1])
    for agent in (bob, mia):
        browser = as_agent(agent)
        pages = [f"/console/tickets/{ticket.id}.json", "/console/start.json", "/console/search.json?q=canary"]
        assert CANARIES[1] not in "".join(browser.get(page).text for page in pages)
