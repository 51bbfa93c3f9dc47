"""The database: transaction() and on_commit(), the only commit. What must be fast goes through hot.py."""

import functools
from collections.abc import Callable
from contextlib import contextmanager

import structlog
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError

from helpdesk import turn
from helpdesk.engine import BigId, Row, bare, db, file_beside, id_column

__all__ = [
    "BigId",
    "Row",
    "bare",
    "connection_now",
    "connection_of",
    "db",
    "id_column",
    "in_transaction",
    "let_go",
    "on_commit",
    "only_one",
    "savepoint",
    "transaction",
]

log = structlog.get_logger()


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


def in_transaction() -> bool:
    """Whether a transaction() is open here."""
    return bool(db.session().info.get("depth"))


def connection_now():
    """The connection of the open transaction, or one to read with."""
    return connection_of(db.session())


def connection_of(session):
    """The same, of a session that is at hand."""
    info = session.info
    known = info.get("connection")
    if known is not None and not known.closed:
        return known
    began, known = info.get("reading", (None, None))  # the session's own way to it costs more than many a question
    if known is None or began is not session.get_transaction() or known.closed:
        known = session.connection()
        info["reading"] = (session.get_transaction(), known)
    return known


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


def _take_turn() -> int | None:
    path = file_beside("turn")
    return None if path is None else turn.take(path)


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
        turn.give_back(handle)


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
