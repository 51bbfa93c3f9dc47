"""A bot that is right less often than was promised is told to those who lead the desk, once."""

from sqlalchemy import select

from chatbot import watch
from chatbot.turn import Turn
from helpdesk import clock, events
from helpdesk.db import db, transaction
from helpdesk.hot import insert
from helpdesk.notifying.notification import Notification
from tests.chatbot.conftest import *  # noqa: F403


def _judged(writes, inbox, bot, right, wrong):
    for number in range(right + wrong):
        ticket = writes(inbox, f"hello {number}")
        said = select(Message.id).where(Message.ticket_id == ticket.id).order_by(Message.id.desc())  # noqa: F405
        verdict = "right" if number < right else "wrong"
        with transaction():
            insert(
                Turn(bot_id=bot.id, ticket_id=ticket.id, message_id=db.session.scalar(said), language="en",
                     intent="question", band="answer", article_ids=[1],
                     verdict=verdict, verdict_by="agent", verdict_at=clock.now())
            )  # fmt: skip


def test_supervisors_and_admins_hear_that_a_bot_has_drifted_and_agents_do_not(bot_on, writes, ann, sue, mia):
    inbox, bot = bot_on(aim=0.9)
    lead = {sue.id, mia.id}
    _judged(writes, inbox, bot, right=12, wrong=12)
    said = {"precision": 0.5, "aim": 0.9, "judged": 24, "inbox": inbox.id, "name": "Shop"}
    assert watch() == 1
    assert _told() == {agent: [said] for agent in lead}


def _told():
    """What was told of a drift, by agent."""
    events.drain()
    found = {}
    for row in db.session.scalars(select(Notification).where(Notification.kind == "bot_drifted")):
        found.setdefault(row.agent_id, []).append(row.data)
    return found


def test_it_is_told_once_for_as_long_as_it_lasts(bot_on, writes, sue):
    inbox, bot = bot_on(aim=0.9)
    _judged(writes, inbox, bot, right=12, wrong=12)
    for _ in range(3):
        watch()
    assert [len(told) for told in _told().values()] == [1]
