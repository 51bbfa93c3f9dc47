"""A million customers: look-up by any address, the panel, a segment of ten conditions, everybody's value, an import.

BENCH_CUSTOMERS=100000, BENCH_ROWS=20000 and DATABASE_URL (an empty PostgreSQL) choose another size and database;
BENCH_FOLDER keeps the base there, and takes it from there the next time. `cpu` is of this process: on a machine that
does other work besides it says more than the clock.
"""

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from bench.filling import NOW
from bench.many_customers import KINDS, OFTEN, fill, has
from bench.timing import timed
from helpdesk import importing, people
from helpdesk.customers import Customer
from helpdesk.customers.identifying import identify
from helpdesk.db import db, transaction
from helpdesk.hot import get, insert
from helpdesk.importing import ImportRun
from helpdesk.people import Agent

SIZE = int(os.environ.get("BENCH_CUSTOMERS", "1000000"))
ROWS = int(os.environ.get("BENCH_ROWS", "50000"))
LOOK_UP, PANEL, SEGMENT, EVERYBODY, IMPORT = 5, 30, 2_000, 120_000, 2_000  # ms wanted; rows a second
PANELS = ("", "/value", "/same", "/timeline", "/orders", "/journey")


def _is(field: str, op: str, value) -> dict:
    return {"field": field, "op": op, "value": value}


TEN = {
    "all": [
        _is("orders", "at_least", 1),
        _is("spend", "more_than", 200),
        _is("last_order_days", "less_than", 300),
        _is("stage", "in", ["new", "active", "loyal", "at_risk"]),
        {"any": [_is("recency", "at_least", 3), _is("frequency", "at_least", 4)]},
        _is("complaints_30d", "at_most", 1),
        _is("open_tickets", "less_than", 5),
        _is("language", "is", "zh"),
        _is("tags", "has_not", "staff"),
        _is("has", "has", ["email", "phone"]),
    ]
}


def figures() -> Iterator[dict]:
    """Each with what was wanted of it."""
    from helpdesk.customers.segmenting import keeping
    from helpdesk.customers.valuing import reckoning

    with _desk() as (app, filled):
        yield _once("fill", lambda: None if filled else fill(SIZE), None)
        db.session.remove()
        yield _once("value of everybody, first night", lambda: reckoning.reckon_all(NOW), EVERYBODY)
        later = NOW + timedelta(days=1)
        yield _once("value of everybody, every night", lambda: reckoning.reckon_all(later), EVERYBODY)
        found = keeping.count(TEN, later)
        taken = timed(lambda: keeping.count(TEN, later), times=10, before=db.session.remove)
        yield {"figure": "segment of ten conditions", "customers": SIZE, **taken, "wanted": SEGMENT, "found": found}
        yield from _look_ups()
        yield from _panels(app)
        yield from _import()


@contextmanager
def _desk():
    """The app on its base, and whether that was there already."""
    from flask_migrate import upgrade

    from helpdesk.app import create_app

    os.environ.pop("REDIS_URL", None)
    kept = os.environ.get("BENCH_FOLDER")
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        if kept:
            Path(kept).mkdir(parents=True, exist_ok=True)
        app = create_app({"HELPDESK_DATA": kept or folder, "DATABASE_URL": os.environ.get("DATABASE_URL", "")})
        with app.app_context():
            upgrade()
            there = (db.session.scalar(select(func.max(Customer.id))) or 0) >= SIZE
            db.session.remove()
            yield app, there
            db.session.remove()
            db.engine.dispose()


def _look_ups() -> Iterator[dict]:
    for kind in KINDS:
        numbers = [n for n in (random.randint(1, SIZE) for _ in range(10_000)) if has(n, kind)]
        chosen = iter(numbers[:303])
        taken = timed(lambda kind=kind, chosen=chosen: _look_up(kind, next(chosen)), 300, before=db.session.remove)
        yield {"figure": f"look-up by {kind}, as ingest does", "customers": SIZE, **taken, "wanted": LOOK_UP}


@transaction()
def _look_up(kind: str, number: int) -> None:
    found, _ = identify(kind, KINDS[kind](number), verified=True, how="bench")
    if found.id != number:
        raise RuntimeError(f"{found.id} is not {number}")


def _panels(app) -> Iterator[dict]:
    with transaction():
        mia = insert(Agent(email=f"mia{time.time()}@bench.test", name="Mia", role="admin"))
    browser = app.test_client()
    with browser.session_transaction() as session:
        session.update(_user_id=str(people.sign_in(mia).id), _fresh=True)
    for who, last in (("anybody", SIZE), ("who wrote fifty times", OFTEN)):
        for page in PANELS:
            taken = timed(lambda page=page, last=last: _ask(browser, page, last), 100, before=db.session.remove)
            yield {"figure": f"panel of {who}: customer{page}", "customers": SIZE, **taken, "wanted": PANEL}


def _ask(browser, page: str, last: int) -> None:
    answer = browser.get(f"/console/customers/{random.randint(1, last)}{page}.json")
    if answer.status_code != 200:
        raise RuntimeError(f"{answer.status_code}: {answer.text[:200]}")


def _import() -> Iterator[dict]:
    """Nine in ten are new, one is known; carried on as its job does."""
    options = {"trusted": True, "existing": "fill", "time_zone": "UTC", "region": "CN"}
    run = importing.begin(filename="people.csv", data=_file(), subject="customers", by=None, options=options).id
    for name, state in (("read", None), ("tried", "checking"), ("taken in", "running")):
        if state:
            importing.start(get(ImportRun, run), state)
        steps: list[int] = []
        figure = _once(f"import, rows {name}", lambda steps=steps: _carry_on(run, steps), None)
        rate = {
            "unit": "rows/s",
            "rate": round(ROWS / figure["p95"] * 1000),
            "rate_of_cpu": round(ROWS / figure["cpu"]),
        }
        rate["rate_of_cpu"] = round(ROWS / max(figure["cpu"], 0.01))
        yield {**figure, **rate, "rows": ROWS, "progress_seen": len(set(steps)), "wanted": IMPORT}
    with transaction():
        done = get(ImportRun, run)
        if (done.state, done.refused) != ("done", 0):
            raise RuntimeError(f"{done.state}, {done.refused} refused")


def _carry_on(run: int, steps: list[int]) -> None:
    while importing.step(run):
        steps.append(get(ImportRun, run).position)


def _file() -> bytes:
    lines, first = ["Name,E-mail,Mobile,Customer id,Language,Tags,Customer since"], int(time.time())
    for row in range(ROWS):
        number = random.randint(1, SIZE) if row % 10 == 0 else first * 1000 + row
        phone = KINDS["phone"](number)[3:] if row % 10 == 0 else f"15{(first + row) % 10**9:09d}"
        who = f"Person {row},{KINDS['email'](number)},{phone},crm-{number}"
        lines.append(f'{who},{"zh" if row % 3 else "en"},"new, shop",2025-0{1 + row % 9}-1{row % 10}')
    return "\n".join(lines).encode()


def _once(name: str, task: Callable[[], object], wanted: int | None) -> dict:
    began, worked = time.perf_counter(), time.process_time()
    task()
    taken, cpu = time.perf_counter() - began, time.process_time() - worked
    told = {"unit": "ms", "p95": round(taken * 1000, 1), "cpu": round(cpu, 1), "wanted": wanted}
    return {"figure": name, "customers": SIZE, **told}
