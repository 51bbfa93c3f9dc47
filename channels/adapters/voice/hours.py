"""Hours in which a line rings: "Mon-Fri 09:00-18:00; Sat 10:00-14:00" in a time zone."""

import re
from datetime import datetime, time
from zoneinfo import ZoneInfo

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PART = re.compile(r"(?P<first>[a-z]{3})(?:-(?P<last>[a-z]{3}))?\s+(?P<times>[\d:,\s-]+)")
_TIMES = re.compile(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})")


def is_open(settings: dict, as_of: datetime) -> bool:
    """Whether it rings now. Hours that nobody can read are none: better it rings than that callers are turned away."""
    try:
        parts, zone = hours_in(str(settings.get("hours") or "")), ZoneInfo(str(settings.get("time_zone") or "UTC"))
    except (ValueError, OSError):  # OSError: a zone of a forbidden form
        return True
    local = as_of.astimezone(zone)
    return not parts or any(local.weekday() in days and begins <= local.time() < ends for days, begins, ends in parts)


def hours_in(text: str) -> list[tuple[set[int], time, time]]:
    """The stretches: weekdays, from, to. Raises ValueError for what cannot be read."""
    found = []
    for part in filter(None, (piece.strip().lower() for piece in text.split(";"))):
        match = _PART.fullmatch(part)
        times = _TIMES.findall(match["times"]) if match else []
        if not times:
            raise ValueError(part)
        days = _days(match["first"], match["last"] or match["first"])
        found += [(days, _time(a, b), _time(c, d)) for a, b, c, d in times]
    return found


def _days(first: str, last: str) -> set[int]:
    begin, end = _DAYS.index(first), _DAYS.index(last)
    return {day % 7 for day in range(begin, end + 1 if end >= begin else end + 8)}


def _time(hour: str, minute: str) -> time:
    return time.max if (int(hour), int(minute)) == (24, 0) else time(int(hour), int(minute))
