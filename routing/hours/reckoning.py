"""Reckoning in business time: from aware instants to aware instants in UTC, exact to the microsecond."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall_time

from routing.hours.calendar import Calendar
from routing.hours.wall import first_shown

HORIZON = timedelta(days=3653)  # nobody waits ten years; a calendar that never opens must not be searched for ever
_DAY, _NOTHING = timedelta(days=1), timedelta(0)
_KEPT_DAYS = 8000
Span = tuple[datetime, datetime]


class NeverOpens(LookupError):
    """Within ten years there is not as much business time as was asked for."""


class NeverChanges(LookupError):
    """Open without a break for ten years."""


def is_open(calendar: Calendar, at: datetime) -> bool:
    """Is this moment business time? The first second of an interval is, its end is not."""
    at = _utc(at)
    return any(start <= at < end for start, end in _spans(calendar, at, at + _DAY))


def add(calendar: Calendar, start: datetime, duration: timedelta) -> datetime:
    """The earliest moment by which this much business time has passed since `start`; NeverOpens if none comes."""
    at, left = _utc(start), duration
    if left < _NOTHING:
        raise ValueError("a duration is not negative")
    if not left:
        return at
    for opens, closes in _spans(calendar, at, at + HORIZON):
        opens = max(opens, at)
        if closes - opens >= left:
            return opens + left
        left -= closes - opens
    raise NeverOpens(f"{duration} of business time after {at:%Y-%m-%d} do not come within ten years")


def between(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """The business time from `start` to `end`; negative when end is the earlier one."""
    start, end = _utc(start), _utc(end)
    if end < start:
        return -between(calendar, end, start)
    return sum((min(closes, end) - max(opens, start) for opens, closes in _spans(calendar, start, end)), _NOTHING)


def next_change(calendar: Calendar, at: datetime) -> datetime:
    """The next moment after `at` when it opens or closes; NeverOpens or NeverChanges if none comes in ten years."""
    at, closing = _utc(at), None
    until = at + HORIZON
    for opens, closes in _spans(calendar, at, until):
        if closing is None and opens > at:
            return opens
        if closing is not None and opens > closing:
            return closing
        closing = closes
    if closing is None:
        raise NeverOpens(f"closed for ten years after {at:%Y-%m-%d}")
    if closing >= until:
        raise NeverChanges(f"open for ten years after {at:%Y-%m-%d}")
    return closing


def opens_next(calendar: Calendar, at: datetime) -> datetime:
    """`at` itself where that is business time, else the next opening; NeverOpens if none comes in ten years."""
    at = _utc(at)
    for opens, _closes in _spans(calendar, at, at + HORIZON):
        return max(opens, at)
    raise NeverOpens(f"closed for ten years after {at:%Y-%m-%d}")


def _spans(calendar: Calendar, after: datetime, until: datetime) -> Iterator[Span]:
    """The open stretches that end after `after` and start before `until`: in order, apart, perhaps touching."""
    if not calendar.ever_opens:
        return
    # A shift of yesterday may still run; where the clock fell back over midnight, tomorrow's may have begun.
    day = after.astimezone(calendar.zoneinfo).date() - _DAY
    reached = after
    while True:
        for opens, closes in _spans_of(calendar, day):
            if reached > after:  # two shifts may overlap; nothing counts twice
                opens = max(opens, reached)
            if opens >= until:
                return
            if closes > reached:
                yield opens, closes
                reached = closes
        day += _DAY
        if _earliest(day) >= until:
            return


def _earliest(day: date) -> datetime:
    """Nowhere on earth does a day begin earlier than this."""
    return datetime.combine(day, wall_time(), UTC) - _DAY


def _spans_of(calendar: Calendar, day: date) -> tuple[Span, ...]:
    spans = calendar.spans.get(day)
    if spans is None:
        if len(calendar.spans) >= _KEPT_DAYS:
            calendar.spans.clear()
        spans = calendar.spans[day] = _reckon(calendar, day)
    return spans


def _reckon(calendar: Calendar, day: date) -> tuple[Span, ...]:
    midnight, zone = datetime.combine(day, wall_time()), calendar.zoneinfo
    found = []
    for interval in calendar.hours_on(day):
        start, end = interval.after_midnight
        opens, closes = first_shown(midnight + start, zone), first_shown(midnight + end, zone)
        if opens < closes:  # an interval that the clock jumps over as a whole does not happen
            found.append((opens, closes))
    return tuple(found)


def _utc(at: datetime) -> datetime:
    if at.utcoffset() is None:
        raise ValueError("an instant needs a zone: naive times are refused")
    if not 1900 <= at.year <= 2200:
        raise ValueError(f"no business time is reckoned in the year {at.year}")
    return at.astimezone(UTC)
