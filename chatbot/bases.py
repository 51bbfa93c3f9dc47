"""Bases: what the bot may answer from, read once a process for each kind of reader, and read again when it changes.

A base that changed is read beside the one that is asked meanwhile; only the first reading makes anybody wait. At most a
few are kept, the one not asked for longest goes first; vectors of texts that did not change are kept between readings.
"""

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass, replace

from sqlalchemy import select

from chatbot.bot import Bot
from chatbot.calibrating import Curve, blind_curve, curve_for
from chatbot.engines import engine_for
from chatbot.flows.flow import Flow
from chatbot.measured import Measured
from helpdesk import clock, lanes, lease
from helpdesk.db import db, only_one, transaction
from helpdesk.hot import change, insert
from knowledge_base import reading
from knowledge_base.entry import Entry
from knowledge_base.reader import ANYBODY

MOST_BASES = 8
QUICKLY_READ = 600  # texts
VERSION = "version"
_lock = threading.Lock()
_bases: OrderedDict[tuple, "Base"] = OrderedDict()


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


def base_for(reader, language: str, engine: str | None) -> Base:
    """The base that this reader may be answered from, as it is now."""
    kind = ranking_engine(engine).kind
    key = (reader.agent, tuple(sorted(reader.marks)), language, kind)
    name = _name(key)
    found = dict(
        map(tuple, db.session.execute(select(Measured.base, Measured.mark).where(Measured.base.in_((VERSION, name)))))
    )
    with _lock:
        known = _bases.get(key)
        if known is not None:
            _bases.move_to_end(key)
    if known is None:
        return _read_now(key, reader, language, engine, found.get(VERSION, ""))
    if known.version != found.get(VERSION, ""):
        known = _brought_up_to_date(known, key, reader, language, engine, found.get(VERSION, ""))
    if known.measured != found.get(name, ""):
        known.curve, known.measured = curve_of(name, known.engine)
    return known


def warm() -> None:
    """Read what bots that are on answer from, before the first customer asks; for a process that begins to answer."""
    for bot in db.session.scalars(select(Bot).where(Bot.enabled.is_(True)).limit(20)).all():
        for language in ("en", "zh"):
            base_for(ANYBODY, language, bot.engine).ask("warm")


def note_change(event) -> None:
    """Articles or flows are not what they were: whoever has read them reads them again. In the same transaction."""
    row = db.session.scalar(select(Measured).where(Measured.base == VERSION))
    if row is None:
        only_one("bot", VERSION)
        row = db.session.scalar(select(Measured).where(Measured.base == VERSION))
    if row is None:
        insert(Measured(base=VERSION, mark=str(event.id)))
    else:
        change(row, mark=str(event.id), at=clock.now())


def _read_now(key, reader, language, engine, version) -> Base:
    base = read(entries_for(reader, language), _name(key), engine)
    base.version = version
    with _lock:
        _bases[key] = base
        while len(_bases) > MOST_BASES:
            _bases.popitem(last=False)
    if base.measured != base.mark:
        lanes.run(f"measure:{base.name}", measure, base)
    return base


def _brought_up_to_date(known: Base, key, reader, language, engine, version) -> Base:
    """A small base is read at once; a large one beside, while the one that is known still answers."""
    if sum(len(entry.ways) for entry in known.entries.values()) <= QUICKLY_READ:
        return _read_now(key, reader, language, engine, version)
    known.version = version
    lanes.run(f"read:{_name(key)}", _read_now, key, reader, language, engine, version)
    return known


def measure(base: Base) -> None:
    """Ask the base itself, and keep what came of it for all processes. Takes seconds, for large ones minutes."""
    if not lease.take(f"measure:{base.name}"[:100], 600):
        return
    try:
        curve = curve_for(list(base.entries.values()), base.engine, base.sureness)
        save_curve(base.name, base.mark, curve)
        base.curve, base.measured = curve, base.mark
    finally:
        lease.give_back(f"measure:{base.name}"[:100])


@transaction()
def save_curve(name: str, mark: str, curve: Curve) -> None:
    """Keep what was measured of this base."""
    only_one("bot", name)
    row = db.session.scalar(select(Measured).where(Measured.base == name)) or Measured(base=name)
    row.mark, row.at, row.points, row.floor = mark, clock.now(), [list(point) for point in curve.points], curve.floor
    row.questions, row.wrong = curve.questions, list(curve.wrong)
    db.session.add(row)


def read(entries: list[Entry], name: str, engine: str | None) -> Base:
    """Read a base; what was measured of it is looked up, and before anything was, other bases' figures count."""
    from chatbot.ranking import meaning
    from chatbot.ranking.sureness import shipped

    chosen = ranking_engine(engine)
    with meaning.keeping():
        asked = chosen.read(entries)
    curve, measured = curve_of(name, chosen)
    there = {entry.id: entry for entry in entries}
    return Base(name, mark_of(entries), there, asked, shipped(chosen.kind), curve, chosen, measured=measured)


def entries_for(reader, language: str) -> list[Entry]:
    """The articles this reader may see, and the flows that are on, as entries: theirs have a text for a number."""
    return [*_articles(reader, language), *_flows(language)]


def mark_of(entries: list[Entry]) -> str:
    """Changes whenever one of them does."""
    digest = hashlib.blake2b(digest_size=16)
    for entry in entries:
        digest.update(repr((entry.id, entry.question, entry.phrasings, entry.answer)).encode())
    return digest.hexdigest()


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


def forget() -> None:
    """Forget what was read; for tests and for a process that goes on to other work."""
    with _lock:
        _bases.clear()


def kept() -> list[Base]:
    """The bases in memory."""
    with _lock:
        return list(_bases.values())


def _name(key: tuple) -> str:
    agent, marks, language, kind = key
    return f"{'agent' if agent else ','.join(marks)}:{language}:{kind}"[:300]


def _articles(reader, language: str) -> list[Entry]:
    """Each article once, in this language where it has it: what is told in another is better than nothing."""
    chosen: dict[int, tuple[str, Entry]] = {}
    for entry in reading.entries(reader):
        number, _, spoken = str(entry.id).partition(":")
        if int(number) not in chosen or spoken == language:
            chosen[int(number)] = spoken, entry
    return [replace(entry, id=number) for number, (_, entry) in chosen.items()]


def _flows(language: str) -> list[Entry]:
    rows = db.session.scalars(
        select(Flow).where(Flow.enabled.is_(True), Flow.version_id.is_not(None)).order_by(Flow.id).limit(100)
    )
    return [Entry(f"flow:{row.id}", row.name_in(language), tuple(row.phrasings)) for row in rows]
