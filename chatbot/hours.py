"""Hours: when a bot is at work, in its own time zone. Pure."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

DAYS = 7
_TIME = re.compile(r"([01]\d|2[0-4]):([0-5]\d)")


class BadHours(ValueError):
    """These hours cannot be kept."""


def at_work(hours: dict | None, as_of: datetime) -> bool:
    """Whether the bot takes conversations now; without hours it always does. A time of 24:00 is the day's end."""
    days = (hours or {}).get("days")
    if not days:
        return True
    local = as_of.astimezone(ZoneInfo(hours.get("zone") or "UTC"))
    minute = local.hour * 60 + local.minute
    today, yesterday = days[local.weekday()], days[(local.weekday() - 1) % DAYS]
    return any(_covers(span, minute) for span in today) or any(_reaches(span, minute) for span in yesterday)


def checked(zone: str, days: list) -> dict:
    """The hours as they are kept. Raises BadHours."""
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise BadHours("zone") from None
    if not isinstance(days, list) or len(days) != DAYS:
        raise BadHours("days")
    kept = [[[_checked(one) for one in span] for span in day if span and any(span)] for day in days]
    if any(len(span) != 2 or span[0] == span[1] for day in kept for span in day):
        raise BadHours("span")
    return {"zone": zone, "days": kept} if any(kept) else {}


def _checked(text: str) -> str:
    found = _TIME.fullmatch(str(text))
    if not found or _minutes(text) > 24 * 60:
        raise BadHours("time")
    return text


def _minutes(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def _covers(span: list[str], minute: int) -> bool:
    start, end = map(_minutes, span)
    return start <= minute and (minute < end or end < start)


def _reaches(span: list[str], minute: int) -> bool:
    """From the evening before over midnight."""
    start, end = map(_minutes, span)
    return end < start and minute < end
