"""Base: one reader's entries in one language, read by one engine, with what was measured of it."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import select

from chatbot import shelf
from chatbot.calibrating import Curve, blind_curve
from chatbot.engines import engine_for
from chatbot.measured import Measured
from helpdesk import clock
from helpdesk.db import db, only_one, transaction
from knowledge_base.entry import Entry


@dataclass
class Base:
    """One reader's entries in one language, read by one engine. `version` is what it was last found up to date with."""

    name: str
    mark: str
    entries: dict
    reading: object
    sureness: object
    curve: Curve
    engine: object
    version: str = ""
    measured: str = ""  # the mark of the base whose curve this is

    def ask(self, question: str):
        """The ranked entries and the chance that the first is right."""
        ranked = self.reading.ask([question])[0]
        return ranked, self.sureness.chance(ranked.signals)


def read(entries: list[Entry], name: str, engine: str | None) -> Base:
    """Read a base; what was measured of it is looked up, and before anything was, other bases' figures count."""
    from chatbot.ranking.sureness import shipped
    from helpdesk import meaning

    chosen = ranking_engine(engine)
    mark = mark_of(entries)
    asked = _from_shelf(chosen, entries, name, mark)
    if asked is None:
        with meaning.keeping():
            asked = chosen.read(entries)
        if entries:
            shelf.put(name, mark, asked.arrays())
    curve, measured = curve_of(name, chosen)
    there = {entry.id: entry for entry in entries}
    return Base(name, mark, there, asked, shipped(chosen.kind), curve, chosen, measured=measured)


def _from_shelf(engine, entries: list[Entry], name: str, mark: str):
    arrays = shelf.taken(name, mark) if entries else None
    try:
        return engine.read(entries, arrays) if arrays else None
    except (KeyError, ValueError, IndexError):  # whole as a file, and yet not what was put there
        shelf.drop(name, mark)
        return None


def mark_of(entries: list[Entry]) -> str:
    """Changes whenever one of them does."""
    digest = hashlib.blake2b(digest_size=16)
    for entry in entries:
        digest.update(repr((entry.id, entry.question, entry.phrasings, entry.answer)).encode())
    return digest.hexdigest()


@transaction()
def save_curve(name: str, mark: str, curve: Curve) -> None:
    """Keep what was measured of this base."""
    only_one("bot", name)
    row = db.session.scalar(select(Measured).where(Measured.base == name)) or Measured(base=name)
    row.mark, row.at, row.points, row.floor = mark, clock.now(), [list(point) for point in curve.points], curve.floor
    row.questions, row.wrong = curve.questions, list(curve.wrong)
    db.session.add(row)


def curve_of(name: str, engine) -> tuple[Curve, str]:
    """What was measured of this base last, and of which state of it; until then what is usual on others."""
    row = db.session.scalar(select(Measured).where(Measured.base == name))
    if row is None:
        return blind_curve(engine), ""
    db.session.refresh(row)
    return Curve([tuple(point) for point in row.points], row.floor, row.questions, tuple(row.wrong)), row.mark


def ranking_engine(kind: str | None):
    """The engine that ranks: one that only puts into words leaves ranking to the usual one."""
    engine = engine_for(kind)
    return engine_for(None) if getattr(engine, "rewrites", False) else engine
