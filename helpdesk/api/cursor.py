"""Cursors: the place of a row in an order, written so that a program can hand it back."""

import base64
import binascii
import json
from datetime import datetime

from sqlalchemy import ColumnElement, literal, tuple_

from helpdesk.api.door import invalid
from helpdesk.clock import Instant


class Cursor:
    """Places in the order of these columns, the last of them unique."""

    def __init__(self, *columns):
        self.columns = columns

    def by(self, descending: bool) -> list:
        """The ORDER BY."""
        return [column.desc() if descending else column.asc() for column in self.columns]

    def after(self, place: str) -> ColumnElement[bool]:
        """The rows beyond this place. Raises a Refusal."""
        return tuple_(*self.columns) > tuple_(*self._read(place))

    def before(self, place: str) -> ColumnElement[bool]:
        """The rows short of this place. Raises a Refusal."""
        return tuple_(*self.columns) < tuple_(*self._read(place))

    def write(self, row) -> str:
        """The place of this row."""
        values = [getattr(row, column.key) for column in self.columns]
        told = [value.isoformat() if isinstance(value, datetime) else value for value in values]
        return base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")

    def _read(self, place: str) -> list:
        try:
            values = json.loads(base64.urlsafe_b64decode(place + "=" * (-len(place) % 4)))
            return [self._bound(column, value) for column, value in zip(self.columns, values, strict=True)]
        except (binascii.Error, ValueError, TypeError, RecursionError):
            raise invalid("This is not a cursor of this list.", "游标无效。", field="cursor") from None

    @staticmethod
    def _bound(column, value):
        if isinstance(column.type, Instant):
            at = datetime.fromisoformat(value)
            return literal(at if at.tzinfo else None, Instant)
        if type(value) is not int or not 0 <= value < 2**63:
            raise ValueError("not a number")
        return literal(value)
