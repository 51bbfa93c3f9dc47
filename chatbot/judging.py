"""Judging: customers and agents say whether an answer was right; what it comes to, and an alarm when that sinks."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt

from sqlalchemy import func, select

from chatbot.bot import Bot
from chatbot.events import BOT_DRIFTED, BOT_JUDGED
from chatbot.turn import Turn
from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.events import SYSTEM, record
from helpdesk.hot import change, get
from knowledge_base.article import Article
from knowledge_base.gaps import note_miss
from knowledge_base.teaching import teach
from tickets import Message, Ticket

LATELY = timedelta(days=30)
NEWEST = 200  # verdicts that count
ENOUGH = 20  # fewer alarm nobody
_SURE = 1.64  # one in twenty false alarms


@dataclass(frozen=True)
class Live:
    """What verdicts of the last days say: of so many, the share that was right, and between what it lies."""

    judged: int
    precision: float | None
    low: float
    high: float


@transaction()
def judge(turn: Turn, verdict: str, *, by, how: str = "agent") -> None:
    """Say that an answer was right or wrong; an agent's word replaces a customer's. It is learned from."""
    if turn.verdict == verdict and turn.verdict_by == how:
        return
    change(turn, verdict=verdict, verdict_by=how, verdict_at=clock.now())
    ticket = get(Ticket, turn.ticket_id)
    record(BOT_JUDGED, ticket, by=by, turn=turn.id, verdict=verdict, how=how)
    article = get(Article, turn.article_ids[0]) if turn.article_ids else None
    if article is not None:
        taught = f"bot_{verdict}"
        teach(ticket, article, language=turn.language, how=taught, by=by, message_id=turn.message_id)


def note_unhelpful(turn: Turn) -> None:
    """The article did not answer this: editors see it among the gaps."""
    message = db.session.get(Message, turn.message_id)
    if message is not None and turn.article_ids:
        note_miss(
            message.reply_text if message.reply_text is not None else message.text,
            turn.language,
            where="bot",
            why="not_helpful",
            ticket_id=turn.ticket_id,
            article_id=turn.article_ids[0],
        )


def live(bot: Bot, as_of: datetime | None = None) -> Live:
    """How many of its answers were right lately."""
    newest = (
        select(Turn.verdict)
        .where(Turn.bot_id == bot.id, Turn.verdict.is_not(None), Turn.verdict_at > (as_of or clock.now()) - LATELY)
        .order_by(Turn.verdict_at.desc())
        .limit(NEWEST)
    )
    said = list(db.session.scalars(newest))
    right = sum(verdict == "right" for verdict in said)
    low, high = _between(right, len(said))
    return Live(len(said), right / len(said) if said else None, low, high)


def bands_lately(bot: Bot, as_of: datetime | None = None) -> dict[str, int]:
    """How many messages ended in which band lately."""
    query = (
        select(Turn.band, func.count())
        .where(Turn.bot_id == bot.id, Turn.at > (as_of or clock.now()) - LATELY)
        .group_by(Turn.band)
    )
    return dict(map(tuple, db.session.execute(query)))


def watch(as_of: datetime | None = None) -> int:
    """Raise the alarm of each bot that keeps its promise no longer, take back that of one that does; for the sweep."""
    drifted = 0
    for bot in db.session.scalars(select(Bot).where(Bot.enabled.is_(True)).limit(1000)).all():
        now = live(bot, as_of)
        bad = now.judged >= ENOUGH and now.high < bot.aim
        if bad != (bot.drifted_at is not None):
            _mark(bot, now, bad)
        drifted += bad
    return drifted


@transaction()
def _mark(bot: Bot, now: Live, bad: bool) -> None:
    bot.drifted_at = clock.now() if bad else None
    if bad:
        record(BOT_DRIFTED, by=SYSTEM, bot=bot.id, precision=round(now.precision, 3), aim=bot.aim, judged=now.judged)


def _between(right: int, judged: int) -> tuple[float, float]:
    """Wilson's interval: where the true share lies nine times in ten."""
    if not judged:
        return 0.0, 1.0
    share, spread = right / judged, _SURE**2 / judged
    middle = (share + spread / 2) / (1 + spread)
    width = _SURE * sqrt(share * (1 - share) / judged + spread / 4 / judged) / (1 + spread)
    return max(0.0, middle - width), min(1.0, middle + width)
