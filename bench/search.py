"""Search in English and Chinese, by rare and by common words, beside FTS5 asked directly.

BENCH_SIZES=10000,100000,1000000 and DATABASE_URL (an empty PostgreSQL, one size) choose others.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.filling import desk
from bench.lists import SIZES
from bench.timing import timed
from helpdesk.db import db
from helpdesk.hot import get
from helpdesk.people import Agent
from tickets import finding

RARE, COMMON, FILTERED = 20, 40, 100  # ms wanted
TYPED = {
    "one of its kind": ("only777", RARE),
    "rare": ("x17", RARE),
    "common": ("parcel", COMMON),
    "two common": ("parcel delivery", COMMON),
    "common and rare": ("parcel x17", COMMON),
    "phrase": ('"parcel delivery"', COMMON),
    "common, but not another": ("parcel -invoice", COMMON),
    "Chinese, common": ("退货", COMMON),
    "Chinese, a sentence": ("快递还没到", COMMON),
    "Chinese, two": ("退货 地址", COMMON),
    "common, open ones": ("parcel status:open", COMMON),
    "common, of one customer": ("parcel customer:7", COMMON),
    "common, filters that leave little": ("parcel is:unassigned team:3 status:pending", FILTERED),
    "nothing": ("zzzzzz", RARE),
}


def figures() -> Iterator[dict]:
    """Each search as a supervisor and as an agent of two teams out of twelve."""
    first: dict[str, float] = {}
    for size in SIZES:
        with (
            tempfile.TemporaryDirectory(dir="/tmp") as folder,
            desk(Path(folder), size, os.environ.get("DATABASE_URL", "")),
        ):
            for what, (typed, wanted) in TYPED.items():
                for number, who in ((1, "supervisor"), (6, "agent")):
                    name = f"search: {what}, {who}"
                    taken = timed(lambda n=number, t=typed: _search(n, t), before=db.session.remove)
                    first.setdefault(name, taken["cpu_p50"])
                    yield {
                        "figure": name,
                        "tickets": size,
                        **taken,
                        "wanted": wanted,
                        "found": len(_search(1, typed)),
                        "growth": round(taken["cpu_p50"] / first[name], 2),
                    }
            yield from _directly(Path(folder), size)


def _search(agent: int, typed: str) -> list:
    return finding.visible_to(get(Agent, agent)).search(typed).hits


def _directly(folder: Path, size: int) -> Iterator[dict]:
    file = folder / "helpdesk.db"
    if not file.exists():
        return
    connection = sqlite3.connect(file)
    query = (
        "SELECT m.text, t.* FROM search_message s JOIN message m ON m.id = s.rowid "
        "JOIN ticket t ON t.id = m.ticket_id WHERE search_message MATCH ? ORDER BY s.rowid DESC LIMIT 26"
    )
    for word in ("parcel", "x17", "only777"):
        yield {
            "figure": f"search: {word}, the same query put to FTS5",
            "tickets": size,
            **timed(lambda w=word: connection.execute(query, (w,)).fetchall()),
        }
    connection.close()
