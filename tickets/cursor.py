"""Cursors: the values of the last row of a page, as text for an address. They are checked, not believed."""

import base64
import json
from datetime import UTC, datetime


class BadCursor(ValueError):
    """This cursor did not come from us."""


def write(values) -> str:
    """The cursor of a row whose sorting values are these."""
    plain = [v.astimezone(UTC).isoformat() if isinstance(v, datetime) else v for v in values]
    return base64.urlsafe_b64encode(json.dumps(plain, separators=(",", ":")).encode()).decode().rstrip("=")


def read(cursor: str, *kinds: type) -> list:
    """The values in a cursor, each of the kind expected (datetime or int) or None. Raises BadCursor."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor[:200] + "=" * (-len(cursor) % 4)))
        return [_value(value, kind) for value, kind in zip(values, kinds, strict=True)]
    except (ValueError, TypeError, RecursionError) as error:
        raise BadCursor("not a cursor of this list") from error


def _value(value, kind):
    if value is None:
        return None
    if kind is datetime:
        return datetime.fromisoformat(value).astimezone(UTC)
    if type(value) is not int or abs(value) >= 2**63:
        raise BadCursor("not a number")
    return value
