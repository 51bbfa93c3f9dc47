"""A desk of any size, written straight into the tables: what is measured on it is reading, not writing."""

import os
import random
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask

from helpdesk.customers import Customer
from helpdesk.db import db, transaction
from helpdesk.hot import insert
from helpdesk.people import Agent, Membership, Team
from tickets import search_index

TEAMS, AGENTS, BATCH = 12, 60, 5_000
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ENGLISH = (
    "parcel delivery address refund invoice camera battery charger broken screen account password order number "
    "change cancel return size colour late missing wrong item please help thank you received today week still "
    "waiting answer email phone store card payment twice charged discount code working"
).split()
CHINESE = (
    "我想退货 快递还没到 订单号是多少 请问什么时候发货 屏幕坏了 密码忘了 可以换货吗 发票抬头写错了 "
    "退款多久到账 地址要改一下 优惠码不能用 收到的颜色不对 谢谢客服 麻烦尽快处理 电池充不进电"
).split()


@contextmanager
def desk(folder: Path, size: int, database_url: str = "") -> Iterator[Flask]:
    """An app on a database with so many tickets, one message each; one ticket in ten is not done yet."""
    os.environ.pop("REDIS_URL", None)
    from flask_migrate import upgrade

    from helpdesk.app import create_app

    app = create_app({"HELPDESK_DATA": str(folder), "DATABASE_URL": database_url})
    with app.app_context():
        upgrade()
        _people()
        _fill(size)
        yield app
        db.session.remove()
        db.engine.dispose()


def _people() -> None:
    with transaction():
        teams = [insert(Team(name=f"Team {n}")) for n in range(TEAMS)]
        for n in range(AGENTS):
            agent = insert(
                Agent(email=f"agent{n}@demo.test", name=f"Agent {n}", role="supervisor" if n == 0 else "agent")
            )
            for team in (teams[n % TEAMS], teams[(n + 1) % TEAMS]):
                insert(Membership(agent_id=agent.id, team_id=team.id))
        for n in range(1_000):
            insert(Customer(name=f"Customer {n}"))


def _fill(size: int) -> None:
    chance = random.Random(7)
    texts = [_text(chance) for _ in range(5_000)]
    entries = [search_index.entry(subject, text) for subject, text in texts]
    with indexes_last(("ticket", "message"), ("ticket", "message"), size) as connection:
        for first in range(1, size + 1, BATCH):
            numbers = range(first, min(first + BATCH, size + 1))
            chosen = {number: chance.randrange(len(texts)) for number in numbers}
            at = {number: _at(number, size) for number in numbers}
            _write(connection, "ticket", [_ticket(chance, n, size, *texts[chosen[n]], at[n]) for n in numbers])
            _write(connection, "message", [_message(n, texts[chosen[n]][1], at[n]) for n in numbers])
            _write(connection, "search_message", [_entry(n, entries[chosen[n]]) for n in numbers])
            connection.commit()


@contextmanager
def indexes_last(tables: tuple[str, ...], numbered: tuple[str, ...], size: int) -> Iterator:
    """A connection to write into these tables; on SQLite their indexes are made at the end, several times faster.

    `numbered` tables are given rows with numbers up to `size`.
    """
    connection = db.engine.raw_connection()
    cursor = connection.cursor()
    indexes = _taken_away(cursor, tables) if db.engine.dialect.name == "sqlite" else []
    yield connection
    for index in indexes:
        cursor.execute(index)
    connection.commit()
    if db.engine.dialect.name == "postgresql":
        for table in numbered:
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {size + 1})")
        connection.commit()
        cursor.execute("ANALYZE")
        connection.commit()
    connection.close()


def _taken_away(cursor, tables: tuple[str, ...]) -> list[str]:
    for pragma in ("synchronous=OFF", "cache_size=-400000", "wal_autocheckpoint=100000", "foreign_keys=OFF"):
        cursor.execute(f"PRAGMA {pragma}")
    found = cursor.execute(
        f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN {tables}"
    ).fetchall()
    for name, _ in found:
        cursor.execute(f"DROP INDEX {name}")
    return [sql for _, sql in found]


def _text(chance: random.Random) -> tuple[str, str]:
    if chance.random() < 0.4:
        said = "，".join(chance.choices(CHINESE, k=6)) + "。"
        return said[:8], said
    # As in real mail a few words stand nearly everywhere and most are rare.
    words = chance.choices(ENGLISH, weights=[1 / (place + 1) for place in range(len(ENGLISH))], k=30)
    rare = [f"x{chance.randrange(3_000)}" for _ in range(8)]
    return " ".join(words[:4]), " ".join(words + rare)


def _at(number: int, size: int) -> datetime | str:
    at = NOW - timedelta(seconds=(size - number) * 40)
    return at if db.engine.dialect.name == "postgresql" else at.strftime("%Y-%m-%d %H:%M:%S.000000")


def _ticket(chance: random.Random, number: int, size: int, subject: str, text: str, at) -> dict:
    # The one in ten that is not done is mostly among the newest.
    active = number > size * 0.92 if chance.random() < 0.98 else chance.random() < 0.5
    status = (
        chance.choice(("new", "open", "open", "pending", "on_hold"))
        if active
        else ("solved" if number > size * 0.9 else "closed")
    )
    return {
        "id": number,
        "version": 1,
        "subject": subject,
        "status": status,
        "priority": chance.choice(("low", "normal", "normal", "high", "urgent")),
        "language": "en",
        "channel": chance.choice(("email", "webchat", "api")),
        "customer_id": 1 + number % 1_000,
        "team_id": 1 + number % TEAMS,
        "assignee_id": 1 + chance.randrange(AGENTS) if chance.random() < 0.8 else None,
        "fields": "{}",
        "created_at": at,
        "updated_at": at,
        "last_message_at": at,
        "last_message_id": number,
        "waiting_since": at if status in ("new", "open") else None,
        "solved_at": None if active else at,
        "preview": text[:140],
        "preview_by": "customer",
        "message_count": 1,
        "tag_names": "[]",
    }


def _message(number: int, text: str, at) -> dict:
    return {
        "id": number,
        "row_key": secrets.token_bytes(16),
        "ticket_id": number,
        "origin_ticket_id": number,
        "kind": "inbound",
        "author_kind": "customer",
        "author_id": 1 + number % 1_000,
        "text": text,
        "is_auto": False,
        "created_at": at,
        "at": at,
    }


def _entry(number: int, words: str) -> dict:
    key = "message_id" if db.engine.dialect.name == "postgresql" else "rowid"
    only = f"only{number}"
    return {key: number, "words": f"{words} '{only}':999" if key == "message_id" else f"{words} {only}"}


def _write(connection, table: str, rows: list[dict]) -> None:
    sqlite = db.engine.dialect.name == "sqlite"
    columns = list(rows[0])
    casts = ["CAST(%s AS tsvector)" if c == "words" else "%s" for c in columns]
    values = ", ".join("?" * len(columns) if sqlite else casts)
    cursor = connection.cursor()
    if sqlite and not connection.in_transaction:
        cursor.execute("BEGIN")
    cursor.executemany(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})", [tuple(row.values()) for row in rows]
    )
