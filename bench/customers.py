"""A million customers: look-up by address, the panel, a segment of ten conditions, everybody's value in a night.

BENCH_CUSTOMERS=100000 and DATABASE_URL (an empty PostgreSQL) choose another size and database.
"""

import os
import random
import secrets
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta

from bench.filling import NOW
from bench.timing import timed
from helpdesk import people
from helpdesk.customers import Customer, Identity, Order
from helpdesk.customers.identifying import identify
from helpdesk.customers.identity import index_of
from helpdesk.db import db, transaction
from helpdesk.hot import insert
from helpdesk.people import Agent
from tickets import Ticket

SIZE = int(os.environ.get("BENCH_CUSTOMERS", "1000000"))
BATCH = 20_000
LOOK_UP, PANEL, SEGMENT, EVERYBODY = 5, 30, 2_000, 120_000  # ms wanted
CHANNELS = ("email", "webchat", "wechat", "whatsapp", "voice")


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
    from flask_migrate import upgrade

    from helpdesk.app import create_app
    from helpdesk.customers.segmenting import keeping
    from helpdesk.customers.valuing import reckoning

    os.environ.pop("REDIS_URL", None)
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        app = create_app({"HELPDESK_DATA": folder, "DATABASE_URL": os.environ.get("DATABASE_URL", "")})
        with app.app_context():
            upgrade()
            yield _figure("fill", _seconds(lambda: _fill(SIZE)), None)
            db.session.remove()
            yield _figure("value of everybody, first night", _seconds(lambda: reckoning.reckon_all(NOW)), EVERYBODY)
            later = NOW + timedelta(days=1)
            yield _figure("value of everybody, every night", _seconds(lambda: reckoning.reckon_all(later)), EVERYBODY)
            count = keeping.count(TEN, later)
            taken = timed(lambda: keeping.count(TEN, later), times=5, before=db.session.remove)
            yield {**_figure("segment of ten conditions", taken["p95"], SEGMENT), "found": count}
            yield from _small(app)
            db.session.remove()
            db.engine.dispose()


def _small(app) -> Iterator[dict]:
    for name, kind in (("e-mail", "email"), ("phone", "phone")):
        taken = timed(lambda kind=kind: _look_up(kind), times=300, before=db.session.remove)
        yield {"figure": f"look-up by {name}, as ingest does", "customers": SIZE, **taken, "wanted": LOOK_UP}
    with transaction():
        mia = insert(Agent(email="mia@bench.test", name="Mia", role="admin"))
    browser = app.test_client()
    with browser.session_transaction() as session:
        session.update(_user_id=str(people.sign_in(mia).id), _fresh=True)
    for page in ("", "/value", "/timeline"):
        taken = timed(lambda page=page: _ask(browser, page), times=100, before=db.session.remove)
        yield {"figure": f"panel: customer{page}", "customers": SIZE, **taken, "wanted": PANEL}


def _ask(browser, page: str) -> None:
    answer = browser.get(f"/console/customers/{random.randint(1, SIZE)}{page}.json")
    if answer.status_code != 200:
        raise RuntimeError(f"{answer.status_code}: {answer.text[:200]}")


@transaction()
def _look_up(kind: str) -> None:
    found, _ = identify(kind, _address(kind, random.randint(1, SIZE)), verified=True, how="bench")
    if found is None:
        raise RuntimeError("nobody")


def _figure(name: str, taken: float, wanted: int | None) -> dict:
    return {"figure": name, "customers": SIZE, "unit": "ms", "p95": round(taken, 1), "wanted": wanted}


def _seconds(task) -> float:
    began = time.perf_counter()
    task()
    return (time.perf_counter() - began) * 1000


def _address(kind: str, number: int) -> str:
    return f"c{number}@bench.example" if kind == "email" else f"+8613{number:09d}"


def _fill(size: int) -> None:
    rand = random.Random(7)
    for start in range(1, size + 1, BATCH):
        numbers = range(start, min(start + BATCH, size + 1))
        with transaction():
            _put(Customer, [_customer(n, rand) for n in numbers])
            _put(Identity, [_identity(n, kind) for n in numbers for kind in ("email", "phone")])
            _put(Order, [order for n in numbers for order in _orders(n, rand)])
            _put(Ticket, [_ticket(n, rand) for n in numbers if n % 5 == 0])


def _put(model, rows: list[dict]) -> None:
    usual = {c.key: c.default.arg for c in model.__table__.c if c.default is not None and c.default.is_scalar}
    db.session.connection().execute(model.__table__.insert(), [usual | row for row in rows])


def _customer(number: int, rand: random.Random) -> dict:
    return {
        "id": number,
        "row_key": secrets.token_bytes(16),
        "language": rand.choice(("zh", "zh", "en")),
        "tags": rand.choice(([], [], ["vip"], ["staff"])),
        "created_at": NOW - timedelta(days=rand.randint(0, 1500)),
    }


def _identity(number: int, kind: str) -> dict:
    return {
        "row_key": secrets.token_bytes(16),
        "customer_id": number,
        "kind": kind,
        "value_index": index_of(kind, _address(kind, number)),
        "verified_at": NOW,
        "how": "bench",
        "created_at": NOW,
    }


def _orders(number: int, rand: random.Random) -> list[dict]:
    count = 0 if rand.random() < 0.3 else min(30, 1 + int(rand.expovariate(0.5)))
    return [
        {
            "customer_id": number,
            "external_id": f"{number}-{n}",
            "placed_at": NOW - timedelta(minutes=rand.randint(1, 1_500_000)),
            "currency": "CNY",
            "total": (worth := int(rand.lognormvariate(9.5, 1))),
            "worth": worth,
            "items": [],
            "created_at": NOW,
            "updated_at": NOW,
        }
        for n in range(count)
    ]


def _ticket(number: int, rand: random.Random) -> dict:
    at = NOW - timedelta(minutes=rand.randint(1, 400_000))
    return {
        "customer_id": number,
        "status": "closed" if rand.random() < 0.9 else "open",
        "type": "complaint" if rand.random() < 0.05 else None,
        "channel": rand.choice(CHANNELS),
        "subject": "Where is it?",
        "fields": {},
        "tag_names": [],
        "created_at": at,
        "updated_at": at,
        "last_message_at": at,
    }
