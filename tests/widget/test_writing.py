"""A visitor writes, and it becomes one ticket with one thread."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from helpdesk.customers import Customer
from helpdesk.db import db, transaction
from tickets import Message, Ticket, close, reply, solve


def ticket_of(number):
    db.session.rollback()
    return db.session.get(Ticket, number)


def test_the_first_words_open_a_ticket_in_the_team_of_the_chat(chat, carols, orders):
    number = carols.opens(
        "Is the blue cup back?",
        form={"name": "Carol", "email": ""},
        page={"url": "https://shop.example/cups", "title": "Cups"},
    )
    ticket = ticket_of(number)
    assert (ticket.channel, ticket.team_id, ticket.status) == ("webchat", orders.id, "new")
    assert db.session.get(Customer, ticket.customer_id).name == "Carol"
    message = db.session.scalar(select(Message).where(Message.ticket_id == number))
    assert (message.text, message.kind) == ("Is the blue cup back?", "inbound")
    assert message.envelope == {"page": {"url": "https://shop.example/cups", "title": "Cups"}}


def test_what_follows_goes_on_in_the_same_ticket(carols):
    first = carols.opens("One")
    assert carols.opens("Two") == first
    assert carols.opens("Three", ticket=first) == first
    assert carols.sees(first) == ["One", "Two", "Three"]


def test_a_message_sent_twice_is_one_message_and_gets_the_same_answer(carols):
    same = str(uuid.uuid4())
    first, again = carols.say("Once", client_id=same), carols.say("Once", client_id=same)
    assert first.json == again.json
    assert db.session.scalar(select(func.count(Message.id))) == 1


def test_ten_resends_at_once_are_one_message(app, carols):
    same = str(uuid.uuid4())

    def send(_):
        with app.app_context():
            return carols.say("Once", client_id=same)

    with ThreadPoolExecutor(10) as threads:
        answers = list(threads.map(send, range(10)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json["message"]["id"] for answer in answers}) == 1
    db.session.rollback()
    assert db.session.scalar(select(func.count(Message.id))) == 1


def test_another_visitor_may_use_the_same_client_id_and_learns_nothing(carols, eves):
    same = str(uuid.uuid4())
    carols.say("My card number is 4111", client_id=same)
    answer = eves.say("Hello", client_id=same)
    assert answer.json["message"]["text"] == "Hello"


def test_a_solved_conversation_opens_again_and_a_closed_one_is_followed(carols, ann):
    first = carols.opens("One")
    solve(ticket_of(first), by=ann)
    assert carols.reads(first)["ended"] is True
    assert carols.opens("Two") == first
    assert ticket_of(first).status == "open"
    close(ticket_of(first), by=ann)
    second = carols.opens("Three", ticket=first)
    assert second != first
    assert carols.sees(second) == ["Three"]


def test_an_answer_is_read_where_the_question_was_asked(carols, ann):
    number = carols.opens("Is it back?")
    reply(ticket_of(number), by=ann, text="It is.")
    page = carols.reads(number)
    assert [(m["from"], m["name"], m["text"]) for m in page["messages"]] == [
        ("customer", "", "Is it back?"),
        ("agent", "Ann", "It is."),
    ]
    assert page["fresh"] == page["messages"][1]["id"]
    assert carols.start()["conversations"][0] | {"last_message_at": 0, "last_id": 0} == {
        "ticket": number,
        "preview": "It is.",
        "unread": 1,
        "status": "open",
        "last_message_at": 0,
        "last_id": 0,
    }


def test_what_was_read_is_read(carols, ann, fresh):
    number = carols.opens("Is it back?")
    message = reply(ticket_of(number), by=ann, text="It is.")
    carols.post(f"conversations/{number}/read", message_id=message.id)
    assert fresh(message).state == "read"
    assert carols.start()["conversations"][0]["unread"] == 0


def test_the_visitor_sees_how_far_the_team_has_read(carols, ann):
    from tickets import mark_read

    number = carols.opens("Hello")
    assert carols.reads(number)["agent_read_id"] == 0
    mark_read(ticket_of(number), by=ann)
    assert carols.reads(number)["agent_read_id"] == carols.reads(number)["messages"][0]["id"]


def test_a_long_conversation_comes_in_pages_and_nothing_is_missing(app, carols, ann):
    number = carols.opens("0")
    with transaction():
        ticket = db.session.get(Ticket, number)
        for n in range(1, 120):
            reply(ticket, by=ann, text=str(n))
    page, seen = carols.reads(number), []
    while page:
        seen = [m["text"] for m in page["messages"]] + seen
        page = carols.reads(number, before=page["before"]) if page["before"] else None
    assert seen == [str(n) for n in range(120)]


def test_after_a_gap_everything_missed_comes_in_pieces(app, carols, ann):
    number = carols.opens("0")
    since = carols.reads(number)["last_id"]
    with transaction():
        ticket = db.session.get(Ticket, number)
        for n in range(1, 450):
            reply(ticket, by=ann, text=str(n))
    seen, more = {}, True
    while more:
        page = carols.reads(number, since=since)
        seen |= {m["id"]: m["text"] for m in page["messages"]}
        more, since = page["more"], max(since, page["last_id"])
    assert sorted(map(int, seen.values())) == list(range(450))


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"text": ""}, "empty"),
        ({"text": "   \n"}, "empty"),
        ({"text": "x" * 10_001}, "too_long"),
        ({"text": 7}, "invalid"),
        ({"client_id": "no uuid"}, "invalid"),
        ({"client_id": None}, "invalid"),
        ({"ticket": "1"}, "invalid"),
        ({"ticket": -1}, "invalid"),
        ({"ticket": 2**70}, "invalid"),
        ({"attachment_ids": "1"}, "invalid"),
        ({"attachment_ids": [True]}, "invalid"),
        ({"attachment_ids": list(range(1, 12))}, "too_many_files"),
        ({"attachment_ids": [123456]}, "no_such_file"),
        ({"form": {"email": "not an address"}}, "invalid_email"),
        ({"ticket": 999}, "not_found"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_plain_words_and_leaves_nothing(carols, body, code):
    answer = carols.say(**body)
    assert answer.status_code in (404, 422) and answer.json["error"] == code and answer.json["description"]
    db.session.rollback()
    assert db.session.scalar(select(func.count(Ticket.id))) == 0


def test_the_refusal_is_in_the_readers_language(carols):
    answer = carols.client.post(
        "/widget/shop-chat/messages",
        json={"text": ""},
        headers={"Authorization": f"Visitor {carols.token}", "Accept-Language": "zh"},
    )
    assert answer.json["description"] == "消息内容为空。"


@pytest.mark.parametrize(
    "text", ["a\x00b", "half \ud83d of a pair", "𝒳" * 10_000, "\u202eevil", "<script>alert(1)</script>"]
)
def test_any_words_are_kept_and_come_back(carols, text):
    number = carols.opens(text)
    [kept] = carols.sees(number)
    assert kept == text.encode("utf-8", "ignore").decode().replace("\x00", "")


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'"x"', b"[" * 30_000, b'{"text": ' + b"1" * 70_000 + b"}"])
def test_a_body_that_is_none_is_refused(carols, body):
    answer = carols.client.post(
        "/widget/shop-chat/messages",
        data=body,
        content_type="application/json",
        headers={"Authorization": f"Visitor {carols.token}"},
    )
    assert answer.status_code in (400, 413)
