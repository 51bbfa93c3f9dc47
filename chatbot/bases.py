"""Bases: what the bot may answer from, read once a process for each kind of reader, and read again when it changes.

A base that changed is read beside the one that is asked meanwhile; only the first reading makes anybody wait, and what
it came to lies on disk for the next process. At most a few are kept, the one not asked for longest goes first; vectors
of texts that did not change are kept between readings.
"""

import threading
from collections import OrderedDict

from sqlalchemy import select

from chatbot.base import Base, curve_of, ranking_engine, read, save_curve
from chatbot.bot import Bot
from chatbot.calibrating import curve_for
from chatbot.entries import entries_for
from chatbot.measured import Measured
from helpdesk import clock, lanes, lease
from helpdesk.db import db, only_one
from helpdesk.hot import change, insert
from knowledge_base.reader import ANYBODY

MOST_BASES = 8
QUICKLY_READ = 600  # texts
VERSION = "version"
_lock = threading.Lock()
_bases: OrderedDict[tuple, "Base"] = OrderedDict()
_reading: dict[tuple, threading.Lock] = {}
_warming = threading.Event()


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
        known = _read_once(key, reader, language, engine, found.get(VERSION, ""))
    if known.version != found.get(VERSION, ""):
        known = _brought_up_to_date(known, key, reader, language, engine, found.get(VERSION, ""))
    if known.measured != found.get(name, ""):
        known.curve, known.measured = curve_of(name, known.engine)
    return known


def warm() -> None:
    """Read what bots that are on answer from, before the first customer asks; for a process that begins to answer.

    What has never been measured is measured when all is read: nobody's first answer shall wait for it.
    """
    engines = set(db.session.scalars(select(Bot.engine).where(Bot.enabled.is_(True)).limit(100)))
    _warming.set()
    try:
        warmed = [base_for(ANYBODY, language, engine) for engine in engines for language in ("en", "zh")]
        for base in warmed:
            base.ask("warm 天气")
    finally:
        _warming.clear()
    for base in warmed:
        _measure_if_new(base)


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


def _read_once(key, reader, language, engine, version) -> Base:
    """Two who ask for what nobody has read yet wait for one reading."""
    with _lock:
        alone = _reading.setdefault(key, threading.Lock())
    with alone:
        with _lock:
            known = _bases.get(key)
        return known or _read_now(key, reader, language, engine, version)


def _read_now(key, reader, language, engine, version) -> Base:
    base = read(entries_for(reader, language), _name(key), engine)
    base.version = version
    with _lock:
        _bases[key] = base
        while len(_bases) > MOST_BASES:
            _bases.popitem(last=False)
    if not _warming.is_set():
        _measure_if_new(base)
    return base


def _measure_if_new(base: Base) -> None:
    if base.measured != base.mark:
        lanes.run(f"measure:{base.name}", measure, base)


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


def forget() -> None:
    """Forget what was read; for tests and for a process that goes on to other work."""
    with _lock:
        _bases.clear()
        _reading.clear()


def kept() -> list[Base]:
    """The bases in memory."""
    with _lock:
        return list(_bases.values())


def _name(key: tuple) -> str:
    agent, marks, language, kind = key
    return f"{'agent' if agent else ','.join(marks)}:{language}:{kind}"[:300]
