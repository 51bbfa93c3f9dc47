"""Trying: what the bot would have done with the last solved tickets, and what a change would come to before it is made.

It reads bases and asks hundreds of questions, so a worker does it; the page that wants to know looks again until the
result is there. Results are kept like what is measured of a base.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import delete, select

from chatbot import bases, effect
from chatbot.base import ranking_engine
from chatbot.bot import Bot
from chatbot.calibrating import curve_for
from chatbot.engines import engine_for
from chatbot.entries import entries_for
from chatbot.measured import Measured
from chatbot.past import Asked, asked_lately
from chatbot.understanding import understand
from helpdesk import clock, jobs, lanes
from helpdesk.db import db, only_one, transaction
from helpdesk.hot import insert
from knowledge_base.entry import Entry
from knowledge_base.reader import ANYBODY

MOST_WRONG, MOST_KEPT = 50, 40
STEPS = 50
_NEAREST = 3


def begin(kind: str, **what) -> str:
    """Ask for it; returns the name under which the result will be: result_of(name)."""
    wish = json.dumps({"kind": kind, **what}, sort_keys=True, ensure_ascii=False)
    version = db.session.scalar(select(Measured.mark).where(Measured.base == bases.VERSION)) or ""
    name = "try:" + hashlib.blake2b(f"{wish}|{version}|{clock.now():%Y%m%d%H}".encode(), digest_size=16).hexdigest()
    if _ask_for(name, wish):
        jobs.later(work_out, name, queue="slow")
    return name


def result_of(name: str) -> dict | None:
    """What came of it; None while it is being worked out. Raises LookupError where nobody asked."""
    row = db.session.scalar(select(Measured).where(Measured.base == name))
    if row is None or not name.startswith("try:"):
        raise LookupError(name)
    return row.wrong[0] if row.wrong else None


def work_out(name: str) -> None:
    """The job."""
    lanes.run("bot:try", _work_out, name)


def _work_out(_first: str) -> None:
    waiting = select(Measured).where(Measured.base.startswith("try:"), Measured.questions == 0).limit(20)
    for row in db.session.scalars(waiting).all():
        wish = dict(row.points[0])
        result = _WAYS[wish.pop("kind")](**wish)
        with transaction():
            kept = db.session.get(Measured, row.id)
            kept.wrong, kept.questions = [result], 1


def _ask(bot_id: int, text: str) -> dict:
    """What the bot would answer to this question."""
    bot = db.session.get(Bot, bot_id)
    heard = understand(text)
    base = bases.base_for(ANYBODY, heard.language, bot.engine)
    ranked, chance = base.ask(text)
    calibration = base.curve.at(bot.aim)
    found = [number for number in ranked.ids if number in base.entries][:_NEAREST]
    return {
        "language": heard.language,
        "intent": heard.intent,
        "band": calibration.band(chance) if found else "hand_over",
        "sureness": round(chance, 3),
        "threshold": calibration.threshold,
        "found": [{"id": number, "title": base.entries[number].question} for number in found],
    }


@transaction()
def _ask_for(name: str, wish: str) -> bool:
    only_one("bot", "try")
    if db.session.scalar(select(Measured.id).where(Measured.base == name)):
        return False
    old = select(Measured.id).where(Measured.base.startswith("try:")).order_by(Measured.id.desc()).offset(MOST_KEPT)
    for number in db.session.scalars(old).all():
        db.session.execute(delete(Measured).where(Measured.id == number))
    insert(Measured(base=name, mark="", points=[json.loads(wish)]))
    return True


def _past(bot_id: int, language: str, limit: int = 200) -> dict:
    """How the last solved tickets would have gone: a curve over thresholds, and what it would have got wrong."""
    bot = db.session.get(Bot, bot_id)
    base = bases.base_for(ANYBODY, language, bot.engine)
    asked = [(one, *base.ask(one.text)) for one in asked_lately(language, limit)] if base.entries else []
    tried = [(one, ranked.ids[0], chance) for one, ranked, chance in asked if ranked.ids]
    return {
        "tickets": len(tried),
        "known": sum(one.article_id is not None for one, _, _ in tried),
        "points": [_point(tried, step / STEPS) for step in range(STEPS)],
        "wrong": _wrong(tried, base.entries),
        "threshold": base.curve.at(bot.aim).threshold,
    }


def _point(tried: list[tuple[Asked, object, float]], threshold: float) -> list:
    """[threshold, precision or None, share answered]."""
    answered = [(one, found) for one, found, chance in tried if chance >= threshold]
    known = [one.article_id == found for one, found in answered if one.article_id is not None]
    share = len(answered) / len(tried) if tried else 0.0
    return [threshold, round(sum(known) / len(known), 3) if known else None, round(share, 3)]


def _wrong(tried, entries: dict[object, Entry]) -> list[dict]:
    missed = [(one, found, chance) for one, found, chance in tried if one.article_id not in (None, found)]
    missed.sort(key=lambda row: -row[2])
    return [
        {
            "ticket": one.ticket_id,
            "text": one.text[:200],
            "gold": entries[one.article_id].question if one.article_id in entries else "",
            "found": entries[found].question,
            "chance": round(chance, 3),
        }
        for one, found, chance in missed[:MOST_WRONG]
    ]


def _change(language: str, article: int | None, title: str, phrasings: list, answer: str, aim: float) -> dict:
    """What the base gives as it is, and as it would be with this article so."""
    engine = ranking_engine(None)
    before = [entry for entry in entries_for(ANYBODY, language) if isinstance(entry.id, int)]
    known = next((entry for entry in before if entry.id == article), None)
    changed = Entry(article or 0, title, tuple(phrasings), answer) if known is None else _with(known, title, phrasings)
    after = [changed if entry is known else entry for entry in before] + ([changed] if known is None else [])
    return {"before": _figures(before, engine, aim), "after": _figures(after, engine, aim)}


def _with(entry: Entry, title: str, phrasings: list) -> Entry:
    return replace(entry, question=title or entry.question, phrasings=(*entry.phrasings, *phrasings))


def _figures(entries: list[Entry], engine, aim: float) -> dict:
    from helpdesk import meaning

    with meaning.keeping():
        found = curve_for(entries, engine_for(engine.kind)).at(aim)
    return {
        "entries": len(entries),
        "questions": found.questions,
        "precision": round(found.precision, 3),
        "answered": round(found.answered, 3),
        "threshold": found.threshold,
    }


_WAYS: dict[str, Callable[..., dict]] = {
    "past": _past,
    "change": _change,
    "ask": _ask,
    "phrasings": effect.of_phrasings,
    "words": effect.of_words,
}
