"""A calendar as JSON, for the settings page, the API and the database; what is wrong is said all at once.

{"zone": "Asia/Shanghai", "week": {"mon": [{"from": "09:00", "to": "18:00"}]}, "filled": [2027],
 "holidays": [{"country": "CN"}], "exceptions": [{"date": "2026-12-24", "hours": [], "name": "…"}]}
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from routing.hours.calendar import Calendar, ExceptionDay
from routing.hours.interval import DAY, Interval, apart, clock
from routing.hours.national import HolidaySet
from routing.hours.refused import CalendarRefused, Problem

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MOST = {"hours": 24, "exceptions": 5000, "holidays": 10, "filled": 50}
_LONGEST_NAME = 200
_LISTS = ("exceptions", "holidays", "filled")


def to_json(calendar: Calendar) -> dict:
    """The calendar in plain lists and texts; from_json gives it back equal."""
    return {
        "zone": calendar.zone,
        "week": {day: _hours(intervals) for day, intervals in zip(WEEKDAYS, calendar.week, strict=True)},
        "exceptions": [
            {"date": day.date.isoformat(), "hours": _hours(day.intervals), "name": day.name}
            for day in calendar.exceptions
        ],
        "holidays": [{"country": national.country, "region": national.region} for national in calendar.holidays],
        "filled": sorted(calendar.filled),
    }


def _hours(intervals: tuple[Interval, ...]) -> list[dict]:
    return [{"from": clock(one.start), "to": clock(one.end if one.end <= DAY else one.end - DAY)} for one in intervals]


def from_json(data: object) -> Calendar:
    """The calendar that `data` (parsed JSON) describes; CalendarRefused holds every problem with its place."""
    return _Reading().calendar(data)


class _Reading:
    """One reading of one calendar, gathering what is wrong on the way."""

    def __init__(self):
        self.problems: list[Problem] = []

    def calendar(self, data: object) -> Calendar:
        if not isinstance(data, dict):
            raise CalendarRefused(Problem("", "A calendar is an object.", "日历须为一个对象。"))
        self.unknown(data, {"zone", "week", *_LISTS}, "")
        week = self.week(data.get("week", {}))
        exceptions = self.each(data, "exceptions", self.exception)
        holidays = self.each(data, "holidays", self.holiday)
        filled = self.each(data, "filled", self.year)
        self.once("exceptions", [day.date for day in exceptions if day])
        self.once("holidays", [national for national in holidays if national])
        self.once("filled", [year for year in filled if year])
        with self.at("zone"):  # last, so that its problem stands beside the others
            Calendar(data["zone"] if isinstance(data.get("zone"), str) else "", ((),) * 7)
        if self.problems:
            raise CalendarRefused(*self.problems)
        by_date = sorted(exceptions, key=lambda day: day.date)
        return Calendar(data["zone"], week, tuple(by_date), tuple(holidays), frozenset(filled))

    def week(self, data: object) -> tuple[tuple[Interval, ...], ...]:
        if not isinstance(data, dict):
            self.wrong("week", "A week is an object with the days mon to sun.", "一周须为包含 mon 至 sun 的对象。")
            return ((),) * 7
        self.unknown(data, set(WEEKDAYS), "week.")
        return tuple(self.hours(data.get(day, []), f"week.{day}") for day in WEEKDAYS)

    def hours(self, data: object, path: str) -> tuple[Interval, ...]:
        found = [self.interval(one, f"{path}.{n}") for n, one in enumerate(self.listed(data, path, _MOST["hours"]))]
        intervals = tuple(sorted(one for one in found if one))
        if not apart(intervals):
            self.wrong(path, "These intervals overlap.", "时段相互重叠。")
        return intervals

    def interval(self, data: object, path: str) -> Interval | None:
        with self.at(path):
            if not isinstance(data, dict):
                self.wrong(path, "An interval has a from and a to.", "时段须包含 from 和 to。")
                return None
            self.unknown(data, {"from", "to"}, f"{path}.")
            return Interval.between(data.get("from"), data.get("to"))
        return None

    def exception(self, data: object, path: str) -> ExceptionDay | None:
        if not isinstance(data, dict):
            self.wrong(path, "An exception has a date, hours and a name.", "例外日须包含 date、hours 和 name。")
            return None
        self.unknown(data, {"date", "hours", "name"}, f"{path}.")
        hours = self.hours(data.get("hours", []), f"{path}.hours")
        day, name = _date(data.get("date")), data.get("name", "")
        if not isinstance(name, str) or len(name) > _LONGEST_NAME:
            self.wrong(
                f"{path}.name", f"A name has at most {_LONGEST_NAME} characters.", f"名称最多 {_LONGEST_NAME} 个字符。"
            )
        if day is None:
            self.wrong(
                f"{path}.date",
                "A date is written like 2026-12-24, from 1970 to 2199.",
                "日期请写成 2026-12-24 的形式，年份限 1970 至 2199。",
            )
            return None
        return ExceptionDay(day, hours, name)

    def holiday(self, data: Any, path: str) -> HolidaySet | None:
        known = isinstance(data, dict) and all(isinstance(value, str) for value in data.values())
        if not known or "country" not in data or data.keys() - {"country", "region"}:
            self.wrong(
                path, "A holiday set has a country code and perhaps a region.", "节假日须填写国家代码，可另填地区。"
            )
            return None
        with self.at(path):
            return HolidaySet(data["country"], data.get("region", ""))

    def year(self, data: object, path: str) -> int | None:
        if type(data) is not int or not 1970 <= data <= 2199:
            self.wrong(path, "A year is a number from 1970 to 2199.", "年份须为 1970 至 2199 的整数。")
            return None
        return data

    def each(self, data: dict, name: str, read: Callable) -> list:
        return [read(one, f"{name}.{n}") for n, one in enumerate(self.listed(data.get(name, []), name, _MOST[name]))]

    def listed(self, data: object, path: str, most: int) -> list:
        if isinstance(data, list) and len(data) <= most:
            return data
        self.wrong(path, f"This is a list of at most {most}.", f"此处须为列表，最多 {most} 项。")
        return []

    def once(self, path: str, found: list) -> None:
        if len(set(found)) < len(found):
            self.wrong(path, "Something stands here twice.", "存在重复项。")

    def unknown(self, data: dict, known: set[str], path: str) -> None:
        for name in sorted(str(key)[:50] for key in data.keys() - known):
            self.wrong(f"{path}{name}", "There is no such setting.", "没有这个设置项。")

    @contextmanager
    def at(self, path: str) -> Iterator[None]:
        """What a part refuses is noted with its place."""
        try:
            yield
        except CalendarRefused as refused:
            self.problems += [Problem(path, problem.en, problem.zh) for problem in refused.problems]

    def wrong(self, path: str, en: str, zh: str) -> None:
        self.problems.append(Problem(path, en, zh))


def _date(text: object) -> date | None:
    try:
        day = date.fromisoformat(text) if isinstance(text, str) and len(text) == 10 else None
    except ValueError:
        return None
    return day if day and 1970 <= day.year <= 2199 else None
