"""Taking: the first word in a conversation is the bot's where one is on; it gives it up as soon as a person speaks."""

import time

from sqlalchemy import select

from chatbot.bot import Bot
from chatbot.events import BOT_STEPPED_ASIDE, BOT_TOOK
from chatbot.hours import at_work
from chatbot.talk import Talk
from helpdesk import clock, jobs
from helpdesk.db import db
from helpdesk.events import SYSTEM, record
from helpdesk.hot import change, get
from tickets import Message, Ticket

LETTERS = ("email", "form")  # answered with time: there the bot writes an agent a draft, unless it may send
_KNOWN_FOR = 2.0  # seconds that a process believes in the list of bots that are on
_on: dict = {"until": 0.0, "bots": {}}


def take_or_pass(event) -> None:
    """The bot has the word for now, or nothing happens and routing looks for a person. In receive's transaction."""
    if event.actor_kind != "customer":
        return
    message, ticket = get(Message, event.message_id), get(Ticket, event.ticket_id)
    bot_id = bots_on().get(message.inbox_id)
    if bot_id is None and ticket.bot_since is None:
        return
    bot, talk = get(Bot, bot_id) if bot_id else None, db.session.get(Talk, ticket.id)
    if bot is None or not bot.enabled or not _its_turn(bot, talk, ticket, message):
        if ticket.bot_since is not None:  # it was switched off meanwhile
            change(ticket, bot_since=None)
        return
    _take(bot, talk, ticket, message)


def _take(bot: Bot, talk: Talk | None, ticket: Ticket, message: Message) -> None:
    from chatbot.answering import answer_waiting

    now = clock.now()
    if talk is None:
        talk = Talk(ticket_id=ticket.id, bot_id=bot.id, language=ticket.language, message_id=message.id, due_at=now)
        db.session.add(talk)
        db.session.flush()
    else:
        change(talk, message_id=message.id, due_at=now, tries=0)
    if speaks(bot, ticket) and ticket.bot_since is None:
        change(ticket, bot_since=now)
        record(BOT_TOOK, ticket, by=bot, bot=bot.id)
    jobs.wake(answer_waiting, queue="incoming")


def step_aside(event) -> None:
    """A person has the ticket now, or nobody shall: what the bot has not said stays unsaid. In the same transaction."""
    if event.actor_kind == "bot" or event.ticket_id is None:
        return
    ticket = get(Ticket, event.ticket_id)
    if ticket is None or ticket.bot_since is None:
        return
    talk = db.session.get(Talk, ticket.id)
    change(ticket, bot_since=None)
    if talk is not None and talk.state == "talking":
        change(talk, state="stopped", message_id=None, due_at=None, ended_why=event.name, ended_at=clock.now())
    record(BOT_STEPPED_ASIDE, ticket, by=SYSTEM, why=event.name)


def speaks(bot: Bot, ticket: Ticket) -> bool:
    """Whether it talks to the customer itself; otherwise it suggests an answer to the agent."""
    return ticket.channel not in LETTERS or bot.mail == "send"


def bots_on() -> dict[int, int]:
    """The number of the bot by inbox, of those that are on."""
    if _on["until"] < time.monotonic():
        query = select(Bot.inbox_id, Bot.id).where(Bot.enabled.is_(True)).limit(1000)
        _on["bots"] = {inbox: bot for inbox, bot in db.session.execute(query)}
        _on["until"] = time.monotonic() + _KNOWN_FOR
    return _on["bots"]


def forget_bots() -> None:
    """Look again: one was switched on or off."""
    _on["until"] = 0.0


def _its_turn(bot: Bot, talk: Talk | None, ticket: Ticket, message: Message) -> bool:
    if message.is_auto or ticket.first_replied_at is not None or _hidden(ticket):
        return False
    if ticket.assignee_id is not None and speaks(bot, ticket):
        return False
    if talk is not None:
        return talk.state == "talking"
    return ticket.message_count <= 1 and at_work(bot.hours, clock.now())


def _hidden(ticket: Ticket) -> bool:
    return bool(ticket.spam_at or ticket.trashed_at or ticket.merged_into_id or ticket.snoozed_until)
