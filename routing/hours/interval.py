"""A stretch of a day by the clock on the wall, to the second."""

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from routing.hours.refused import CalendarRefused, Problem

DAY = 86_400
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?|24:00(?::00)?", re.ASCII)


@dataclass(frozen=True, order=True)
class Interval:
    """Open from `start` until just before `end`, seconds after midnight; a shift over midnight ends above 86,400."""

    start: int
    end: int

    def __post_init__(self):
        if not (0 <= self.start < DAY and self.start < self.end <= self.start + DAY):
            raise CalendarRefused(
                Problem(
                    "",
                    "An interval starts within the day and lasts at most 24 hours.",
                    "时段须在当天开始，且最长 24 小时。",
                )
            )

    @cached_property
    def after_midnight(self) -> tuple[timedelta, timedelta]:
        """Start and end as distances from the midnight that the day begins with."""
        return timedelta(seconds=self.start), timedelta(seconds=self.end)

    @classmethod
    def between(cls, start: str, end: str) -> "Interval":
        """The interval from "22:00" to "06:00" (the next morning, as it is not later); "24:00" is midnight."""
        first, last = seconds_of(start), seconds_of(end)
        if first in (last, DAY):
            raise CalendarRefused(
                Problem(
                    "",
                    f"{start} to {end} is empty. The whole day is 00:00 to 24:00.",
                    f"{start} 至 {end} 时长为零；全天请填 00:00 至 24:00。",
                )
            )
        return cls(first, last if last > first else last + DAY)

    def __str__(self):
        return f"{clock(self.start)}–{clock(self.end if self.end <= DAY else self.end - DAY)}"


def seconds_of(text: object) -> int:
    """Seconds after midnight of "09:30", "09:30:15" or "24:00"."""
    found = _TIME.fullmatch(text) if isinstance(text, str) else None
    if not found:
        raise CalendarRefused(
            Problem(
                "", "A time is written like 09:30, or 24:00 for midnight.", "时间请写成 09:30 的形式，午夜可写 24:00。"
            )
        )
    if found[1] is None:
        return DAY
    return int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0)


def clock(seconds: int) -> str:
    """The other way round: 34,200 is "09:30"."""
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    return f"{hours:02}:{minutes:02}" + (f":{rest:02}" if rest else "")


def apart(intervals: tuple[Interval, ...]) -> bool:
    """Does none of them (in order) reach into the next one?"""
    return all(one.end <= other.start for one, other in zip(intervals, intervals[1:], strict=False))


WHOLE_DAY = Interval(0, DAY)
