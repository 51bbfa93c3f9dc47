"""The database: transaction() and on_commit(), the only commit. What must be fast goes through hot.py."""

import fcntl
import functools
import os
import sqlite3
from collections.abc import Callable
from contextlib import contextmanager
from datetime import datetime

import structlog
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import JSON, BigInteger, Integer, event, inspect, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry
from sqlalchemy.orm.exc import StaleDataError

from helpdesk.clock import Instant

log = structlog.get_logger()
BigId = BigInteger().with_variant(Integer, "sqlite")


class _Columns(DeclarativeBase):
    registry = registry(type_annotation_map={datetime: Instant, dict: JSON, list: JSON})

    def __init__(self, **values):
        # A new row has no history to keep, so its columns need no instrumented setting, which costs five times as much.
        columns, state = _columns(type(self)), self.__dict__
        for name, value in values.items():
            if name in columns:
                state[name] = value
            elif hasattr(type(self), name):
                setattr(self, name, value)
            else:
                raise TypeError(f"{type(self).__name__} has no {name!r}")


@functools.cache
def _columns(model) -> frozenset[str]:
    return frozenset(attribute.key for attribute in inspect(model).column_attrs)


class _Session(Session):
    """Its rows by number come by a shorter way where there is one: reading_rows.py knows it."""

    shorter_get = None

    def get(self, entity, ident, **how):
        """The row of this key, or None."""
        if any(how.values()) or self.shorter_get is None or self._new or self._deleted:
            return super().get(entity, ident, **how)
        return self.shorter_get(entity, ident, super().get)


def shorten_get(get: Callable) -> None:
    """Let `get(session, model, key, usual)` find rows by their key."""
    _Session.shorter_get = get


db = SQLAlchemy(
    model_class=_Columns, session_options={"expire_on_commit": False, "class_": _Session}, disable_autonaming=True
)
Row = db.Model  # what every model is


def id_column():
    """The number of a row: 64 bits, given by the database, never used twice."""
    return mapped_column(BigId, primary_key=True)


def engine_options(url: str) -> dict:
    """How to connect: a bounded pool; SQLite waits for its turn instead of failing."""
    if url.startswith("sqlite"):
        # The connection that was used last knows most pages still.
        return {
            "connect_args": {"timeout": 30, "check_same_thread": False},
            "pool_size": 10,
            "max_overflow": 60,
            "pool_use_lifo": True,
        }
    return {
        "pool_size": 10,
        "max_overflow": 20,
        "pool_pre_ping": True,
        "pool_timeout": 5,
        "connect_args": {"connect_timeout": 5},
    }


@event.listens_for(Engine, "connect")
def _tune_sqlite(connection, _record):
    if not type(connection).__module__.startswith("sqlite3"):
        return
    connection.isolation_level = None  # we say BEGIN ourselves, below
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "busy_timeout=30000",
        "foreign_keys=ON",
        "secure_delete=ON",
        "temp_store=MEMORY",
        "cache_size=-16000",
        "wal_autocheckpoint=4000",
    ):  # 16 MB: an ingest writes 30 pages, most of them the same ones
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection):
    if connection.dialect.name == "sqlite":
        # A transaction that reads first and writes later would fail at once when another wrote in between.
        writes = connection.get_execution_options().get("writes")
        statement = "BEGIN IMMEDIATE" if writes else "BEGIN"
        try:
            connection.connection.driver_connection.execute(statement)
        except sqlite3.Error:  # whatever it is, it shall be said as all errors of the database are
            connection.exec_driver_sql(statement)


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
        session.info.update(depth=1, after=[], doomed=False, stamps=None, turn=_take_turn())
        try:
            session.info["connection"] = session.connection(execution_options={"writes": True})
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
                _undo(session)
                return False
            if session.info["doomed"]:
                raise RuntimeError("a part of this transaction failed, so the whole cannot be kept")
            session.commit()
        except BaseException:
            _undo(session)
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


def drop_lost_connections(app) -> None:
    """Let an answer go out though the connection broke behind it: taking back what a lost one did fails, needlessly."""

    @app.teardown_appcontext
    def _close_or_drop(_error) -> None:
        try:
            if db.session.registry.has():
                db.session().close()
        except DBAPIError as error:
            log.warning("connection lost", error=type(error.orig).__name__)
            db.session.registry.clear()


def in_transaction() -> bool:
    """Whether a transaction() is open here."""
    return bool(db.session().info.get("depth"))


def connection_now():
    """The connection of the open transaction, or one to read with."""
    return connection_of(db.session())


def connection_of(session):
    """The same, of a session that is at hand."""
    known = session.info.get("connection")
    return session.connection() if known is None or known.closed else known


def let_go() -> None:
    """Look no longer, and keep what was read; before waiting for others. SQLite's log cannot be emptied past a look
    that lasts, and grows meanwhile without end.
    """
    session = db.session()
    if not session.info.get("depth") and not (session.new or session.dirty or session.deleted):
        session.commit()


def on_commit(callback: Callable[[], None]) -> None:
    """Call this once the outermost transaction has committed; at once when none is open; never when it fails."""
    session = db.session()
    if session.info.get("depth"):
        session.info["after"].append(callback)
    else:
        _run(callback)


@contextmanager
def savepoint():
    """A part of a transaction that may fail alone: its rows, its events and what they would have caused are undone."""
    session = db.session()
    before = {"doomed": session.info["doomed"], **{k: len(v) for k, v in session.info.items() if isinstance(v, list)}}
    try:
        with session.begin_nested():
            session.connection()  # the session says SAVEPOINT only once it is asked for its connection
            yield
    except BaseException:
        session.info.update(doomed=before["doomed"], stamps=None)
        _forget_rows(session, session.info.get("inserted", [])[before.get("inserted", 0) :])
        for name, gathered in session.info.items():
            if isinstance(gathered, list):
                del gathered[before.get(name, 0) :]
        session.expire_all()  # change() told the rows of it, the database has forgotten it
        raise


def only_one(*key) -> None:
    """Until the transaction ends nobody else passes here with the same key. SQLite has one writer anyway."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(
            text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"), {"key": "|".join(map(str, key))}
        )


def _take_turn():
    """SQLite has one writer; waiting in the kernel's line is fair and wakes at once, its own retries are neither."""
    path = file_beside("turn")
    if path is None:
        return None
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(handle, fcntl.LOCK_EX)
    return handle


def bare(statement: str) -> None:
    """Run a statement that no transaction may surround, such as VACUUM."""
    connection = db.engine.raw_connection()
    try:
        if db.engine.dialect.name == "postgresql":
            connection.driver_connection.autocommit = True
        connection.driver_connection.execute(statement)
    finally:
        if db.engine.dialect.name == "postgresql":
            connection.driver_connection.autocommit = False
        connection.close()


def file_beside(name: str) -> str | None:
    """Where a file of this name stands beside SQLite's; None for any other database."""
    url = db.engine.url
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return f"{url.database}.{name}"


def _undo(session) -> None:
    session.rollback()
    session.info.pop("recorded", None)  # events of what did not happen are told to nobody
    _forget_rows(session, session.info.get("inserted", []))


def _forget_rows(session, rows) -> None:
    """Their numbers are given again by SQLite, and a session holds one row of a number."""
    for row in rows:
        if row in session:
            session.expunge(row)


def _close(session) -> None:
    handle = session.info.get("turn")
    session.info.update(depth=0, after=[], inserted=[], turn=None, connection=None)
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
