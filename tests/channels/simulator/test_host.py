"""The host of stand-ins: answers appear on the phone, what the customer does arrives, and trouble is as asked."""

import pytest
import requests
from sqlalchemy import select

from channels.delivery import deliver_now
from channels.outgoing import Outgoing
from channels.simulator import wires
from helpdesk.db import db
from tests.channels.standing import CAROL
from tests.support import eventually
from tests.support.cast import *  # noqa: F403
from tickets import Message, Ticket, reply

pytestmark = pytest.mark.usefixtures("orders")


def answer(ann, text):
    ticket = db.session.scalars(select(Ticket)).first()
    return reply(ticket, by=ann, text=text).id


def test_what_carol_writes_becomes_a_message_and_the_answer_appears_on_her_phone(a_courier, ann):
    assert [one.status_code for one in a_courier.write("Where is my parcel?")] == [200]
    answer(ann, "On its way.")
    deliver_now(a_courier.inbox.id)
    assert a_courier.shown() == ["On its way."]
    assert a_courier.counted("calls") == 1
    sent = db.session.scalars(select(Message).where(Message.kind == "reply")).one()
    eventually(lambda: db.session.rollback() or sent.state == "delivered")


def test_a_provider_that_is_asked_too_often_says_how_long_it_wants_to_rest(a_courier):
    a_courier.faults(too_many=1.0, retry_after=7)
    refused = requests.post(f"{a_courier.base}/send", timeout=30)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "7")
    requests.post(f"{a_courier.base}/send", timeout=30)
    assert a_courier.counted("too_many") == 2 and a_courier.counted("early") == 1


def test_a_hang_before_does_nothing_and_a_hang_after_has_done_it(a_courier, ann):
    a_courier.write("Hello?")
    for trouble, seen in (("hang_before", 0), ("hang_after", 1)):
        a_courier.faults(**{trouble: 1.0})
        answer(ann, trouble)
        deliver_now(a_courier.inbox.id)
        assert len(a_courier.shown()) == seen
    states = db.session.scalars(select(Outgoing.state).order_by(Outgoing.id)).all()
    assert states == ["unsure", "unsure"]


def test_a_spoilt_token_is_refused_by_the_stand_in_itself(a_courier, ann):
    a_courier.write("Hello?")
    a_courier.faults(bad_token=1.0)
    answer(ann, "Yes?")
    deliver_now(a_courier.inbox.id)
    row = db.session.scalars(select(Outgoing)).one()
    assert (row.state, row.error) == ("failed", "wrong token")


def test_the_same_key_is_shown_once(an_envoy):
    for _ in range(3):
        given = requests.post(
            f"{an_envoy.base}/send",
            json={"to": "carol", "text": "Once", "key": "k1"},
            timeout=30,
            headers={"Authorization": f"Bearer {an_envoy.settings['token']}"},
        )
        assert given.status_code == 200
    assert an_envoy.shown() == ["Once"]
    assert an_envoy.counted("shown") == 1 and an_envoy.counted("repeated") == 2


def test_trouble_can_be_repeated(a_courier):
    from channels.simulator.faults import Faults

    some = Faults(too_many=0.3, broken=0.1, hang_after=0.05, seed=7)
    draws = [some.which(n) for n in range(1, 2001)]
    assert draws == [some.which(n) for n in range(1, 2001)]
    assert draws != [Faults(too_many=0.3, broken=0.1, hang_after=0.05, seed=8).which(n) for n in range(1, 2001)]
    assert 500 < draws.count("too_many") < 700 and 60 < draws.count("hang_after") < 140


def test_the_wire_shows_what_went_over_it_without_its_secrets(a_courier, ann):
    a_courier.line.secrets = ["token"]
    a_courier.write("Hello")
    answer(ann, "Good day")
    deliver_now(a_courier.inbox.id)
    (call,) = [one for one in wires.last(a_courier.line) if one["kind"] == "call"]
    assert call["status"] == 200 and "Good day" in call["body"]
    assert a_courier.settings["token"] not in str(call)


def test_another_process_and_a_restart_find_the_phones_as_they_were(a_courier, standing, ann):
    a_courier.write("Hello")
    answer(ann, "Good day")
    deliver_now(a_courier.inbox.id)
    standing.rows.close()
    assert a_courier.shown(CAROL.id) == ["Good day"]


def test_a_real_inbox_has_no_stand_in(app, client, a_courier):
    assert client.post("/simulator/providers/courier/courier-key/send").status_code == 404
    assert client.post("/simulator/providers/telegram/none/send").status_code == 404


def test_what_a_provider_hands_out_from_our_own_address_can_run_nothing_there(a_courier):
    said = requests.get(f"{a_courier.base}/nothing", timeout=30).headers
    assert said["Content-Security-Policy"] == "default-src 'none'; sandbox"
