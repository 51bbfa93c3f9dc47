"""The agent's list, its counts and one ticket, on desks of growing size, each beside SQLite asked directly.

BENCH_SIZES=10000,100000,1000000 and DATABASE_URL (an empty PostgreSQL, one size) choose others.
"""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from bench.filling import NOW, desk
from bench.timing import timed
from helpdesk.customers import Customer
from helpdesk.db import db
from helpdesk.hot import get
from helpdesk.people import Agent
from tickets import Ticket, finding, receive, view_of, views_of
from tickets.ticket import ACTIVE

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "10000,100000").split(",")]
LIST, COUNTS, TICKET = 15, 40, 15  # ms wanted


def figures() -> Iterator[dict]:
    """Every list there is, as a supervisor and as an agent of two teams out of twelve sees it."""
    first: dict[str, float] = {}
    for size in SIZES:
        with (
            tempfile.TemporaryDirectory(dir="/tmp") as folder,
            desk(Path(folder), size, os.environ.get("DATABASE_URL", "")),
        ):
            for name, wanted, task in _tasks():
                taken = timed(task, before=db.session.remove)
                first.setdefault(name, taken["cpu_p50"])
                yield {
                    "figure": name,
                    "tickets": size,
                    **taken,
                    "wanted": wanted,
                    "growth": round(taken["cpu_p50"] / first[name], 2),
                }
            yield from _directly(Path(folder), size)


def _tasks() -> Iterator[tuple[str, int, Callable]]:
    for who, name in (("agent0", "supervisor"), ("agent5", "agent")):
        number = db.session.query(Agent.id).filter_by(email=f"{who}@demo.test").scalar()
        for view in views_of(get(Agent, number)):
            yield f"list: {view.name_en}, {name}", LIST, lambda n=number, v=view.id: _list(n, v)
        yield f"list: all counts, {name}", COUNTS, lambda n=number: _counts(n)
    long = _long_ticket()
    yield "ticket: 20 messages", TICKET, lambda: _ticket(long)


def _list(agent: int, view: int):
    me = get(Agent, agent)
    return finding.visible_to(me).list(view_of(me, view))


def _counts(agent: int):
    me = get(Agent, agent)
    return finding.visible_to(me).counts(views_of(me))


def _ticket(number: int):
    sight = finding.visible_to(get(Agent, 1))
    ticket = sight.get(number)
    return sight.thread(ticket), sight.beside([ticket])


def _long_ticket() -> int:
    number = db.session.query(Ticket.id).filter(Ticket.status == "open").order_by(Ticket.id.desc()).limit(1).scalar()
    ticket = get(Ticket, number)
    for n in range(19):
        receive(
            ticket,
            get(Customer, ticket.customer_id),
            text=f"And another thing, number {n}",
            at=NOW + timedelta(seconds=n),
        )
    return number


def _directly(folder: Path, size: int) -> Iterator[dict]:
    file = folder / "helpdesk.db"
    if not file.exists():
        return
    connection = sqlite3.connect(file)
    query = (
        f"SELECT * FROM ticket WHERE status IN ('new','open') AND {ACTIVE} "
        "ORDER BY last_message_at DESC, id DESC LIMIT 51"
    )
    yield {
        "figure": "list: All open, the same query put to SQLite",
        "tickets": size,
        **timed(lambda: connection.execute(query).fetchall()),
    }
    connection.close()
