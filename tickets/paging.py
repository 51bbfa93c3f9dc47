"""Paging by keyset: a page goes on after the last row of the one before, however far down; nothing is counted off."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, literal, or_, tuple_

from helpdesk.clock import Instant
from tickets import cursor as cursors
from tickets.cursor import BadCursor
from tickets.ticket import PRIORITIES, Ticket

RANK = case({name: rank for rank, name in enumerate(PRIORITIES)}, value=Ticket.priority, else_=-1)


class Order:
    """The order of a list of tickets, and where a page of it goes on."""

    def __init__(self, by: str, descending: bool):
        self.descending = descending
        self.nullable = by in ("waiting_since", "due_at")  # who does not wait comes last, in both directions
        column = RANK if by == "priority" else getattr(Ticket, by)
        self.columns = [column, *([Ticket.last_message_at] if by == "priority" else []), Ticket.id]
        self.kinds = [int if c is RANK or c is Ticket.id else datetime for c in self.columns]

    def order_by(self) -> list:
        """The ORDER BY."""
        columns = [c.desc() if self.descending else c.asc() for c in self.columns]
        return [columns[0].nulls_last(), *columns[1:]] if self.nullable else columns

    def after(self, cursor: str) -> ColumnElement[bool]:
        """The WHERE of the rows that come after the cursor. Raises BadCursor."""
        values = cursors.read(cursor, *self.kinds)
        if self.nullable and values[0] is None:
            return and_(self.columns[0].is_(None), self._beyond(self.columns[1:], values[1:]))
        beyond = self._beyond(self.columns, values)
        return or_(beyond, self.columns[0].is_(None)) if self.nullable else beyond

    def _beyond(self, columns, values):
        if None in values:
            raise BadCursor("not a cursor of this list")
        bound = tuple_(*(literal(v, Instant) if isinstance(v, datetime) else v for v in values))
        return tuple_(*columns) < bound if self.descending else tuple_(*columns) > bound
