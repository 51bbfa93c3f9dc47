"""How rows are kept: what every model is, the session that finds them, and the database's own tuning."""

import functools
import sqlite3
from collections.abc import Callable
from datetime import datetime

import structlog
from flask.globals import _cv_app
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import JSON, BigInteger, Integer, event, inspect
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry, scoped_session

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


class _OfContext(scoped_session):
    """The session of this app context, which one request asks for eighty times: found without the ways around."""

    def __call__(self, **options):
        """This context's session."""
        try:
            return self.registry.registry[id(_cv_app.get())]
        except LookupError:  # its first question, or there is no context: that is said there
            return super().__call__(**options)


class _Database(SQLAlchemy):
    def _make_scoped_session(self, options):
        made = super()._make_scoped_session(options)
        return _OfContext(made.session_factory, made.registry.scopefunc)


db = _Database(
    model_class=_Columns, session_options={"expire_on_commit": False, "class_": _Session}, disable_autonaming=True
)
Row = db.Model  # what every model is


def id_column():
    """The number of a row: 64 bits, given by the database."""
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
        "wal_autocheckpoint=5000",
    ):  # 20 MB, should write_ahead.py not come to it: an ingest writes 30 pages, most of them the same ones
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


def bare(statement: str) -> tuple | None:
    """Run a statement that no transaction may surround, such as VACUUM; the first row of its answer."""
    connection = db.engine.raw_connection()
    try:
        if db.engine.dialect.name == "postgresql":
            connection.driver_connection.autocommit = True
        cursor = connection.driver_connection.execute(statement)
        return cursor.fetchone() if cursor.description else None
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
