"""Numbered once: rows that others name by number keep it for themselves, even when they are gone.

SQLite gives the number of the newest row again once that row is deleted: a rule that told one program would tell the
next one that is connected. PostgreSQL's sequences never go back.
"""

from sqlalchemy import event, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.db import BigId, Row


class RetiredNumber(Row):
    """The highest number of a table that was ever deleted, or given after one was."""

    __tablename__ = "retired_number"
    of_table: Mapped[str] = mapped_column(primary_key=True)
    highest: Mapped[int] = mapped_column(BigId)


def numbered_once(model):
    """A decorator for a model whose rows are named by number in settings of others, and can be deleted."""
    event.listen(model, "before_insert", _number)
    event.listen(model, "after_delete", _retire)
    return model


def _number(_mapper, connection, row) -> None:
    if connection.dialect.name != "sqlite" or row.id is not None:
        return
    table = row.__table__
    retired = connection.scalar(select(RetiredNumber.highest).where(RetiredNumber.of_table == table.name))
    if retired is not None:
        row.id = max(retired, connection.scalar(select(func.max(table.c.id))) or 0) + 1
        _note(connection, table.name, row.id)  # two that are made at once are two


def _retire(_mapper, connection, row) -> None:
    if connection.dialect.name == "sqlite":
        _note(connection, row.__table__.name, row.id)


def _note(connection, table: str, number: int) -> None:
    made = insert(RetiredNumber).values(of_table=table, highest=number)
    higher = {"highest": func.max(RetiredNumber.highest, number)}
    connection.execute(made.on_conflict_do_update(index_elements=["of_table"], set_=higher))
