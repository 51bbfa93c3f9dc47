"""The simulator's page: only in the demo, only for who is signed in, and everything it does goes the real way."""

import io

from sqlalchemy import select

from channels.arrival import Arrival
from channels.delivery import deliver_now
from channels.outgoing import Outgoing
from helpdesk.db import db
from tests.support import eventually
from tickets import Message, Ticket, reply


def carol_in(browser):
    made = browser.post("/simulator/email/people", json={"name": "Carol"})
    return made.json["person"]["id"]


def act(browser, person, **fields):
    return browser.post("/simulator/email/acts", data={"person": person, "what": "text", **fields})


def phone(browser, person):
    return browser.get(f"/simulator/email/phone.json?person={person}").json["entries"]


def inbound():
    db.session.rollback()
    return list(db.session.scalars(select(Message.text).where(Message.kind == "inbound").order_by(Message.at)))


def test_without_the_demo_there_is_nothing_at_this_address(client, as_agent, mia):
    for browser in (client, as_agent(mia)):
        for path in ("/simulator", "/simulator/start.json", "/simulator/email/phone.json"):
            assert browser.get(path).status_code == 404


def test_whoever_is_not_signed_in_is_sent_to_sign_in_and_told_nothing(client, inbox):
    assert client.get("/simulator").status_code == 302
    assert client.get("/simulator/start.json").status_code == 401
    assert client.get("/simulator/email/phone.json?person=x").status_code == 401


def test_another_site_cannot_make_a_customer_write(inbox, as_agent, ann):
    browser = as_agent(ann)
    person = carol_in(browser)
    del browser.environ_base["HTTP_X_CSRF_TOKEN"]
    assert act(browser, person, text="Forged").status_code == 400
    assert inbound() == []


def test_what_carol_writes_comes_in_and_the_answer_appears_on_her_phone(served, inbox, as_agent, ann):
    browser = as_agent(ann)
    person = carol_in(browser)
    assert act(browser, person, text="My teapot drips").json["statuses"] == [200]
    assert inbound() == ["My teapot drips"]
    reply(db.session.scalars(select(Ticket)).one(), by=ann, text="We send another.")
    row = db.session.scalars(select(Outgoing)).one()
    deliver_now(inbox.id, as_of=row.due_at)
    theirs, ours = phone(browser, person)
    assert (theirs["side"], theirs["data"]["state"]) == ("them", "delivered")
    assert ours["side"] == "us" and "We send another." in ours["data"]["text"]
    act(browser, person, text="Thank you")
    db.session.rollback()
    assert len(db.session.scalars(select(Ticket)).all()) == 1


def test_the_same_delivery_twice_is_one_message(served, inbox, as_agent, ann):
    browser = as_agent(ann)
    done = act(browser, carol_in(browser), text="Once", times="3")
    assert done.json["statuses"] == [200, 200, 200] and inbound() == ["Once"]


def test_what_arrives_backwards_stands_in_its_own_order(served, inbox, as_agent, ann):
    browser = as_agent(ann)
    done = act(browser, carol_in(browser), text="one\ntwo\nthree", backwards="1")
    assert done.json["statuses"] == [200, 200, 200]
    assert sorted(inbound()) == ["one", "three", "two"]


def test_a_bad_signature_is_refused_and_the_phone_says_so(served, inbox, as_agent, ann):
    browser = as_agent(ann)
    person = carol_in(browser)
    assert act(browser, person, text="Not me", spoil="1").json["statuses"] == [403]
    assert inbound() == [] and db.session.scalars(select(Arrival)).all() == []
    assert [entry["data"]["state"] for entry in phone(browser, person)] == ["failed"]


def test_ten_pictures_at_once_and_a_file_of_ones_own(served, inbox, as_agent, ann):
    browser = as_agent(ann)
    person = carol_in(browser)
    assert act(browser, person, what="picture", count="10").json["statuses"] == [200]  # one mail
    assert len(phone(browser, person)[-1]["data"]["files"]) == 10
    given = act(browser, person, what="file", text="The bill", files=(io.BytesIO(b"%PDF-"), "bill.pdf"))
    assert given.json["statuses"] == [200]
    (file,) = phone(browser, person)[-1]["data"]["files"]
    kept = browser.get(f"/simulator/email/files/{file['id']}")
    assert kept.data == b"%PDF-" and kept.headers["Content-Disposition"].startswith("attachment")


def test_a_file_that_could_run_is_only_saved(served, inbox, as_agent, ann):
    browser = as_agent(ann)
    person = carol_in(browser)
    act(browser, person, what="file", files=(io.BytesIO(b"<script>1</script>"), "page.html", "text/html"))
    (file,) = phone(browser, person)[0]["data"]["files"]
    kept = browser.get(f"/simulator/email/files/{file['id']}")
    assert kept.mimetype == "application/octet-stream" and "attachment" in kept.headers["Content-Disposition"]


def test_the_wire_shows_the_request_and_our_answer_with_secrets_masked(served, inbox, as_agent, ann):
    browser = as_agent(ann)
    act(browser, carol_in(browser), text="Hello")
    shown = browser.get("/simulator/email/wire.json").json
    assert [(one["kind"], one["to"], one["status"]) for one in shown["wire"]] == [("post", "/hooks/email", 200)]
    assert inbox.settings["post_secret"] not in str(shown)


def test_an_act_the_channel_does_not_know_is_refused_and_so_is_a_stranger(inbox, as_agent, ann):
    browser = as_agent(ann)
    person = carol_in(browser)
    assert act(browser, person, what="ring").status_code == 422
    assert act(browser, "nobody@example.com", text="Hello").status_code == 422
    assert browser.post("/simulator/email/people", json={"name": " "}).status_code == 422
    assert browser.post("/simulator/none/acts", data={}).status_code == 404


def test_trouble_stays_within_what_can_be(inbox, as_agent, ann):
    browser = as_agent(ann)
    assert browser.put("/simulator/email/trouble", json={"too_many": 0.3}).json["faults"]["too_many"] == 0.3
    for wrong in ({"too_many": 2}, {"broken": -1}, {"slow": 0.7, "broken": 0.7}, {"seconds": 4000}, {"slow": "often"}):
        assert browser.put("/simulator/email/trouble", json=wrong).status_code == 422
    assert browser.get("/simulator/email/people.json").json["faults"]["too_many"] == 0.3


def test_a_busy_day_writes_so_much_and_no_more(served, inbox, as_agent, ann):
    browser = as_agent(ann)
    carol_in(browser)
    assert browser.post("/simulator/day", json={"speed": 51, "total": 5}).status_code == 422
    assert browser.post("/simulator/day", json={"speed": 50, "total": 12}).status_code == 200
    day = eventually(lambda: (d := browser.get("/simulator/day.json").json["day"]) and d["done"] == 12 and d)
    assert day["refused"] == 0 and len(inbound()) == 12


def test_a_busy_day_can_be_stopped(served, inbox, as_agent, ann):
    browser = as_agent(ann)
    carol_in(browser)
    browser.post("/simulator/day", json={"speed": 1, "total": 2000})
    assert browser.post("/simulator/day", json={"speed": 1, "total": 10}).status_code == 409
    assert browser.delete("/simulator/day").json["day"]["running"] is None
