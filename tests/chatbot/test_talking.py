"""What the bot says, and when it says nothing more: with real articles, in both languages."""

import pytest
from sqlalchemy import func, select

import tickets
from chatbot.answering import TRIES, act, answer
from chatbot.events import BOT_SUGGESTED, BOT_TOOK
from chatbot.situation import situation_of
from chatbot.taking import forget_bots
from chatbot.thinking import think
from chatbot.turn import Turn
from helpdesk import clock, people
from helpdesk.db import db, transaction
from helpdesk.events import Event
from knowledge_base.gap import Gap, GapCase
from routing import queue
from tests.support.cast import signed_in
from tickets import Message, Ticket
from tickets.events import PERSON_NEEDED

pytestmark = pytest.mark.both_databases


def events_of(ticket):
    return db.session.scalars(select(Event.name).where(Event.ticket_id == ticket.id).order_by(Event.id)).all()


def notes_of(ticket):
    return db.session.scalars(
        select(Message.text).where(Message.ticket_id == ticket.id, Message.kind == "note").order_by(Message.id)
    ).all()


def titles_of(ticket):
    last = db.session.scalar(
        select(Message)
        .where(Message.ticket_id == ticket.id, Message.author_kind == "bot", Message.kind == "reply")
        .order_by(Message.id.desc())
    )
    return [t for part in (last.envelope or {}).get("parts", []) for t in part["buttons"]]


def test_without_a_bot_a_person_is_called_at_once(app, orders, shop, writes, bot_on):
    inbox, bot = bot_on()
    with transaction():
        bot.enabled = False
    forget_bots()
    ticket = writes(inbox, "How long does delivery take?")
    assert ticket.bot_since is None
    assert PERSON_NEEDED in events_of(ticket)


def test_the_bot_answers_from_an_article_names_it_and_says_what_it_is(app, shop, asks, bot_on):
    inbox, _ = bot_on(name_en="Tide")
    ticket, said = asks(inbox, "how long does delivery take")
    assert "I am Tide, a bot." in said
    assert "leave the same day" in said
    assert "“How long does delivery take?”: http://127.0.0.1:8000/help/en/articles/" in said
    assert titles_of(ticket) == ["Yes, thank you", "No", "Speak to a person"]
    assert (ticket.status, ticket.waiting_since) == ("pending", None)
    assert BOT_TOOK in events_of(ticket) and PERSON_NEEDED not in events_of(ticket)


@pytest.mark.parametrize("question", ["多久能送到", "多久能送到？請問", "请问什么时候发货"])
def test_it_answers_in_chinese_of_either_script(app, shop, asks, bot_on, question):
    inbox, _ = bot_on(name_zh="小潮")
    _, said = asks(inbox, question)
    assert "两到四天送达" in said
    assert ("機器人小潮" if "請" in question else "机器人小潮") in said


def test_it_says_once_that_it_is_a_bot(app, shop, asks, bot_on):
    inbox, _ = bot_on(name_en="Tide")
    asks(inbox, "how long does delivery take")
    _, said = asks(inbox, "can I pay with paypal")
    assert "a bot" not in said and "PayPal" in said


def test_a_helped_customer_has_solved_it_and_the_answer_counts_as_right(app, shop, asks, bot_on):
    inbox, _ = bot_on()
    asks(inbox, "how long does delivery take")
    ticket, said = asks(inbox, "Yes, thank you")
    assert ticket.status == "solved" and "Good to hear" in said
    assert db.session.scalars(select(Turn.verdict).order_by(Turn.id)).all() == ["right", None]


def test_an_answer_that_did_not_help_ends_with_a_person_who_sees_what_was_tried(app, shop, asks, bot_on, ann):
    inbox, _ = bot_on()
    asks(inbox, "how long does delivery take")
    ticket, said = asks(inbox, "No")
    assert "did not help" in said and "passing you on" in said
    [note] = notes_of(ticket)
    assert (
        "“how long does delivery take”" in note
        and "answered with “How long does delivery take?” (did not help)" in note
    )
    assert ticket.bot_since is None and PERSON_NEEDED in events_of(ticket)
    case = db.session.scalars(select(GapCase)).one()
    assert (case.why, case.where, case.ticket_id) == ("not_helpful", "bot", ticket.id)


def test_what_nothing_answers_goes_to_a_person_and_is_kept_as_a_gap(app, shop, asks, bot_on):
    inbox, _ = bot_on()
    ticket, said = asks(inbox, "Do you repair antique clocks in Vienna?")
    assert "passing you on to a colleague" in said and "Nobody is at the desk" in said
    assert ticket.waiting_since is not None, "they still wait for an answer"
    assert ticket.status in ("new", "open")
    assert db.session.scalars(select(Gap.text)).one() == "Do you repair antique clocks in Vienna?"


def test_the_note_is_in_the_language_of_the_team(app, shop, asks, bot_on, ann):
    with transaction():
        ann.language = "zh"
    inbox, _ = bot_on()
    ticket, _ = asks(inbox, "I want to speak to a human")
    assert notes_of(ticket)[0].startswith("“I want to speak to a human” — 客户要求人工服务。")


def test_who_opens_the_ticket_reads_the_note_in_their_own_language(app, shop, asks, bot_on, ann, as_agent):
    inbox, _ = bot_on()
    ticket, _ = asks(inbox, "I want to speak to a human")
    messages = as_agent(ann).get(f"/console/tickets/{ticket.id}.json").json["messages"]
    [note] = [message for message in messages if message["kind"] == "note"]
    assert note["said"]["zh"].startswith("“I want to speak to a human” — 客户要求人工服务。")
    assert note["said"]["en"] == note["text"]
    assert {message["said"] for message in messages if message["kind"] != "note"} == {None}


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("转人工", "好的，正在为您转接人工客服。"),
        ("can I talk to a real person", "Of course."),
        ("你们是骗子", "非常抱歉"),
    ],
)
def test_whoever_wants_a_person_or_is_angry_gets_one(app, shop, asks, bot_on, said, answered):
    inbox, _ = bot_on()
    ticket, words = asks(inbox, said)
    assert answered in words
    assert PERSON_NEEDED in events_of(ticket)
    assert ticket.priority == ("high" if "骗子" in said else "normal")


def test_the_same_answer_is_never_given_twice(app, shop, asks, bot_on):
    inbox, _ = bot_on()
    asks(inbox, "how long does delivery take")
    ticket, said = asks(inbox, "How long does delivery take?")
    assert "leave the same day" not in said
    assert PERSON_NEEDED in events_of(ticket)


def test_of_several_likely_ones_it_lets_choose_by_words_or_number(app, shop, asks, bot_on):
    inbox, _ = bot_on()
    ticket, said = asks(inbox, "how do I pay for delivery")
    offered = titles_of(ticket)
    assert "Do you mean one of these?" in said and offered[-1] == "None of these"
    ticket, said = asks(inbox, "2")
    assert offered[1] in said
    assert db.session.scalars(select(Turn.band).order_by(Turn.id)).all() == ["did_you_mean", "answer"]


def test_after_a_person_has_spoken_it_is_silent(app, shop, writes, bot_on, ann, talk_of):
    inbox, _ = bot_on()
    ticket = writes(inbox, "how long does delivery take")
    tickets.reply(ticket, by=ann, text="Two days")
    answer(ticket.id)
    writes(inbox, "can I pay with paypal")
    answer(ticket.id)
    assert db.session.scalar(select(func.count()).where(Message.author_kind == "bot")) == 0
    assert talk_of(ticket).state == "stopped" and ticket.bot_since is None


def test_who_arrives_while_the_bot_thinks_is_given_what_waits_for_a_person_and_not_the_bots(
    app, shop, writes, bot_on, ann
):
    inbox, bot = bot_on()
    its_own = writes(inbox, "how long does delivery take")
    with transaction():
        bot.enabled = False
    forget_bots()
    for_a_person = writes(inbox, "hello?", address="visitor-2")
    assert queue.place_of(for_a_person) == 1
    people.arrive(ann)
    db.session.expire_all()
    assert for_a_person.assignee_id == ann.id and its_own.assignee_id is None


def test_an_agent_who_answers_while_the_bot_thinks_is_the_only_one_heard(app, shop, writes, bot_on, ann):
    inbox, _ = bot_on()
    ticket = writes(inbox, "how long does delivery take")
    now = situation_of(ticket.id)
    move = think(now)
    tickets.reply(ticket, by=ann, text="Two days")
    assert act(now, move) is None
    assert db.session.scalars(select(Message.author_kind).where(Message.kind == "reply")).all() == ["agent"]


def test_an_agent_who_has_not_seen_the_bots_answer_is_told_of_it(app, shop, asks, bot_on, ann):
    inbox, _ = bot_on()
    ticket, _ = asks(inbox, "how long does delivery take")
    first = db.session.scalar(select(func.min(Message.id)).where(Message.ticket_id == ticket.id))
    with pytest.raises(tickets.AnsweredMeanwhile):
        tickets.reply(ticket, by=ann, text="Two days", seen=first)


def test_what_is_written_while_it_thinks_is_answered_instead(app, shop, writes, asks, bot_on):
    inbox, _ = bot_on()
    ticket = writes(inbox, "how long does delivery take")
    now = situation_of(ticket.id)
    move = think(now)
    _, said = asks(inbox, "can I pay with paypal")
    assert act(now, move) is None
    assert "PayPal" in said
    assert db.session.scalar(select(func.count()).where(Message.author_kind == "bot")) == 1


def test_a_bot_switched_off_in_between_leaves_nobody_without_an_answer(app, shop, writes, bot_on):
    inbox, bot = bot_on()
    ticket = writes(inbox, "how long does delivery take")
    with transaction():
        bot.enabled = False
    forget_bots()
    ticket = writes(inbox, "hello?")
    assert ticket.bot_since is None and PERSON_NEEDED in events_of(ticket)


def test_outside_of_its_hours_it_takes_nothing(app, shop, writes, bot_on):
    never = [[["00:00", "00:01"]] if day != clock.now().weekday() else [] for day in range(7)]
    inbox, _ = bot_on(hours={"zone": "UTC", "days": never})
    assert writes(inbox, "how long does delivery take").bot_since is None


def test_by_mail_it_suggests_and_the_agent_answers(app, shop, asks, bot_on):
    inbox, _ = bot_on("email")
    ticket, said = asks(inbox, "how long does delivery take", subject="Delivery")
    assert said == "" and PERSON_NEEDED in events_of(ticket)
    turn = db.session.scalars(select(Turn)).one()
    assert turn.band == "suggested" and "leave the same day" in turn.suggestion
    assert BOT_SUGGESTED in events_of(ticket), "who has the ticket open is told"


def test_what_it_suggests_lies_beside_the_composer_until_somebody_replies(app, shop, asks, bot_on, mia):
    inbox, _ = bot_on("email")
    ticket, _ = asks(inbox, "how long does delivery take", subject="Delivery")
    desk = signed_in(app, mia)
    assert "leave the same day" in desk.get(f"/console/tickets/{ticket.id}/bot.json").json["suggestion"]
    tickets.reply(db.session.get(Ticket, ticket.id), by=mia, text="Two days.")
    assert desk.get(f"/console/tickets/{ticket.id}/bot.json").json["suggestion"] == ""


def test_by_mail_it_answers_where_the_admin_wants_it(app, shop, asks, bot_on):
    inbox, _ = bot_on("email", mail="send")
    ticket, said = asks(inbox, "how long does delivery take", subject="Delivery")
    assert "leave the same day" in said and PERSON_NEEDED not in events_of(ticket)


def test_small_talk_is_answered_as_such(app, shop, asks, bot_on):
    inbox, _ = bot_on(name_en="Tide")
    assert "What would you like to know" in asks(inbox, "Hello there")[1]
    assert "Yes, I am a bot" in asks(inbox, "are you a bot?")[1]
    assert "You are welcome" in asks(inbox, "thanks")[1]


def test_what_kills_whoever_thinks_about_it_ends_with_a_person(app, shop, writes, bot_on, talk_of, monkeypatch):
    inbox, _ = bot_on()
    ticket = writes(inbox, "How many days is shipping?")
    asked = []

    def killed(now):
        asked.append(now.text)
        raise KeyboardInterrupt  # no error that could be caught: the process is gone

    monkeypatch.setattr("chatbot.answering.think", killed)
    for _ in range(TRIES):
        with pytest.raises(KeyboardInterrupt):
            answer(ticket.id)
        db.session.rollback()
        with transaction():
            talk_of(ticket).due_at = clock.now()  # its lease is over
    answer(ticket.id)
    assert len(asked) == TRIES
    assert talk_of(ticket).state == "handed"
    assert db.session.get(Ticket, ticket.id, populate_existing=True).bot_since is None
