"""A call is one ticket with one message that goes on, whatever order its news comes in."""

import itertools
from datetime import timedelta

import pytest
from sqlalchemy import func, select

import routing
from channels import arriving
from channels.arrival import Arrival
from channels.calls import PhoneCall, end_forgotten, going_on, take_in
from channels.channel import Call, File, Request
from channels.inbox import Inbox
from helpdesk import clock, customers, people
from helpdesk.customers import Customer, Identity
from helpdesk.db import db, transaction
from helpdesk.people import Agent
from tests.channels.voice.conftest import CAROLS
from tests.support.at_once import at_once
from tickets import Attachment, Message, Ticket, merge, set_status, solve

RING = ("newCall", {})
BOB_ANSWERS = ("answer", {"user": "bob@demo.test"})
HANGUP = ("hangup", {"cause": "normalClearing", "duration": "187"})
MISSED = ("hangup", {"cause": "noAnswer"})


def count(model) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


def the(model):
    db.session.rollback()
    return db.session.scalars(select(model)).one()


def test_a_ringing_call_opens_a_ticket_of_the_customer_whose_number_it_is(cti, line, orders):
    known, _ = customers.identify("phone", CAROLS, verified=True, how="test", name="Carol")
    assert cti("newCall").status_code == 200
    ticket, message = the(Ticket), the(Message)
    assert (ticket.customer_id, ticket.channel, ticket.team_id) == (known.id, "voice", orders.id)
    assert (message.kind, message.state, message.author_kind) == ("call", "ringing", "customer")
    assert ticket.subject == "Call from +49 ****5678"


def test_while_it_rings_nobody_is_looked_for_and_nobody_waits(cti, bob):
    people.arrive(db.session.get(Agent, bob.id))
    cti("newCall")
    assert routing.hand_out() == 0
    assert the(Ticket).waiting_since is None
    assert the(Ticket).assignee_id is None
    cti("hangup", cause="noAnswer")
    assert the(Ticket).assignee_id == bob.id


def test_who_picks_up_has_the_ticket_and_the_length_is_kept(cti, bob):
    for event, said in (RING, BOB_ANSWERS):
        cti(event, **said)
    assert (the(Message).state, the(Ticket).assignee_id, the(Ticket).status) == ("talking", bob.id, "open")
    cti(HANGUP[0], **HANGUP[1])
    message = the(Message)
    assert (message.state, message.text) == ("ended", "Incoming call · 3:07")
    assert message.envelope["call"]["seconds"] == 187
    assert the(Ticket).waiting_since is None


@pytest.mark.parametrize("name", ["bob@demo.test", "217", "+4930217"])
def test_the_telephone_system_may_name_an_agent_by_address_extension_or_number(cti, bob, name):
    people.set_telephone(db.session.get(Agent, bob.id), phone="+4930217", extension="217")
    cti("newCall")
    cti("answer", user=name)
    assert the(Ticket).assignee_id == bob.id


def test_a_missed_call_waits_for_a_person(cti, line):
    cti("newCall")
    cti("hangup", cause="cancel")
    ticket = the(Ticket)
    assert the(Message).state == "missed"
    assert ticket.waiting_since is not None
    names = [event.name for event in _events(ticket)]
    assert "person_needed" in names


def test_every_order_of_the_same_news_ends_the_same(app, line, bob):
    news = [
        Call("c", "ringing", "in", CAROLS),
        Call("c", "answered", "in", CAROLS, agent="bob@demo.test"),
        Call("c", "ended", "in", CAROLS, cause="answered", seconds=60),
        Call("c", "ended", "in", CAROLS),
        Call("c", "recording", "in", CAROLS, files=[File("recording.mp3", "audio/mpeg", data=b"ID3")]),
    ]
    ends = set()
    for number, order in enumerate(itertools.permutations(news)):
        for one in order:
            copy = Call(**{**one.__dict__, "call_id": f"c{number}", "address": f"+49151{number:08d}"})
            take_in(line, copy)
        row = db.session.scalar(select(PhoneCall).order_by(PhoneCall.id.desc()).limit(1))
        message, ticket = db.session.get(Message, row.message_id), db.session.get(Ticket, row.ticket_id)
        ends.add(
            (row.state, message.state, message.text, ticket.assignee_id, ticket.waiting_since is None, len(row.files))
        )
    assert ends == {("ended", "ended", "Incoming call · 1:00", bob.id, True, 1)}
    assert count(Ticket) == count(Message) == count(Attachment) == 120


def test_a_state_never_goes_back(cti, bob):
    for event, said in (RING, BOB_ANSWERS, HANGUP, BOB_ANSWERS, RING, MISSED):
        cti(event, **said)
    assert the(Message).state == "ended"


def test_the_same_news_twice_is_no_news_and_keeps_no_second_request(cti, bob):
    for event, said in (RING, RING, BOB_ANSWERS, BOB_ANSWERS, HANGUP, HANGUP):
        assert cti(event, **said).status_code == 200
    assert (count(Ticket), count(Message), count(PhoneCall), count(Arrival)) == (1, 1, 1, 3)


def test_news_of_one_call_from_many_threads_is_one_call(app, line, bob):
    news = [
        Call("c", "ringing", "in", CAROLS),
        Call("c", "answered", "in", CAROLS, agent="bob@demo.test"),
        Call("c", "ended", "in", CAROLS, cause="answered", seconds=60),
    ] * 4
    number = line.id

    def tell(call):
        # As the webhook does: what two processes met at the same moment is looked at again.
        arriving.take_in(db.session.get(Inbox, number), Request("POST", "", {}, {}, b""), [call])

    outcomes = at_once(app, *[lambda call=call: tell(call) for call in news])
    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert (count(Ticket), count(Message), the(PhoneCall).state) == (1, 1, "ended")


def test_who_tries_again_continues_the_open_ticket_and_calling_back_belongs_to_it(cti, ann):
    for number in ("1", "2", "3"):
        cti("newCall", number)
        cti("hangup", number, cause="noAnswer")
    cti("newCall", "back", direction="out", user="ann@demo.test")
    cti("answer", "back", direction="out", user="ann@demo.test")
    cti("hangup", "back", direction="out", cause="normalClearing", duration="30")
    assert (count(Ticket), count(Message)) == (1, 4)
    assert the(Ticket).waiting_since is None
    last = db.session.scalar(select(Message).order_by(Message.id.desc()).limit(1))
    assert (last.author_kind, last.author_id, last.text) == ("agent", ann.id, "Outgoing call · 0:30")


def test_what_is_solved_or_old_or_somebody_elses_is_another_matter(cti, line, ann):
    cti("newCall", "1")
    solve(the(Ticket), by=ann)
    cti("newCall", "2")
    cti("newCall", "3", number="+4915199999999")
    assert count(Ticket) == 3
    with transaction():
        for ticket in db.session.scalars(select(Ticket)):
            ticket.last_message_at = clock.now() - timedelta(days=4)
    cti("newCall", "4")
    assert count(Ticket) == 4


def test_a_ticket_merged_away_is_continued_where_it_went(cti, opened, ann):
    customer, _ = customers.identify("phone", CAROLS, verified=True, how="test", name="Carol")
    cti("newCall", "1")
    kept = opened("By mail", customer=customer)
    merge(db.session.scalar(select(Ticket).where(Ticket.channel == "voice")), into=kept, by=ann)
    cti("newCall", "2")
    assert db.session.scalar(select(Message.ticket_id).order_by(Message.id.desc()).limit(1)) == kept.id


def test_a_waiting_ticket_opens_again_when_its_customer_calls(cti, ann):
    cti("newCall", "1")
    set_status(the(Ticket), "pending", by=ann)
    cti("newCall", "2")
    assert the(Ticket).status == "open"


@pytest.mark.parametrize("number", ["", "anonymous", "+266696687"])
def test_a_withheld_number_is_somebody_new_each_time(cti, number):
    for call in ("1", "2"):
        cti("newCall", call, number=number)
    assert (count(Ticket), count(Customer)) == (2, 2)
    assert {c.name for c in db.session.scalars(select(Customer))} == {"Withheld number"}
    assert {i.kind for i in db.session.scalars(select(Identity))} == {"withheld"}


def test_a_number_without_a_country_is_read_in_that_of_the_line(cti):
    cti("newCall", number="0151 12345678")
    assert the(Identity).value == CAROLS


def test_an_internal_line_is_kept_by_its_name(cti):
    cti("newCall", number="lift-3")
    assert (the(Identity).kind, the(Identity).value) == ("line", "lift-3")


def test_an_agent_who_was_there_before_keeps_the_ticket_and_the_speaker_follows(cti, ann, bob):
    from tickets import Follower, assign

    cti("newCall", "1")
    cti("hangup", "1", cause="noAnswer")
    assign(the(Ticket), to=db.session.get(Agent, ann.id), by=db.session.get(Agent, ann.id))
    cti("newCall", "2")
    cti("answer", "2", user="bob@demo.test")
    assert the(Ticket).assignee_id == ann.id
    assert bob.id in set(db.session.scalars(select(Follower.agent_id)))


def test_what_goes_on_is_known_and_what_nobody_ended_fades(cti):
    cti("newCall")
    assert [call.state for call in going_on()] == ["ringing"]
    assert going_on(clock.now() + timedelta(hours=5)) == []
    cti("hangup")
    assert going_on() == []


def test_a_call_whose_end_is_never_told_is_missed_after_ten_minutes_and_what_comes_late_still_counts(cti, bob):
    cti("newCall")
    assert end_forgotten(clock.now() + timedelta(minutes=9)) == 0
    assert end_forgotten(clock.now() + timedelta(minutes=11)) == 1
    assert (the(Message).state, the(Ticket).waiting_since is None) == ("missed", False)
    assert end_forgotten(clock.now() + timedelta(hours=9)) == 0
    for event, said in (BOB_ANSWERS, HANGUP):
        cti(event, **said)
    assert (the(Message).state, the(Ticket).assignee_id, the(Ticket).waiting_since) == ("ended", bob.id, None)


def test_an_answer_in_writing_is_refused_in_plain_words(app, line):
    from channels.channel import Outbound, Refused
    from channels.register import adapter_of

    with pytest.raises(Refused, match="call back"):
        adapter_of(line).send(Outbound("k", 1, 1, "phone", CAROLS, "Hello"), line.settings)


def _events(ticket):
    from helpdesk.events import Event

    return db.session.scalars(select(Event).where(Event.ticket_id == ticket.id).order_by(Event.id)).all()
