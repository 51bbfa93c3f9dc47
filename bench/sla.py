"""Limits of time on a desk of growing size: a sweep with nothing due, ten thousand breaches, a ticket's start.

BENCH_SIZES=1000000, BENCH_CLOCKS=50000, BENCH_BREACHES=10000 and DATABASE_URL (an empty PostgreSQL) choose others.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, insert, select, text

from bench.filling import NOW, desk
from bench.timing import timed
from helpdesk.customers import Customer
from helpdesk.db import db, transaction
from helpdesk.events import Event
from helpdesk.hot import get
from routing import sla
from tickets import Ticket, open_ticket, receive
from tickets.events import SLA_BREACHED
from tickets.ticket import ACTIVE

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "10000,100000").split(",")]
CLOCKS = int(os.environ.get("BENCH_CLOCKS", "50000"))
BREACHES = int(os.environ.get("BENCH_BREACHES", "10000"))
FAR, IDLE, ALL = timedelta(days=400), 200, 60


def figures() -> Iterator[dict]:
    """Each size in turn."""
    for size in SIZES:
        with (
            tempfile.TemporaryDirectory(dir="/tmp") as folder,
            desk(Path(folder), size, os.environ.get("DATABASE_URL", "")),
        ):
            policy = sla.make_policy(name_en="Bench", targets=_targets(), levels=[ESCALATES], by=None).id
            clocks = _fill(policy)
            about = {"tickets": size, "open_clocks": clocks}
            yield {"figure": "sweep, nothing due", **about, **timed(lambda: sla.fire_due(NOW)), "wanted_p95": IDLE}
            yield {"figure": "open a ticket with its clocks", **about, **timed(_opens, 200)}
            yield {"figure": "breaches handled", **about, **_breaches()}


ESCALATES = {"level": 1, "do": [{"action": "notify", "to": ["assignee"]}, {"action": "escalate"}]}


def _targets() -> list[dict]:
    return [
        {"metric": metric, "priority": priority, "seconds": 3600, "business": False}
        for metric in ("first_reply", "solution")
        for priority in ("low", "normal", "high", "urgent")
    ]


def _fill(policy: int) -> int:
    """Clocks of the active tickets, due in a year: as many as there shall be, or as there are tickets."""
    numbers = list(db.session.scalars(select(Ticket.id).where(text(ACTIVE)).limit(CLOCKS)))
    shared = {"metric": "solution", "policy_id": policy, "target": 3600, "used_us": 0, "level": 0, "started_at": NOW}
    with transaction():
        for start in range(0, len(numbers), 1000):
            rows = [
                {"ticket_id": number, **shared, "running_since": NOW, "due_at": NOW + FAR, "next_at": NOW + FAR}
                for number in numbers[start : start + 1000]
            ]
            db.session.execute(insert(sla.SlaClock), rows)
    return len(numbers)


def _opens() -> None:
    customer = get(Customer, 1)
    with transaction():
        ticket = open_ticket(customer, by=customer, subject="Bench")
        receive(ticket, customer, text="Bench")


def _breaches() -> dict:
    with transaction():
        first = select(sla.SlaClock.id).where(sla.SlaClock.next_at == NOW + FAR).limit(BREACHES).subquery()
        db.session.execute(
            sla.SlaClock.__table__.update()
            .where(sla.SlaClock.id.in_(select(first.c.id)))
            .values(due_at=NOW, next_at=NOW, warned_at=NOW)
        )
    began, worked = time.perf_counter(), time.thread_time()
    fired = sla.fire_due(NOW)
    seconds, cpu = time.perf_counter() - began, time.thread_time() - worked
    told = db.session.scalar(select(func.count()).select_from(Event).where(Event.name == SLA_BREACHED))
    return {
        "unit": "s",
        "fired": fired,
        "told": told,
        "seconds": round(seconds, 1),
        "cpu": round(cpu, 1),
        "wanted": ALL,
    }
