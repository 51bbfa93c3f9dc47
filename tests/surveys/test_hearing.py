"""What a customer taps or types in the channel is a vote; what only looks like one stays a message."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from channels.delivery import deliver_now
from channels.surveys.meaning import meant
from helpdesk import clock
from helpdesk.db import db
from tests.surveys.conftest import change, follow, happened, pass_time, response_of
from tickets import Message, Ticket, reply, surveys
from tickets.surveys.shipped import SHIPPED

pytestmark = pytest.mark.both_databases

CSAT, NPS = SHIPPED["csat"]["questions"][0], SHIPPED["nps"]["questions"][0]


def count(kind="inbound"):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Message).where(Message.kind == kind))


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("5", 5),
        (" ５ ", 5),
        ("4分", 4),
        ("五", 5),
        ("两分", 2),
        ("3 stars", 3),
        ("⭐⭐⭐⭐", 4),
        ("2/5", 2),
        ("5 · Very happy", 5),
        ("1 · 非常不满意", 1),
        ("0", None),
        ("6", None),
        ("5 of them please", None),
        ("I have 5", None),
        ("", None),
    ],
)
def test_what_the_customer_means(words, figure):
    assert meant(CSAT, words, "en") == figure


def test_ten_and_nought_are_answers_to_the_question_of_ten():
    assert (meant(NPS, "10", "zh"), meant(NPS, "0", "zh"), meant(NPS, "11", "zh")) == (10, 0, None)


def test_a_figure_that_is_typed_is_a_vote_and_no_message(asked, says):
    before = count()
    says("v1", "4")
    response = response_of(_ticket(asked))
    assert (response.state, response.score, response.low) == ("answered", 4, False)
    assert count() == before and _ticket(asked).status == "solved"
    assert happened(_ticket(asked), "rated")[0] | {"response": 0} == {
        "response": 0,
        "score": 4,
        "was": None,
        "most": 5,
        "low": False,
        "kind": "csat",
        "survey": "csat",
        "how": "channel",
    }


def test_the_same_delivery_again_is_still_no_message_and_no_second_vote(asked, says):
    before = count()
    for _ in range(3):
        says("v1", "4")
    assert count() == before and len(happened(_ticket(asked), "rated")) == 1


def test_a_figure_after_somebody_asked_how_many_is_a_message(asked, says, ann):
    reply(_ticket(asked), by=ann, text="How many do you want?")
    before = count()
    says("v1", "4")
    assert count() == before + 1 and response_of(_ticket(asked)).state == "asked"


def test_words_are_a_message_and_open_the_ticket_again(asked, says):
    says("v1", "It came broken, what now?")
    assert _ticket(asked).status == "open" and response_of(_ticket(asked)).state == "asked"


def test_who_answers_low_is_asked_why_by_buttons_or_given_the_page(asked, says, pigeon, inbox):
    number, token, ticket_id = inbox.id, surveys.token_of(asked), asked.ticket_id
    says("v1", "1")
    follow()
    follow()  # what follows may follow twice
    deliver_now(number)
    said = [flight.text for flight in pigeon.flights[-1:]]
    assert "we are sorry" in said[0] and token in said[0]
    assert len([flight for flight in pigeon.flights if "we are sorry" in flight.text]) == 1
    assert response_of(db.session.get(Ticket, ticket_id)).low


def test_after_the_end_a_figure_is_a_message_again(asked, says):
    change(asked, expires_at=clock.now() - timedelta(minutes=1))
    before = count()
    says("v1", "4")
    assert count() == before + 1 and response_of(_ticket(asked)).score is None


def test_somebody_elses_figure_is_nobodys_vote(asked, says):
    says("v1", "4", sender="eve")
    assert response_of(_ticket(asked)).state == "asked"
    assert db.session.scalar(select(func.count()).select_from(Ticket)) == 2


def test_questions_that_can_be_tapped_are_asked_one_after_the_other(solved, says, inbox, pigeon):
    questions = [
        {"key": "score", "kind": "csat", "title": {"en": "How was it?", "zh": "如何？"}, "required": True},
        {
            "key": "again",
            "kind": "yes_no",
            "title": {"en": "May we call you?", "zh": "可以给您回电吗？"},
            "required": False,
            "when": {"question": "score", "op": "at_most", "value": 2},
        },
    ]
    change(surveys.survey_of("csat"), questions=questions)
    ticket = solved()
    pass_time(minutes=31)
    says("v1", "2")
    follow()
    deliver_now(inbox.id)
    assert pigeon.flights[-1].parts == [{"type": "buttons", "buttons": ["Yes", "No"]}]
    says("v2", "Yes")
    follow()
    deliver_now(inbox.id)
    assert response_of(ticket).answers == {"score": 2, "again": "yes"}
    assert "we are sorry" in pigeon.flights[-1].text and "/survey/" not in pigeon.flights[-1].text


def _ticket(response):
    db.session.rollback()
    return db.session.get(Ticket, response.ticket_id)
