"""Stamps: small questions that tell whether what this process has read of the settings is still so.

Within a transaction all of them are asked in one statement and once, until it changes such rows itself: a dozen
reactions to one message would ask for the same.
"""

import functools

from sqlalchemy import event, select

from helpdesk.db import Row, connection_now, db, in_transaction
from helpdesk.hot import Look

_KEY = "stamps"
_stamps: list["Stamp"] = []


class Stamp:
    """Aggregates over a small table: when they are others, its rows are others."""

    def __init__(self, model: type[Row], *aggregates, where=()):
        self.model = model
        self.query = select(*aggregates).select_from(model).where(*where)
        self.width = len(aggregates)
        self.alone = Look(self.query)
        _stamps.append(self)
        _all_at_once.cache_clear()

    def now(self) -> tuple:
        """What they are; within a transaction: were when it first asked, or when it last changed some itself."""
        if not in_transaction():
            return self.alone.first()
        info = db.session().info
        if info.get(_KEY) is None:
            info[_KEY] = _answers()
        return info[_KEY][self]

    def here(self) -> tuple:
        """The same, and which database that is: a process may have seen another before."""
        return connection_now().engine, *self.now()


def forget_stamps() -> None:
    """This transaction has changed such rows by a statement of its own."""
    db.session().info[_KEY] = None


def _answers() -> dict[Stamp, tuple]:
    values, answers, first = _all_at_once().first(), {}, 0
    for stamp in _stamps:
        answers[stamp] = values[first : first + stamp.width]
        first += stamp.width
    return answers


@functools.cache
def _all_at_once() -> Look:
    parts = [stamp.query.subquery(f"stamp{place}") for place, stamp in enumerate(_stamps)]  # each one row
    return Look(select(*(column for part in parts for column in part.c)).select_from(*parts))


@event.listens_for(db.session.session_factory.class_, "after_flush")
def _look_again(session, _context) -> None:
    if session.info.get(_KEY) is not None:
        models = {stamp.model for stamp in _stamps}
        if any(type(row) in models for rows in (session.new, session.dirty, session.deleted) for row in rows):
            session.info[_KEY] = None
