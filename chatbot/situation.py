"""Situation: all that the bot looks at before it decides about a message, read at once, outside of any transaction."""

from dataclasses import dataclass

from sqlalchemy import func, select

from chatbot.bot import Bot
from chatbot.talk import Talk
from chatbot.turn import Turn
from helpdesk.customers import Customer, Identity
from helpdesk.customers.segments import segments_of
from helpdesk.db import db
from knowledge_base.reader import ANYBODY, Reader, customer
from tickets import Attachment, Message, Ticket


@dataclass
class Situation:
    """`given` are the articles already answered with in this ticket, `before` the last turn."""

    bot: Bot
    ticket: Ticket
    talk: Talk
    message: Message
    text: str
    reader: Reader
    given: list[int]
    before: Turn | None
    has_files: bool


def situation_of(ticket_id: int) -> Situation | None:
    """How things stand with this ticket; None when there is nothing to answer."""
    talk = db.session.get(Talk, ticket_id, populate_existing=True)
    if talk is None or talk.message_id is None or talk.state != "talking":
        return None
    ticket = db.session.get(Ticket, ticket_id, populate_existing=True)
    message, bot = db.session.get(Message, talk.message_id), db.session.get(Bot, talk.bot_id)
    if message is None or message.deleted_at or bot is None:
        return None
    turns = db.session.scalars(select(Turn).where(Turn.ticket_id == ticket_id).order_by(Turn.id.desc()).limit(50)).all()
    return Situation(
        bot,
        ticket,
        talk,
        message,
        (message.reply_text if message.reply_text is not None else message.text)[:4000],
        reader_of(message, ticket),
        [turn.article_ids[0] for turn in turns if turn.band == "answer" and turn.article_ids],
        turns[0] if turns else None,
        bool(db.session.scalar(select(func.count()).where(Attachment.message_id == message.id))),
    )


def reader_of(message: Message, ticket: Ticket) -> Reader:
    """Who asks, as far as it is proven: only whom the company's own server has vouched for is signed in."""
    identity = db.session.get(Identity, message.identity_id) if message.identity_id else None
    if identity is None or identity.kind != "user_id" or identity.verified_at is None:
        return ANYBODY
    return customer(identity.customer_id, segments_of(identity.customer_id))


def name_of(ticket: Ticket) -> str:
    """The customer's name."""
    found = db.session.get(Customer, ticket.customer_id)
    return found.name if found is not None and found.name else ""
