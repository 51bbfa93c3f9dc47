"""Business calendars as rows: made and changed by admins, asked by clocks; the reckoning itself is routing.hours."""

from routing.calendars.asking import calendar_of, default_calendar_id
from routing.calendars.business_calendar import BusinessCalendar
from routing.calendars.keeping import (
    LONGEST_NAME,
    InUse,
    calendars,
    drop_calendar,
    make_calendar,
    save_calendar,
    set_default,
)

__all__ = [
    "LONGEST_NAME",
    "BusinessCalendar",
    "InUse",
    "calendar_of",
    "calendars",
    "default_calendar_id",
    "drop_calendar",
    "make_calendar",
    "save_calendar",
    "set_default",
]
