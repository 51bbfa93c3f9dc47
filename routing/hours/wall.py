"""From the clock on the wall to the instant, also in the two nights a year when it jumps."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_SECOND = timedelta(seconds=1)


def first_shown(wall: datetime, zone: ZoneInfo) -> datetime:
    """The first instant (UTC) at which the clock on the wall shows this naive time, or has jumped over it."""
    there = wall.replace(tzinfo=zone)  # fold=0: of two passes the first
    instant = there.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == wall:
        return instant
    return _jump_between(there.replace(fold=1).astimezone(UTC), instant, zone)


def _jump_between(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The second at which the offset changes: `wall` lies in a gap, and its two readings on either side of the jump."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + timedelta(seconds=(after - before) // _SECOND // 2)
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after
