"""Offsets: when something of the demo happened, told from the day on which it is loaded.

"-37d 09:14" is that time of day 37 days ago where the customer lives, "-5h30m" that long ago, "+12m" that long
after what went before.
"""

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = re.compile(r"-(\d+)d (\d\d):(\d\d)")
_SPAN = re.compile(r"([+-])(?=\d)(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?")


def moment(offset: str, *, as_of: datetime, zone: str = "UTC", after: datetime | None = None) -> datetime:
    """The instant in UTC that an offset means. Raises ValueError for what is none, or for "+…" after nothing."""
    if day := _DAY.fullmatch(offset):
        date = as_of.astimezone(ZoneInfo(zone)).date() - timedelta(days=int(day[1]))
        return datetime.combine(date, time(int(day[2]), int(day[3])), ZoneInfo(zone)).astimezone(UTC)
    span = _SPAN.fullmatch(offset)
    if span is None or (span[1] == "+" and after is None):
        raise ValueError(f"not an offset here: {offset!r}")
    length = timedelta(days=int(span[2] or 0), hours=int(span[3] or 0), minutes=int(span[4] or 0))
    return after + length if span[1] == "+" else as_of - length


def moments(offsets: list[str], *, as_of: datetime, zone: str) -> list[datetime]:
    """The instants of what happened one after the other."""
    found: list[datetime] = []
    for offset in offsets:
        found.append(moment(offset, as_of=as_of, zone=zone, after=found[-1] if found else None))
    return found
