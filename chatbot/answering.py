"""Answering: what a bot has to answer is done in a worker; who steps in meanwhile is heard, and the bot is not.

The bot thinks without holding anything, then acts in one short transaction that holds the ticket and looks again: an
agent's answer that came first has already taken the word away, one that comes after sees the bot's.
"""

import threading
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select, update

from chatbot.bot import Bot
from chatbot.events import BOT_SUGGESTED
from chatbot.handing_over import hand_over
from chatbot.judging import judge, note_unhelpful
from chatbot.move import Move
from chatbot.sentences import Voice
from chatbot.situation import Situation, situation_of
from chatbot.taking import speaks
from chatbot.talk import Talk
from chatbot.thinking import think
from chatbot.turn import Turn
from helpdesk import clock, jobs, lanes
from helpdesk.db import db, transaction
from helpdesk.events import record
from helpdesk.hot import change, get, insert
from knowledge_base.gaps import note_miss
from tickets import NotAllowed, Ticket, reply, set_fields, set_status
from tickets.filling import accepted
from tickets.holding import hold

log = structlog.get_logger()
LEASE = timedelta(seconds=45)
AT_ONCE = 6  # conversations a process thinks about at the same time
_room = threading.BoundedSemaphore(AT_ONCE)
TRIES = 3  # then a person is better than a fourth


def answer_waiting(as_of: datetime | None = None) -> int:
    """Answer what is due; returns how many were begun. What a crash left half done is due again by itself."""
    jobs.woken(answer_waiting)
    due = db.session.scalars(
        select(Talk.ticket_id).where(Talk.due_at <= (as_of or clock.now())).order_by(Talk.due_at).limit(2 * AT_ONCE)
    ).all()
    for ticket_id in due:
        lanes.run(f"bot:{ticket_id}", _answer_in_turn, ticket_id)
    return len(due)


def waits_since(as_of: datetime) -> datetime | None:
    """Since when the longest has waited for the bot; None while nobody does."""
    return db.session.scalar(select(Talk.due_at).where(Talk.due_at <= as_of).order_by(Talk.due_at).limit(1))


def _answer_in_turn(ticket_id: int) -> None:
    with _room:
        answer(ticket_id)
    jobs.wake(answer_waiting, queue="incoming")


def answer(ticket_id: int) -> None:
    """Think about what this customer wrote last, and do what was decided. A newer message makes it begin anew."""
    if not _claim(ticket_id):
        return
    now = situation_of(ticket_id)
    if now is None:
        return _forget(ticket_id)
    try:
        move = _thought(now)
    except Exception:
        db.session.rollback()
        log.exception("the bot could not think", ticket=ticket_id)
        if now.talk.tries < TRIES:
            return  # due again when the lease ends
        move = Move("hand_over", "question", now.talk.language, hand="trouble")
    act(now, move)
    if move.verdict == "wrong":
        note_unhelpful(now.before)
    elif move.missed:
        note_miss(now.text, move.language, where="bot", ticket_id=ticket_id)


def _thought(now: Situation) -> Move:
    if now.talk.tries > TRIES:  # whoever thought about it died, again and again
        return Move("hand_over", "question", now.talk.language, hand="trouble")
    return think(now) if now.bot.enabled else Move("hand_over", "question", now.talk.language, hand="unsure")


@transaction()
def act(now: Situation, move: Move) -> int | None:
    """Do what was decided, unless the ticket is no longer the bot's or the customer has written again."""
    ticket, bot = get(Ticket, now.ticket.id), get(Bot, now.bot.id)
    hold(ticket)
    talk = db.session.get(Talk, ticket.id, populate_existing=True)
    if talk.state != "talking" or talk.message_id != now.message.id:
        return None
    if not speaks(bot, ticket):
        _suggest(now, move, ticket, talk, bot)
        return None
    if ticket.bot_since is None or ticket.assignee_id is not None:
        return None
    turn = _turn(now, move, bot)
    _judge_before(now, move)
    _fill_in(move, ticket, bot)
    change(talk, message_id=None, due_at=None, turns=talk.turns + 1, language=move.language)
    talk.flow, talk.flow_version_id = move.flow or talk.flow, move.flow_version_id
    talk.offered = [offer for offer in move.offered if offer.get("do") != "answer"]
    db.session.flush()
    voice = Voice(bot, move.language, move.script)
    said = move.said if move.knows_it_is_a_bot else [voice.say("i_am"), *move.said]
    if move.hand:
        told = hand_over(ticket, talk, bot, why=move.hand, voice=voice, said=said)
    else:
        told = _say(ticket, bot, said, move)
    change(turn, reply_id=told)
    return told


def _say(ticket, bot, said: list[str], move: Move) -> int:
    parts = [{"type": "buttons", "buttons": [offer["title"] for offer in move.offered]}] if move.offered else []
    message = reply(
        ticket,
        by=bot,
        text="\n\n".join(said),
        is_auto=ticket.channel == "email",  # what a machine sends by mail says so, or two machines write for ever
        **({"envelope": {"parts": parts}} if parts else {}),
    )
    set_status(ticket, "solved" if move.solve else "pending", by=bot)
    return message.id


def _suggest(now: Situation, move: Move, ticket, talk: Talk, bot) -> None:
    """By letter the agent answers: what the bot would say lies beside the composer."""
    turn = _turn(now, move, bot)
    if move.band == "answer":
        change(turn, band="suggested", suggestion="\n\n".join(move.said[:-1]))
        record(BOT_SUGGESTED, ticket, by=bot, bot=bot.id, turn=turn.id)
    change(talk, message_id=None, due_at=None, turns=talk.turns + 1, language=move.language)


def _turn(now: Situation, move: Move, bot) -> Turn:
    return insert(
        Turn(
            bot_id=bot.id,
            ticket_id=now.ticket.id,
            message_id=now.message.id,
            language=move.language,
            intent=move.intent,
            band=move.band,
            article_ids=move.article_ids,
            sureness=move.sureness,
        )
    )


def _judge_before(now: Situation, move: Move) -> None:
    before = get(Turn, now.before.id) if now.before is not None and move.verdict else None
    if before is not None and before.verdict is None:
        judge(before, move.verdict, by=None, how="customer")


def _fill_in(move: Move, ticket, bot) -> None:
    for key, value in move.fields.items():
        try:
            accepted({key: value})  # asked first: what fails inside of a verb takes this whole transaction with it
        except NotAllowed as why:  # the field has gone or takes other values now: what was said stays in the summary
            log.warning("a flow's answer fits no field", field=key, why=why.code)
        else:
            set_fields(ticket, {key: value}, by=bot)


@transaction()
def _forget(ticket_id: int) -> None:
    """There is nothing to answer any more: it was taken back, or a person has come."""
    db.session.execute(
        update(Talk)
        .where(Talk.ticket_id == ticket_id)
        .values(message_id=None, due_at=None)
        .execution_options(synchronize_session=False)
    )


def _claim(ticket_id: int) -> bool:
    """Nobody else thinks about it for a while."""
    with transaction() as session:
        moment = clock.now()
        return (
            session.execute(
                update(Talk)
                .where(Talk.ticket_id == ticket_id, Talk.due_at <= moment)
                .values(due_at=moment + LEASE, tries=Talk.tries + 1)
                .execution_options(synchronize_session=False)
            ).rowcount
            == 1
        )
