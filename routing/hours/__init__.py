"""Business time: when is somebody there, and how much of that lies between two moments. Pure, no database.

Calendar of Intervals, ExceptionDays, HolidaySets · is_open, add, between, next_change, opens_next ·
announced, holidays_of · import_ical · from_json, to_json. The rules: docs/business-time.md
"""

from routing.hours.as_json import from_json, to_json
from routing.hours.calendar import Calendar, ExceptionDay
from routing.hours.ical import import_ical
from routing.hours.interval import WHOLE_DAY, Interval
from routing.hours.national import HolidaySet, announced, holidays_of
from routing.hours.reckoning import NeverChanges, NeverOpens, add, between, is_open, next_change, opens_next
from routing.hours.refused import CalendarRefused, Problem

__all__ = [
    "WHOLE_DAY",
    "Calendar",
    "CalendarRefused",
    "ExceptionDay",
    "HolidaySet",
    "Interval",
    "NeverChanges",
    "NeverOpens",
    "Problem",
    "add",
    "announced",
    "between",
    "from_json",
    "holidays_of",
    "import_ical",
    "is_open",
    "next_change",
    "opens_next",
    "to_json",
]
