import pytest
from sqlalchemy import select

import knowledge_base as kb
from channels.channel import Inbound
from channels.inbox import Inbox
from channels.ingest import ingest
from chatbot import bases, taking
from chatbot.answering import answer
from chatbot.bot import Bot
from chatbot.talk import Talk
from helpdesk import lanes
from helpdesk.db import db, transaction
from helpdesk.hot import insert
from tests.support.cast import *  # noqa: F403
from tickets import Message, Ticket

ARTICLES = [
    ("How long does delivery take?", "Orders paid before 16:00 leave the same day and take two to four days.", "en",
     ("when will my order arrive", "how many days is shipping", "delivery time")),
    ("How do I return something?", "You have 30 days. Ask for a return label under My orders.", "en",
     ("can I send it back", "return an item", "I want my money back")),
    ("Which payments do you take?", "Cards, PayPal and bank transfer.", "en",
     ("can I pay with paypal", "do you accept visa", "payment methods")),
    ("多久能送到？", "16:00 前付款的订单当天发出，一般两到四天送达。", "zh",
     ("什么时候发货", "几天到", "寄台湾要多久")),
    ("怎么退货？", "签收后 30 天内可以退货，请在“我的订单”中申请退货单。", "zh",
     ("可以退货吗", "我想退款", "东西不要了能退吗")),
]  # fmt: skip


@pytest.fixture
def shop(app, mia):
    """The articles of a small shop, by title."""
    bases.forget()
    found = {}
    for title, body, language, phrasings in ARTICLES:
        article = kb.begin(title=title, body=body, language=language, by=mia)
        for text in phrasings:
            kb.add_phrasing(article, text, language=language, by=mia)
        kb.publish(kb.text_of(article.id, language), by=mia)
        found[title] = article
    yield found
    lanes.finish(30)
    bases.forget()


@pytest.fixture
def bot_on(app, orders):
    """bot_on("webchat", name="Tide"): an inbox of this channel with its bot on; gives both."""

    def switches(channel="webchat", **values):
        with transaction():
            inbox = insert(Inbox(name="Shop", channel=channel, team_id=orders.id, key=f"bot-{channel}"))
            bot = insert(Bot(inbox_id=inbox.id, enabled=True, engine="lexical", **values))
        taking.forget_bots()
        return inbox, bot

    return switches


@pytest.fixture
def writes(app):
    """writes(inbox, "Where is it?"): what a customer writes there comes in; gives its ticket."""
    counted = iter(range(1, 1000))

    def comes_in(inbox, text, *, address="visitor-1", **values):
        message = ingest(
            inbox,
            Inbound(external_id=f"m{next(counted)}", address_kind="visitor", address=address, text=text, **values),
        )
        return db.session.get(Ticket, message.ticket_id, populate_existing=True)

    return comes_in


@pytest.fixture
def asks(writes):
    """asks(inbox, "Where is it?"): as `writes`, and the bot has answered; gives the ticket and its words since."""

    def comes_in(inbox, text, **values):
        ticket = writes(inbox, text, **values)
        last = db.session.scalar(select(Message.id).where(Message.ticket_id == ticket.id).order_by(Message.id.desc()))
        answer(ticket.id)
        db.session.expire_all()
        replies = db.session.scalars(
            select(Message).where(Message.ticket_id == ticket.id, Message.id > last, Message.kind == "reply")
        )
        return db.session.get(Ticket, ticket.id), "\n".join(reply.text for reply in replies)

    return comes_in


@pytest.fixture
def talk_of(app):
    """talk_of(ticket): where the bot stands with it."""
    return lambda ticket: db.session.get(Talk, ticket.id, populate_existing=True)
