"""When a customer is asked, which way, and when they are left in peace."""

import random
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from channels import Outgoing
from channels.delivery import deliver_now
from channels.surveys.sending import send_due
from helpdesk import clock
from helpdesk.db import db
from helpdesk.events import Event
from tests.channels.pigeon import loft
from tests.support.at_once import at_once
from tests.support.killed import killed_after
from tests.surveys.conftest import change, happened, pass_time, response_of
from tickets import Message, Ticket, mark_spam, merge, open_ticket, receive, reopen, reply, solve, surveys
from tickets.surveys import Response
from tickets.surveys.occasion import ask_when_solved

pytestmark = pytest.mark.both_databases


def test_after_its_delay_a_solved_ticket_is_asked_about_in_its_own_channel(solved, pigeon, inbox):
    ticket = solved()
    pass_time(minutes=29)
    assert response_of(ticket).state == "planned"
    pass_time(minutes=31)
    response = response_of(ticket)
    assert response.state == "asked" and response.inbox_id == inbox.id
    deliver_now(inbox.id)
    sent = pigeon.flights[-1]
    assert "How satisfied are you" in sent.text and "1 (very unhappy) to 5" in sent.text
    faces = ["5 · Very happy", "4 · Happy", "3 · Neutral", "2 · Unhappy", "1 · Very unhappy"]
    assert sent.parts == [{"type": "buttons", "buttons": faces}]
    assert sent.is_auto and f"/survey/{surveys.token_of(response)}" in sent.text
    assert db.session.get(type(ticket), ticket.id).status == "solved"
    assert happened(ticket, "survey_asked")[0]["channel"] == "pigeon"


def test_the_link_is_the_customers_alone_and_stands_on_no_agents_screen(asked, as_agent, ann):
    shown = as_agent(ann).get(f"/console/tickets/{asked.ticket_id}.json").get_data(as_text=True)
    assert "How satisfied are you" in shown
    assert surveys.token_of(asked) not in shown and "/survey/" not in shown


def test_who_is_asked_by_hand_is_not_asked_a_second_time_by_itself(solved, ann):
    change(surveys.survey_of("nps"), rest_days=0)
    ticket = solved()
    by_itself = response_of(ticket).id
    by_hand = surveys.ask(db.session.get(Ticket, ticket.id), "nps", by=ann, now=True).id
    pass_time(minutes=31)
    db.session.rollback()
    assert [db.session.get(Response, one).state for one in (by_itself, by_hand)] == ["dropped", "asked"]


def test_what_is_planned_can_be_asked_at_once_but_not_twice(solved, ann):
    ticket = solved()
    planned = response_of(ticket).id
    csat, here = surveys.survey_of("csat"), db.session.get(Ticket, ticket.id)
    assert surveys.why_not(here, csat) == "asked_already" and surveys.why_not(here, csat, now=True) is None
    by_hand = surveys.ask(here, "csat", by=ann, now=True).id
    assert surveys.ask(db.session.get(Ticket, ticket.id), "csat", by=ann, now=True) is None
    pass_time(minutes=31)
    db.session.rollback()
    assert [db.session.get(Response, one).state for one in (planned, by_hand)] == ["dropped", "asked"]


def test_an_inbox_that_asks_nothing_asks_nothing(solved, inbox):
    ask_when_solved(inbox.id, None)
    assert response_of(solved()) is None


def test_a_ticket_that_nobody_answered_is_not_asked_about(says, ann, inbox):
    says("m1", "Buy now")
    ticket = db.session.scalar(select(Message)).ticket_id
    solve(_ticket(ticket), by=ann)
    assert response_of(_ticket(ticket)) is None


def test_what_is_opened_again_before_it_is_asked_is_not_asked_about(solved, ann):
    ticket = solved()
    reopen(ticket, by=ann)
    assert (response_of(ticket).state, response_of(ticket).why) == ("dropped", "ticket_reopened")
    pass_time(minutes=31)
    assert happened(ticket, "survey_asked") == []
    solve(ticket, by=ann)
    pass_time(minutes=31)
    assert response_of(ticket).state == "asked"


def test_spam_and_what_was_merged_away_is_not_asked_about(solved, ann, carol, orders):
    ticket = solved()
    mark_spam(ticket, by=ann)
    pass_time(minutes=31)
    assert response_of(ticket).state == "dropped"
    assert surveys.ask(ticket, "csat", by=ann) is None
    one, other = (open_ticket(carol, by=carol, team_id=orders.id) for _ in range(2))
    for each in (one, other):
        receive(each, carol, text="Hello")
    merge(one, into=other, by=ann)
    assert surveys.ask(one, "csat", by=ann) is None
    assert surveys.ask(other, "csat", by=ann) is not None


def test_a_customer_is_left_in_peace_for_the_days_of_the_survey(asked, solved, says, ann):
    ticket = _ticket(asked.ticket_id)
    says("again", "And where is the other one, please tell me?")
    solve(ticket, by=ann)
    assert len(happened(ticket, "survey_planned")) == 1
    change(asked, created_at=clock.now() - timedelta(days=20), state="expired")
    reopen(ticket, by=ann)
    solve(ticket, by=ann)
    assert len(happened(ticket, "survey_planned")) == 2


def test_ten_who_ask_at_once_ask_once(solved, inbox, ann, app):
    ask_when_solved(inbox.id, None)
    ticket = solved()
    number = ticket.id
    at_once(app, *[lambda: surveys.ask(_ticket(number), "csat", by=None)] * 10)
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Response)) == 1


def test_two_sweeps_at_once_send_one(solved, app):
    ticket = solved()
    at_once(app, *[lambda: pass_time(minutes=31)] * 4)
    db.session.rollback()
    assert len(happened(ticket, "survey_asked")) == 1


def test_it_is_sent_before_the_window_shuts(says, solved, inbox, app):
    swift = loft("swift", name="Swift")
    ask_when_solved(swift.id, surveys.survey_of("csat"))
    change(surveys.survey_of("csat"), delay_minutes=3 * 24 * 60)
    ticket = solved(key="swift-key")
    due = response_of(ticket).due_at
    assert timedelta(hours=23) < due - clock.now() < timedelta(hours=24)


def test_where_the_window_is_shut_it_goes_by_a_proven_address_or_not_at_all(solved, inbox, monkeypatch):
    swift = loft("swift", name="Swift")
    ask_when_solved(swift.id, surveys.survey_of("csat"))
    ticket = solved(key="swift-key")
    for message in db.session.scalars(select(Message).where(Message.ticket_id == ticket.id)):
        change(message, at=clock.now() - timedelta(days=3))
    pass_time(minutes=31)
    assert (response_of(ticket).state, response_of(ticket).why) == ("dropped", "no_way")


def test_with_too_few_buttons_the_figure_is_asked_for_in_words(says, solved, inbox):
    swift = loft("swift", name="Swift")
    ask_when_solved(swift.id, surveys.survey_of("csat"))
    ticket = solved(key="swift-key")
    pass_time(minutes=31)
    message = db.session.get(Message, response_of(ticket).message_id)
    assert message.envelope["parts"] == []


def test_one_reminder_and_then_the_end(asked):
    pass_time(hours=80)
    pass_time(hours=90)
    ticket = _ticket(asked.ticket_id)
    assert [data["reminder"] for data in happened(ticket, "survey_asked")] == [False, True]
    pass_time(days=15)
    assert response_of(ticket).state == "expired"
    assert len(happened(ticket, "survey_asked")) == 2


def test_a_tenth_of_the_tickets_is_about_a_tenth(app):
    from tickets.surveys.planning import _drawn

    drawn = [_drawn(number) < 10 for number in range(1, 5001)]
    assert 350 < sum(drawn) < 650
    assert drawn == [_drawn(number) < 10 for number in range(1, 5001)]


def test_it_speaks_the_customers_language(says, ann, inbox, pigeon):
    says("m1", "你好，我的包裹在哪里？已经等了三天了。")
    ticket = _ticket(db.session.scalar(select(Message.ticket_id)))
    from tickets import reply

    reply(ticket, by=ann, text="明天送到。")
    solve(ticket, by=ann)
    pass_time(minutes=31)
    deliver_now(inbox.id)
    assert "您对我们本次的服务满意吗？" in pigeon.flights[-1].text
    assert pigeon.flights[-1].parts[0]["buttons"][0] == "5 · 非常满意"
    assert db.session.scalar(select(func.count()).select_from(Outgoing)) == 2


def _ticket(number):
    from tickets import Ticket

    return db.session.get(Ticket, number)


def test_a_sender_that_is_killed_again_and_again_asks_everybody_once(says, ann, app):
    """Each in a process of its own that ends at once, in the middle of whatever it does."""
    for number in range(8):
        says(f"k{number}", "Where is my parcel?", sender=f"customer{number}")
        ticket = db.session.scalar(select(Ticket).order_by(Ticket.id.desc()))
        reply(ticket, by=ann, text="It comes tomorrow.")
        solve(ticket, by=ann)
    chance, later = random.Random(3), clock.now() + timedelta(minutes=31)
    for _ in range(10):
        killed_after(chance.uniform(0.0, 0.08), lambda: send_due(later))
    send_due(later)
    asked = db.session.scalars(select(Message.client_id).where(Message.client_id.like("survey-%-ask"))).all()
    assert len(asked) == len(set(asked)) == 8
    assert db.session.scalar(select(func.count()).select_from(Response).where(Response.state == "asked")) == 8
    assert db.session.scalar(select(func.count()).select_from(Event).where(Event.name == "survey_asked")) == 8
