"""Carol and ann over Telegram, through the real webhook and the real call."""

from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import func, select

from channels.channel import File
from channels.delivery import deliver_now
from helpdesk.customers import Identity
from helpdesk.db import db
from tests.channels.standing import *  # noqa: F403
from tests.support.cast import *  # noqa: F403
from tickets import Message, Ticket, reply


@pytest.fixture
def bot(provider):
    return provider("telegram")


def picture() -> bytes:
    kept = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(kept, "JPEG")
    return kept.getvalue()


def test_a_question_is_answered_and_the_answer_to_the_answer_joins_its_ticket(bot, ann):
    bot.write("Where is my tea?")
    ticket = db.session.scalar(select(Ticket))
    answer = reply(ticket, by=ann, text="On its way.")
    deliver_now(bot.inbox.id)
    assert bot.shown() == ["On its way."]
    bot.write("Thank you")
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Ticket)) == 1
    assert db.session.get(Message, answer.id).state == "sent"


def test_ten_pictures_of_an_album_in_any_order_are_one_ticket(bot):
    postings = [
        posting
        for n in range(10)
        for posting in bot.act("picture", file=File(f"{n}.jpg", "image/jpeg", picture()), album="album-1")
    ]
    bot.post(*reversed(postings), *postings)
    assert db.session.scalar(select(func.count()).select_from(Ticket)) == 1
    assert db.session.scalar(select(func.count()).select_from(Message)) == 10


def test_an_edit_changes_the_message_and_a_reaction_is_no_message(bot):
    bot.write("Wher is my tea", id="first")
    bot.write("Where is my tea", "edit", data={"message_id": "first"})
    bot.write("👍", "react", data={"message_id": "first"})
    [message] = db.session.scalars(select(Message))
    assert message.text == "Where is my tea"


def test_who_blocks_the_bot_is_not_written_to_until_they_unblock_it(bot, ann):
    bot.write("Leave me alone")
    bot.write(what="stop")
    stopped = select(Identity.stopped_at).where(Identity.kind == "telegram")
    assert db.session.scalar(stopped) is not None
    bot.write(what="start")
    db.session.rollback()
    assert db.session.scalar(stopped) is None


def test_a_shared_number_finds_the_customer_who_has_called(bot):
    bot.write("My number")
    bot.write(what="contact")
    phones = db.session.scalars(select(Identity).where(Identity.kind == "phone")).all()
    assert [phone.value for phone in phones] == ["+14155550100"]
