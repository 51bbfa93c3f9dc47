"""The calendar: which hours, in which zone, and on which days others. A value: never changed, only replaced."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from zoneinfo import ZoneInfo, available_timezones

from routing.hours.interval import Interval, apart
from routing.hours.national import HolidaySet, year_of
from routing.hours.refused import CalendarRefused, Problem


@dataclass(frozen=True)
class ExceptionDay:
    """A day with hours of its own, whatever week and holidays say: none is closed."""

    date: date
    intervals: tuple[Interval, ...] = ()
    name: str = ""


@dataclass(frozen=True)
class Calendar:
    """Business hours: `week` holds Monday to Sunday; `filled` the years whose holidays were put in by hand."""

    zone: str
    week: tuple[tuple[Interval, ...], ...]
    exceptions: tuple[ExceptionDay, ...] = ()
    holidays: tuple[HolidaySet, ...] = ()
    filled: frozenset[int] = frozenset()
    # What was reckoned already, by day: a sweep asks one calendar thousands of times for the same weeks.
    spans: dict = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self):
        if self.zone not in zones():
            raise _refused("zone", f"There is no time zone “{self.zone}”.", f"没有“{self.zone}”这个时区。")
        if len(self.week) != 7:
            raise _refused("week", "A week has seven days.", "一周须有七天。")
        if len(self._exceptions) != len(self.exceptions):
            raise _refused("exceptions", "A date stands here twice.", "例外日期重复。")
        for hours in (*self.week, *(day.intervals for day in self.exceptions)):
            if list(hours) != sorted(hours) or not apart(hours):
                raise _refused(
                    "week",
                    "The intervals of a day stand in order and do not overlap.",
                    "同一天的时段须按先后排列，且不得重叠。",
                )

    @cached_property
    def zoneinfo(self) -> ZoneInfo:
        """The zone with its rules."""
        return ZoneInfo(self.zone)

    @cached_property
    def ever_opens(self) -> bool:
        """Is there any hour in it at all?"""
        return any(self.week) or any(day.intervals for day in self.exceptions)

    @cached_property
    def _exceptions(self) -> Mapping[date, ExceptionDay]:
        return {day.date: day for day in self.exceptions}

    def hours_on(self, day: date) -> tuple[Interval, ...]:
        """The shifts that start on this day: its own, else none on a holiday, else a make-up day's, else the week's."""
        exception = self._exceptions.get(day)
        if exception is not None:
            return exception.intervals
        years = [year_of(national, day.year) for national in self.holidays]
        if any(day in year.closed for year in years):
            return ()
        made_up = next((year.working[day] for year in years if day in year.working), None)
        if made_up is not None and self.week[made_up]:  # who never works that weekday has nothing to make up for
            return self.week[made_up]
        return self.week[day.weekday()]


@cache
def zones() -> frozenset[str]:
    """The names of all time zones: places, and UTC."""
    return frozenset(name for name in available_timezones() if "/" in name or name == "UTC")


def _refused(path: str, en: str, zh: str) -> CalendarRefused:
    return CalendarRefused(Problem(path, en, zh))
