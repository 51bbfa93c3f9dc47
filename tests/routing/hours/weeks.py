"""Calendars that the tests share, and instants written short."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from routing.hours import WHOLE_DAY, Calendar, Interval

NINE_TO_SIX = (Interval.between("09:00", "18:00"),)
ALWAYS = ((WHOLE_DAY,),) * 7


def weekdays(zone: str, hours=NINE_TO_SIX, **more) -> Calendar:
    """Monday to Friday."""
    return Calendar(zone, (hours,) * 5 + ((),) * 2, **more)


def daily(zone: str, start: str, end: str, **more) -> Calendar:
    """One interval, every day."""
    return Calendar(zone, ((Interval.between(start, end),),) * 7, **more)


def utc(text: str) -> datetime:
    """ "2026-03-29 01:00" in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def there(text: str, zone: str, fold: int = 0) -> datetime:
    """The time on the wall of a zone."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)
