"""A day after carol's last message ann can send her only what WhatsApp has approved; or write by another channel."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from channels.delivery import deliver_now
from helpdesk import clock, customers
from helpdesk.db import db, transaction
from tests.channels.whatsapp.conftest import CAROL
from tests.support.pictures import PNG
from tickets import Message, Ticket
from tickets.uploading import upload


@pytest.fixture
def ticket(whatsapp) -> int:
    """Carol wrote 25 hours ago."""
    whatsapp.write("Where is my kettle?", person=CAROL)
    with transaction():
        db.session.execute(update(Message).values(at=clock.now() - timedelta(hours=25)))
    return db.session.scalar(select(Ticket.id))


@pytest.fixture
def desk(as_agent, ann):
    return as_agent(ann)


def test_free_words_are_refused_with_the_reason(ticket, desk):
    said = desk.post(f"/console/tickets/{ticket}/replies", json={"text": "It is on its way."})
    assert (said.status_code, said.json["error"]) == (422, "window_over")
    way = desk.get(f"/console/tickets/{ticket}.json").json["ticket"]["send_on"][0]
    assert (way["closed"], way["after"], way["address"]) == ("window_over", "template", "+1 ****0100")


def test_an_approved_template_is_chosen_filled_and_read(ticket, desk, whatsapp):
    asked = {"inbox_id": whatsapp.inbox.id}
    assert desk.get(f"/console/tickets/{ticket}/templates.json?inbox_id={whatsapp.inbox.id}").json["templates"] == []
    found = desk.post(f"/console/tickets/{ticket}/templates", json=asked).json["templates"]
    template = next(one for one in found if one["name"] == "may_we_write")
    chosen = {"name": template["name"], "language": template["language"], "values": ["Carol"]}
    sent = desk.post(f"/console/tickets/{ticket}/replies", json={"template": chosen})
    assert sent.status_code == 201 and "Carol" in sent.json["message"]["text"]
    deliver_now(whatsapp.inbox.id)
    assert db.session.scalar(select(Message.state).where(Message.kind == "reply")) in ("sent", "delivered", "read")
    assert any("Carol" in text for text in whatsapp.shown(CAROL.id))


def test_a_template_nobody_has_approved_and_a_gap_left_open_are_refused(ticket, desk, whatsapp):
    desk.post(f"/console/tickets/{ticket}/templates", json={"inbox_id": whatsapp.inbox.id})
    for chosen in (
        {"name": "made_up", "language": "en", "values": []},
        {"name": "may_we_write", "language": "en", "values": [" "]},
    ):
        said = desk.post(f"/console/tickets/{ticket}/replies", json={"template": chosen})
        assert (said.status_code, said.json["error"]) == (422, "bad_template")


def test_a_template_with_a_picture_asks_for_its_address(ticket, desk, whatsapp):
    found = desk.post(f"/console/tickets/{ticket}/templates", json={"inbox_id": whatsapp.inbox.id}).json["templates"]
    assert next(one for one in found if one["name"] == "autumn_teas")["names"] == ["picture_link"]
    chosen = {"name": "autumn_teas", "language": "en", "values": ["https://songtide.test/autumn.jpg"]}
    assert desk.post(f"/console/tickets/{ticket}/replies", json={"template": chosen}).status_code == 201
    deliver_now(whatsapp.inbox.id)
    assert whatsapp.shown(CAROL.id)[-1] == "https://songtide.test/autumn.jpg\nThe teas of autumn are here."


def test_a_picture_from_this_computer_stands_in_the_head_as_well(ticket, desk, whatsapp, ann):
    desk.post(f"/console/tickets/{ticket}/templates", json={"inbox_id": whatsapp.inbox.id})
    chosen = {"name": "autumn_teas", "language": "en", "values": ["autumn.png"]}
    for name, data, state in (("autumn.png", PNG, "sent"), ("autumn.pdf", b"%PDF-1.4", "failed")):
        file = upload(filename=name, content_type="", data=data, by_kind="agent", by_id=ann.id)
        body = {"template": chosen, "attachment_ids": [file.id]}
        said = desk.post(f"/console/tickets/{ticket}/replies", json=body)
        deliver_now(whatsapp.inbox.id)
        assert db.session.get(Message, said.json["message"]["id"], populate_existing=True).state == state
    shown = [entry["data"] for entry in whatsapp.screen(CAROL.id) if entry["side"] == "us"][-1]
    assert ([file["filename"] for file in shown["files"]], shown["text"]) == (
        ["autumn.png"],
        "The teas of autumn are here.",
    )


def test_an_address_that_nobody_could_fetch_is_refused_with_the_reason(ticket, desk, whatsapp):
    desk.post(f"/console/tickets/{ticket}/templates", json={"inbox_id": whatsapp.inbox.id})
    chosen = {"name": "autumn_teas", "language": "en", "values": ["autumn.jpg"]}
    desk.post(f"/console/tickets/{ticket}/replies", json={"template": chosen})
    deliver_now(whatsapp.inbox.id)
    state, error = db.session.execute(select(Message.state, Message.error).where(Message.kind == "reply")).one()
    assert state == "failed" and "https address" in error


def test_when_carol_writes_the_window_is_open_again(ticket, desk, whatsapp):
    whatsapp.write("Hello?", person=CAROL)
    assert desk.post(f"/console/tickets/{ticket}/replies", json={"text": "Here we are."}).status_code == 201


def test_another_way_to_carol_is_offered(ticket, desk, provider):
    mail = provider("email")
    carol = db.session.get(customers.Customer, db.session.get(Ticket, ticket).customer_id)
    customers.prove(carol, "email", "carol@example.com", how="mail")
    ways = desk.get(f"/console/tickets/{ticket}.json").json["ticket"]["send_on"]
    other = next(way for way in ways if way["inbox_id"] == mail.inbox.id)
    assert (other["closed"], other["address"]) == (None, "c***@example.com")
    body = {"text": "By mail, then.", "inbox_id": other["inbox_id"], "identity_id": other["identity_id"]}
    assert desk.post(f"/console/tickets/{ticket}/replies", json=body).status_code == 201
