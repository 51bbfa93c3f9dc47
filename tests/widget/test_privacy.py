"""Attacks 22 and 34: a visitor sees their own conversations, never a note, never another customer's words."""

import hashlib
import hmac
import json
import time
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from channels.delivery import deliver_now
from channels.webchat.signed import Forged, user_in
from helpdesk import clock, customers
from helpdesk.customers import Customer, Identity
from helpdesk.db import db, transaction
from tests.widget.conftest import SECRET
from tickets import Message, Ticket, cancel, merge, note, open_ticket, receive, reply

CANARY = "CANARY-7f3a"


def ticket_of(number):
    db.session.rollback()
    db.session.expire_all()
    return db.session.get(Ticket, number)


def everything_of(visiting, number) -> str:
    """Every byte that this visitor can get about the conversation."""
    asked = ({}, {"since": 1}, {"before": 10**6}, {"since": 0, "before": 0})
    pages = [visiting.get(f"conversations/{number}.json", query_string=one).get_data(as_text=True) for one in asked]
    return "\n".join([*pages, visiting.get("start.json").get_data(as_text=True)])


def test_notes_never_appear(app, carols, ann):
    number = carols.opens("Is it back?")
    for _ in range(3):
        note(ticket_of(number), by=ann, text=f"{CANARY}: she always complains")
    assert CANARY not in everything_of(carols, number)
    assert carols.start()["conversations"][0]["preview"] == "Is it back?"


def test_an_answer_that_waits_or_was_taken_back_does_not_appear(app, carols, ann):
    number = carols.opens("Is it back?")
    later = clock.now() + timedelta(hours=1)
    waiting = reply(ticket_of(number), by=ann, text=f"{CANARY} tomorrow", due_at=later)
    gone = reply(ticket_of(number), by=ann, text=f"{CANARY} taken back", due_at=later)
    cancel(db.session.get(Message, gone.id), ticket_of(number), by=ann)
    assert CANARY not in everything_of(carols, number)
    assert waiting.id


@pytest.mark.parametrize(
    "path", ["conversations/{}.json", "conversations/{}.json?since=1", "conversations/{}.json?before=99"]
)
def test_eve_finds_nothing_at_carols_numbers(carols, eves, path):
    number = carols.opens(CANARY)
    own = eves.opens("Hello")
    there, nowhere = eves.get(path.format(number)), eves.get(path.format(999_999))
    assert there.status_code == nowhere.status_code == 404
    assert there.json == nowhere.json
    assert CANARY not in eves.get("start.json").get_data(as_text=True) and own != number


def test_eve_cannot_write_or_mark_in_carols_conversation(carols, eves, ann):
    number = carols.opens("Is it back?")
    message = reply(ticket_of(number), by=ann, text="It is.")
    assert eves.say("Let me in", ticket=number).status_code == 404
    assert eves.post(f"conversations/{number}/read", message_id=message.id).status_code == 404
    assert carols.sees(number) == ["Is it back?", "It is."]


@pytest.mark.parametrize(
    "header", ["", "Visitor", "Visitor ", "Visitor x", "Bearer {}", "Basic {}", "Visitor {}x", "Visitor {}\x00"]
)
def test_a_token_that_is_not_exactly_right_is_none(app, carols, header):
    number = carols.opens("Hello")
    headers = {"Authorization": header.format(carols.token)}
    assert app.test_client().get(f"/widget/shop-chat/conversations/{number}.json", headers=headers).status_code == 401


def test_a_token_of_one_chat_is_nothing_in_another(app, carols):
    from channels import Inbox
    from helpdesk.hot import insert

    with transaction():
        insert(Inbox(key="other-chat", name="Other", channel="webchat", settings={}))
    number = carols.opens("Hello")
    answer = app.test_client().get(
        f"/widget/other-chat/conversations/{number}.json", headers={"Authorization": f"Visitor {carols.token}"}
    )
    assert answer.status_code == 401


def test_tokens_lie_in_the_database_as_hashes_only(app, carols):
    from channels.webchat import Visitor

    row = db.session.scalar(select(Visitor))
    assert carols.token.encode() not in bytes(row.token_hash) + bytes(row.row_key)
    assert row.token_hash == hashlib.sha256(carols.token.encode()).digest()


def test_a_claimed_address_shows_no_history_and_merges_nothing(app, eves, ann):
    carol, address = customers.identify("email", "carol@example.com", verified=True, how="mail", name="Carol")
    with transaction():
        receive(open_ticket(carol, by=carol, subject=CANARY, identity=address), carol, text=CANARY)
    eves.put("visitor", name="Carol", email="carol@example.com")
    number = eves.opens("It is me", form={"name": "Carol", "email": "carol@example.com"})
    assert CANARY not in everything_of(eves, number)
    assert ticket_of(number).customer_id != carol.id
    assert (
        db.session.scalar(
            select(Identity).where(Identity.customer_id == ticket_of(number).customer_id, Identity.kind == "email")
        ).verified_at
        is None
    )


def test_a_signed_user_sees_earlier_conversations_on_another_device(browser_of, ann):
    phone, laptop = browser_of(), browser_of()
    phone.identify("4711", SECRET, name="Carol")
    number = phone.opens("From my phone")
    assert laptop.start()["conversations"] == []
    laptop.identify("4711", SECRET)
    assert laptop.sees(number) == ["From my phone"]
    assert laptop.opens("From my laptop", ticket=number) == number


@pytest.mark.parametrize(
    "forged",
    [
        {"hash": "0" * 64},
        {"hash": ""},
        {"hash": None},
        {"user_id": "4712"},
        {"user_id": "4711 "},
        {"user_id": ""},
        {"hash": "x"},
        {"hash": 7},
        {"user_id": ["4711"]},
        {"hash": "ü" * 64},
    ],
)
def test_a_forged_signature_is_refused(browser_of, eves, forged):
    carols = browser_of()
    carols.identify("4711", SECRET)
    carols.opens(CANARY)
    right = hmac.new(SECRET.encode(), b"4711", hashlib.sha256).hexdigest()
    answer = eves.put("identity", **{"user_id": "4711", "hash": right} | forged)
    if forged == {"user_id": "4711 "}:  # the same user, spelled with a space around: still the one who was signed
        assert answer.status_code == 200
        return
    assert answer.status_code in (403, 422)
    assert CANARY not in eves.get("start.json").get_data(as_text=True)


def test_without_a_secret_nobody_is_vouched_for(app, eves, chat):
    with transaction():
        row = db.session.get(type(chat), chat.id)
        row.settings = {**row.settings, "identity_secret": ""}
    empty = hmac.new(b"", b"4711", hashlib.sha256).hexdigest()
    assert eves.put("identity", user_id="4711", hash=empty).status_code == 403


def test_another_user_in_the_same_browser_begins_with_nothing(browser_of):
    shared = browser_of()
    shared.identify("4711", SECRET)
    number, before = shared.opens(CANARY), shared.token
    answer = shared.identify("4712", SECRET)
    assert answer.json["token"] and shared.token != before
    assert shared.start()["conversations"] == []
    assert shared.get(f"conversations/{number}.json").status_code == 404


def test_the_same_user_id_of_two_sites_can_be_two_people(app, browser_of, chat):
    from channels import Inbox
    from helpdesk.hot import insert

    with transaction():
        other = insert(
            Inbox(
                key="other-chat",
                name="Other",
                channel="webchat",
                settings={"identity_secret": SECRET, "user_ids": "other"},
            )
        )
    here, there = browser_of(), browser_of(inbox=other)
    here.identify("4711", SECRET)
    there.identify("4711", SECRET)
    one, two = ticket_of(here.opens("Here")), ticket_of(there.opens("There"))
    assert one.customer_id != two.customer_id


def one_customer_of(*numbers):
    """As if an agent had taken them for one person."""
    with transaction():
        first, *others = (db.session.get(Ticket, number) for number in numbers)
        for other in others:
            other.customer_id = first.customer_id


def test_after_a_wrong_merge_nobody_reads_the_others_words(app, carols, eves, ann):
    number, other = carols.opens(f"{CANARY} of carol"), eves.opens("I am eve")
    one_customer_of(number, other)
    merge(ticket_of(number), into=ticket_of(other), by=ann)
    reply(ticket_of(other), by=ann, text="To eve")
    assert eves.sees(other) == ["I am eve", "To eve"]
    assert carols.sees(number) == [f"{CANARY} of carol"]
    assert carols.opens("Still mine", ticket=number) == number
    assert carols.sees(number) == [f"{CANARY} of carol", "Still mine"]
    assert CANARY not in everything_of(eves, other)


def test_the_visitors_own_two_conversations_merge_into_one(app, carols, ann):
    first = carols.opens("One")
    carols.identify("4711", SECRET)
    second = carols.opens("Two")
    assert second != first
    one_customer_of(first, second)
    merge(ticket_of(first), into=ticket_of(second), by=ann)
    assert carols.sees(second) == carols.sees(first) == ["One", "Two"]
    assert [line["ticket"] for line in carols.start()["conversations"]] == [second]


def jwt(claims, secret=SECRET, header=None):
    import base64

    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=")

    signed = part(header or {"alg": "HS256", "typ": "JWT"}) + b"." + part(claims)
    signature = base64.urlsafe_b64encode(hmac.digest(secret.encode(), signed, hashlib.sha256)).rstrip(b"=")
    return (signed + b"." + signature).decode()


def test_a_jwt_vouches_until_it_expires():
    soon = int(time.time()) + 600
    assert user_in("4711", jwt({"user_id": "4711", "exp": soon}), SECRET, as_of=clock.now()) == "4711"
    assert user_in("4711", jwt({"sub": 4711, "exp": soon}), SECRET, as_of=clock.now()) == "4711"


@pytest.mark.parametrize(
    "token",
    [
        jwt({"user_id": "4711", "exp": 1}),
        jwt({"user_id": "4711"}),
        jwt({"user_id": "4711", "exp": "never"}),
        jwt({"user_id": "4711", "exp": True}),
        jwt({"user_id": "4712", "exp": 2**40}),
        jwt({"exp": 2**40}),
        jwt({"user_id": "4711", "exp": 2**40}, secret="another"),
        jwt([1]),
        jwt("4711"),
        "..",
        "a.b.c",
        "é.é.é",
        jwt({"user_id": "4711", "exp": 2**40}, header={"alg": "none"}),
        jwt({"user_id": "4711", "exp": 2**40}, header={"alg": "RS256"}),
        jwt({"user_id": "4711", "exp": 2**40}).rpartition(".")[0] + ".",
        jwt({"user_id": "4711", "exp": 2**40})[:-2],
        "x" * 5000 + ".y.z",
    ],
)
def test_a_jwt_that_does_not_hold_is_refused(token):
    with pytest.raises(Forged):
        user_in("4711", token, SECRET, as_of=clock.now())


def test_names_of_agents_are_first_names_and_nothing_more(app, carols, orders):
    from tests.support.cast import make_agent

    bob = make_agent("Robert", orders)
    with transaction():
        db.session.get(type(bob), bob.id).name = "Robert Hartley"
    number = carols.opens("Hello")
    message = reply(ticket_of(number), by=bob, text="Hello")
    deliver_now(ticket_of(number).inbox_id)
    said = everything_of(carols, number)
    assert "Robert" in said and "Hartley" not in said and bob.email not in said
    assert message.id


def test_the_customers_name_is_a_claim_that_never_renames_anybody(app, browser_of, carols):
    number = carols.opens("Hello", form={"name": "Carol"})
    carols.put("visitor", name="Somebody Else")
    assert db.session.get(Customer, ticket_of(number).customer_id).name == "Carol"


def test_a_visitor_of_the_past_is_asked_to_begin_again(app, chat):
    answer = app.test_client().get("/widget/shop-chat/start.json", headers={"Authorization": f"Visitor {uuid.uuid4()}"})
    assert answer.status_code == 401
