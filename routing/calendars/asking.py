"""Asking for a calendar by its number: read and understood once, until somebody changes one."""

from sqlalchemy import func, select

from helpdesk.hot import Look
from helpdesk.stamps import Stamp
from routing.calendars.business_calendar import BusinessCalendar
from routing.hours import Calendar, from_json

_STAMP = Stamp(BusinessCalendar, func.count(), func.max(BusinessCalendar.updated_at))
_ROWS = Look(select(BusinessCalendar.id, BusinessCalendar.definition, BusinessCalendar.is_default))


class _Known:
    """What this process has read: the stamp of the rows then, each calendar, and which is the default."""

    stamp: tuple = ()
    calendars: dict[int, Calendar] = {}
    default: int | None = None


def calendar_of(number: int | None) -> Calendar | None:
    """The calendar of this number; None for "round the clock", and for one that is gone."""
    if number is None:
        return None
    _refresh()
    return _Known.calendars.get(number)


def default_calendar_id() -> int | None:
    """The number of the calendar that holds where nothing else is said, if there is one."""
    _refresh()
    return _Known.default


def _refresh() -> None:
    # One small question each time: another process may have changed one, and a stale calendar promises wrong times.
    stamp = _STAMP.here()
    if stamp != _Known.stamp:
        rows = _ROWS.all()
        _Known.calendars = {number: from_json(definition) for number, definition, _ in rows}
        _Known.default = next((number for number, _, is_default in rows if is_default), None)
        _Known.stamp = stamp
