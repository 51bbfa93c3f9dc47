"""A base of customers of any size, as the program itself would have written it: sealed, with blind indexes."""

import json
import random
import secrets
from collections.abc import Iterable
from datetime import timedelta

from bench.filling import NOW, indexes_last
from helpdesk.customers import Customer, Identity
from helpdesk.customers.identity import index_of, parts_of
from helpdesk.db import db

BATCH = 10_000
CHANNELS = ("email", "webchat", "wechat", "whatsapp", "voice")
TABLES = ("customer", "identity", "customer_order", "ticket")
# Everybody has the first two, one in ten each of the others.
KINDS = {
    "email": lambda number: f"c{number}@company{number % 5000}.example",
    "phone": lambda number: f"+861{number + 3_000_000_000:010d}",
    "wechat": lambda number: f"o6_bmjrPTlm6_2sgVt7hMZO{number:08d}",
    "unionid": lambda number: f"oHUnion{number:020d}",
    "whatsapp": lambda number: f"861{number + 3_000_000_000:010d}",
    "telegram": lambda number: str(5_000_000_000 + number),
    "line": lambda number: f"U{number:032x}",
    "member_card": lambda number: f"6217{number:012d}",
    "user_id": lambda number: f"user-{number}",
    "external_id": lambda number: f"crm-{number}",
}
RARE = list(KINDS)[2:]
OFTEN = 100  # the first so many write often


def has(number: int, kind: str) -> bool:
    """Whether this customer has an address of this kind."""
    return kind not in RARE or number % 10 == RARE.index(kind)


def fill(size: int) -> None:
    """Write so many customers, their addresses, two orders a head and a ticket for one in five."""
    rand = random.Random(7)
    with indexes_last(TABLES, ("customer",), size) as connection:
        for start in range(1, size + 1, BATCH):
            numbers = range(start, min(start + BATCH, size + 1))
            _write(connection, "customer", [_customer(n, rand) for n in numbers])
            _write(connection, "identity", [_identity(n, kind) for n in numbers for kind in KINDS if has(n, kind)])
            _write(connection, "customer_order", [order for n in numbers for order in _orders(n, rand)])
            _write(connection, "ticket", [_ticket(n, rand) for n in numbers for _ in range(_tickets(n))])
            connection.commit()


def _write(connection, table: str, rows: Iterable[dict]) -> None:
    """All columns with their usual values, those given as they are given."""
    columns = {c.key: _usual(c) for c in db.metadata.tables[table].c if c.key != "id" or table == "customer"}
    if not rows:
        return
    values = [tuple(_plain(row.get(name, usual)) for name, usual in columns.items()) for row in rows]
    cursor, names = connection.cursor(), ", ".join(columns)
    if db.engine.dialect.name == "sqlite":
        if not connection.in_transaction:
            cursor.execute("BEGIN")
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})", values)
        return
    with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in values:
            copy.write_row(row)


def _usual(column):
    return column.default.arg if column.default is not None and column.default.is_scalar else None


def _plain(value):
    if isinstance(value, list | dict):
        return json.dumps(value)
    if hasattr(value, "tzinfo") and db.engine.dialect.name == "sqlite":
        return value.replace(tzinfo=None).isoformat(" ", "microseconds")
    return value


def _customer(number: int, rand: random.Random) -> dict:
    key = secrets.token_bytes(16)
    return {
        "id": number,
        "row_key": key,
        "name_sealed": Customer.name.envelope(Customer.__tablename__, key, f"Customer {number}"),
        "language": rand.choice(("zh", "zh", "en")),
        "tags": rand.choice(([], [], ["vip"], ["staff"])),
        "created_at": NOW - timedelta(days=rand.randint(0, 1500)),
    }


def _identity(number: int, kind: str) -> dict:
    value, key = KINDS[kind](number), secrets.token_bytes(16)
    return {
        "row_key": key,
        "customer_id": number,
        "kind": kind,
        "value_sealed": Identity.value.envelope(Identity.__tablename__, key, value),
        "value_index": index_of(kind, value),
        **parts_of(kind, value),
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


def _tickets(number: int) -> int:
    return 50 if number <= OFTEN else int(number % 5 == 0)


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
