"""The database: transaction() and on_commit(), the only commit, and insert()/change(), the door of the hot verbs."""

import fcntl
import functools
import os
from collections.abc import Callable
from contextlib import contextmanager
from datetime import datetime

import structlog
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, BigInteger, Integer, event, inspect, text, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, make_transient_to_detached, mapped_column, registry
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.exc import StaleDataError

from helpdesk.clock import Instant

log = structlog.get_logger()
BigId = BigInteger().with_variant(Integer, "sqlite")


class _Columns(DeclarativeBase):
    registry = registry(type_annotation_map={datetime: Instant, dict: JSON, list: JSON})


db = SQLAlchemy(model_class=_Columns, session_options={"expire_on_commit": False}, disable_autonaming=True)
Row = db.Model  # what every model is


def id_column():
    """The number of a row: 64 bits, given by the database, never used twice."""
    return mapped_column(BigId, primary_key=True)


def engine_options(url: str) -> dict:
    """How to connect: a bounded pool; SQLite waits for its turn instead of failing."""
    if url.startswith("sqlite"):
        return {"connect_args": {"timeout": 30, "check_same_thread": False}, "pool_size": 10, "max_overflow": 60}
    return {"pool_size": 10, "max_overflow": 20, "pool_pre_ping": True, "pool_timeout": 5,
            "connect_args": {"connect_timeout": 5}}


@event.listens_for(Engine, "connect")
def _tune_sqlite(connection, _record):
    if not type(connection).__module__.startswith("sqlite3"):
        return
    connection.isolation_level = None  # we say BEGIN ourselves, below
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=30000", "foreign_keys=ON",
                   "temp_store=MEMORY", "cache_size=-16000"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection):
    if connection.dialect.name == "sqlite":
        # A transaction that reads first and writes later would fail at once when another wrote in between.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


class transaction:
    """One unit of change, as decorator or context manager; nested uses join the outermost, which alone commits.

    Rows loaded before are read afresh inside it. As a decorator it runs again (three times at most) when
    another transaction changed the same row in between. An error inside undoes the whole.
    """

    def __enter__(self):
        session = db.session()
        if session.info.get("depth"):
            session.info["depth"] += 1
            return session
        if session.in_transaction():
            session.rollback() if not (session.new or session.dirty or session.deleted) else _refuse_leftovers()
        session.expire_all()
        session.info.update(depth=1, after=[], doomed=False, turn=_take_turn(session))
        try:
            session.connection(execution_options={"writes": True})
        except BaseException:
            _close(session)
            raise
        return session

    def __exit__(self, kind, error, trace):
        session = db.session()
        if session.info["depth"] > 1:
            session.info["depth"] -= 1
            session.info["doomed"] = session.info["doomed"] or kind is not None
            return False
        callbacks = session.info["after"]
        try:
            if kind is not None:
                session.rollback()
                return False
            if session.info["doomed"]:
                session.rollback()
                raise RuntimeError("a part of this transaction failed, so the whole cannot be kept")
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            _close(session)
        for callback in callbacks:
            _run(callback)
        return False

    def __call__(self, verb: Callable):
        @functools.wraps(verb)
        def wrapped(*args, **kwargs):
            for attempt in (1, 2, 3):
                outermost = not db.session().info.get("depth")
                try:
                    with transaction():
                        return verb(*args, **kwargs)
                except (StaleDataError, OperationalError) as error:
                    if not outermost or attempt == 3 or not _may_pass(error):
                        raise
        return wrapped


def in_transaction() -> bool:
    """Whether a transaction() is open here."""
    return bool(db.session().info.get("depth"))


def on_commit(callback: Callable[[], None]) -> None:
    """Call this once the outermost transaction has committed; at once when none is open; never when it fails."""
    session = db.session()
    if session.info.get("depth"):
        session.info["after"].append(callback)
    else:
        _run(callback)


@contextmanager
def savepoint():
    """A part of a transaction that may fail alone."""
    with db.session.begin_nested():
        yield


def only_one(*key) -> None:
    """Until the transaction ends nobody else passes here with the same key. SQLite has one writer anyway."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"),
                           {"key": "|".join(map(str, key))})


def insert(row):
    """Write this new row now with a plain INSERT, and keep it in the session as if it had been loaded.

    Five times cheaper than the unit of work. Give foreign keys as numbers, not as objects.
    """
    table, columns, key = _plan(type(row))
    state = row.__dict__
    values = {}
    for name, column, default in columns:
        if name in state:
            values[column.key] = state[name]
        elif default is not None:
            values[column.key] = state[name] = default()
        elif name != key:
            values[column.key] = state[name] = None
    result = db.session.connection().execute(table.insert(), values)
    if key and state.get(key) is None:
        state[key] = result.inserted_primary_key[0]
    make_transient_to_detached(row)
    db.session.add(row)
    return row


def change(row, **values):
    """Write these columns of this row now with a plain UPDATE. Raises StaleDataError if another changed it first."""
    table, _, _ = _plan(type(row))
    keys = {column.name: getattr(row, column.key) for column in table.primary_key}
    where = [table.c[name] == value for name, value in keys.items()]
    if "version" in table.c:
        where.append(table.c.version == row.version)
        values["version"] = row.version + 1
    result = db.session.connection().execute(update(table).where(*where).values(values))
    if result.rowcount != 1:
        raise StaleDataError(f"{table.name} {keys} was changed in between")
    for name, value in values.items():
        set_committed_value(row, name, value)
    return row


@functools.cache
def _plan(model):
    mapper = inspect(model)
    columns = []
    for attribute in mapper.column_attrs:
        column = attribute.columns[0]
        default = None
        if column.default is not None:
            argument = column.default.arg
            default = functools.partial(argument, None) if callable(argument) else functools.partial(_same, argument)
        columns.append((attribute.key, column, default))
    keys = [a.key for a in mapper.column_attrs if a.columns[0].primary_key]
    return mapper.local_table, columns, keys[0] if len(keys) == 1 else None


def _same(value):
    return value


def _take_turn(session):
    """SQLite has one writer; waiting in the kernel's line is fair and wakes at once, its own retries are neither."""
    url = session.get_bind().url
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    handle = os.open(url.database + ".turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(handle, fcntl.LOCK_EX)
    return handle


def _close(session) -> None:
    handle = session.info.get("turn")
    session.info.update(depth=0, after=[], turn=None)
    if handle is not None:
        os.close(handle)


def _run(callback) -> None:
    try:
        callback()
    except Exception:  # the row is the truth: what a callback would have hurried, the sweep does later
        log.exception("on_commit failed", callback=getattr(callback, "__qualname__", repr(callback)))


def _may_pass(error) -> bool:
    code = getattr(getattr(error, "orig", None), "sqlstate", None)
    return isinstance(error, StaleDataError) or code in {"40001", "40P01"}


def _refuse_leftovers():
    raise RuntimeError("rows were changed outside a transaction()")
