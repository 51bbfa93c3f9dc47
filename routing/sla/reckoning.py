"""Reckoning: how much time a clock has used by a moment, and by when it will have used so much. Pure."""

from datetime import datetime, timedelta

from routing.hours import Calendar, NeverOpens, add, between

NOTHING = timedelta(0)
MICROSECOND = timedelta(microseconds=1)


def used_by(calendar: Calendar | None, used: timedelta, since: datetime | None, at: datetime) -> timedelta:
    """The time used by then, of a clock that has run since that moment (None: it rests)."""
    if since is None or at <= since:  # the system's clock may have been put back meanwhile
        return used
    return used + (at - since if calendar is None else between(calendar, since, at))


def reached(calendar: Calendar | None, used: timedelta, since: datetime, amount: timedelta) -> datetime | None:
    """When a clock that runs since that moment has used this much; None if that never comes."""
    if amount <= used:
        return since
    try:
        return since + (amount - used) if calendar is None else add(calendar, since, amount - used)
    except NeverOpens:
        return None
