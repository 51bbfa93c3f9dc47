"""What a request says: a JSON object, read field by field; what does not fit is refused with the field's name."""

import re
from datetime import datetime

from flask import request

from helpdesk import clock
from helpdesk.refusing import Refusal

LONGEST_TEXT = 200_000
_UUID = re.compile(r"[0-9a-fA-F-]{8,64}")
_MISSING = object()


class Said:
    """The body of the request, or a part of it. Every reader raises a Refusal (422) that names the field."""

    def __init__(self, body=None):
        body = request.get_json(silent=True) if body is None else body
        if not isinstance(body, dict):
            raise Refusal(422, "invalid", "A JSON object is wanted.", "需要一个 JSON 对象。")
        self.body = body

    def __contains__(self, name: str) -> bool:
        return name in self.body

    def text(self, name: str, longest: int = LONGEST_TEXT, default=_MISSING) -> str:
        """Words; without a default there must be some."""
        value = self.body.get(name)
        if value is None and default is not _MISSING:
            return default
        if not isinstance(value, str) or len(value) > longest or "\0" in value:
            raise wrong(name)
        if default is _MISSING and not value.strip():
            raise Refusal(422, "empty", "Write something first.", "请先输入内容。", field=name)
        return value

    def number(self, name: str, default=_MISSING) -> int | None:
        """The number of a row."""
        value = self.body.get(name)
        if value is None and default is not _MISSING:
            return default
        return _number(name, value)

    def numbers(self, name: str, most: int = 100) -> list[int]:
        """Numbers of rows; none when the field is missing."""
        value = self.body.get(name) or []
        if not isinstance(value, list) or len(value) > most:
            raise wrong(name)
        return [_number(name, one) for one in value]

    def words(self, name: str, most: int = 100, longest: int = 320) -> list[str]:
        """A list of short texts."""
        value = self.body.get(name) or []
        if not isinstance(value, list) or len(value) > most:
            raise wrong(name)
        if not all(isinstance(one, str) and len(one) <= longest and "\0" not in one for one in value):
            raise wrong(name)
        return value

    def choice(self, name: str, choices, default=_MISSING):
        """One of these."""
        value = self.body.get(name)
        if value is None and default is not _MISSING:
            return default
        if not isinstance(value, str | type(None)) or value not in choices:
            raise wrong(name, choices=[choice for choice in choices if choice is not None])
        return value

    def flag(self, name: str) -> bool:
        """Yes or no; no when the field is missing."""
        value = self.body.get(name, False)
        if not isinstance(value, bool):
            raise wrong(name)
        return value

    def later(self, name: str) -> datetime | None:
        """An instant to come, at most a year away."""
        value = self.body.get(name)
        if value is None:
            return None
        try:
            at = datetime.fromisoformat(value)
            if at.tzinfo is None or not 0 < (at - clock.now()).total_seconds() < 366 * 86_400:
                raise ValueError
        except (TypeError, ValueError, OverflowError):
            raise Refusal(422, "invalid", "Choose a time to come.", "请选择将来的时间。", field=name) from None
        return at

    def client_id(self) -> str | None:
        """The number the browser gave what it wrote: the same twice is one."""
        value = self.body.get("client_id")
        if value is not None and not (isinstance(value, str) and _UUID.fullmatch(value)):
            raise wrong("client_id")
        return value

    def mapping(self, name: str | None = None) -> dict:
        """An object of names and values; the whole body when no field is named."""
        value = self.body if name is None else self.body.get(name)
        if not isinstance(value, dict) or len(value) > 100:
            raise wrong(name or "body")
        return value


def wrong(field: str, **details) -> Refusal:
    """The refusal of a field whose value does not fit."""
    return Refusal(
        422, "invalid", f"The value of “{field}” is not right.", f"“{field}”的值有误。", field=field, **details
    )


def _number(name: str, value) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**63:
        raise wrong(name)
    return value
