"""Holidays by country: closed days, make-up working days (调休), and whether a year has been announced yet."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

import holidays
from holidays import HolidayBase

from routing.hours.refused import CalendarRefused, Problem

# Here a government moves working days year by year: before it has spoken, the package only knows what the law says.
_MOVING = frozenset({"CN", "HU", "LV", "RU", "VN"})
_PAID_BY = re.compile(r"substituted from (\d\d)/(\d\d)/(\d{4})")
_MONDAY, _SATURDAY = 0, 5


@dataclass(frozen=True, order=True)
class HolidaySet:
    """The public holidays of a country (ISO code), and of one of its regions."""

    country: str
    region: str = ""

    def __post_init__(self):
        regions = _countries().get(self.country)
        if regions is None:
            raise CalendarRefused(
                Problem(
                    "holidays", f"No holidays are known for “{self.country}”.", f"没有“{self.country}”的节假日数据。"
                )
            )
        if self.region and self.region not in regions:
            raise CalendarRefused(
                Problem(
                    "holidays",
                    f"{self.country} has no region “{self.region}”.",
                    f"{self.country} 没有“{self.region}”这个地区。",
                )
            )


@dataclass(frozen=True)
class HolidayYear:
    """One year of a set: days off, and working days with the weekday (Monday is 0) whose hours they take."""

    closed: frozenset[date]
    working: dict[date, int]
    announced: bool


@dataclass(frozen=True)
class Holiday:
    """A named day for people to read; `working` is a make-up day."""

    date: date
    name: str
    working: bool = False


def announced(calendar, year: int) -> bool:
    """Are this year's holidays final: told by the governments, or filled in by hand?"""
    return year in calendar.filled or all(year_of(national, year).announced for national in calendar.holidays)


def holidays_of(national: HolidaySet, year: int, language: str = "en") -> list[Holiday]:
    """The days of a year with their names, in English or Chinese where there are such names."""
    table, known = _table(national, (year,), language), year_of(national, year)
    off = [Holiday(day, table.get(day) or ("周末" if language == "zh" else "Weekend")) for day in known.closed]
    working = "调休上班" if language == "zh" else "Make-up working day"
    return sorted([*off, *(Holiday(day, working, True) for day in known.working)], key=lambda day: day.date)


@lru_cache(maxsize=1024)
def year_of(national: HolidaySet, year: int) -> HolidayYear:
    """What the set says of one year; nothing for years beyond its reach."""
    if not 1 < year < 9999:
        return HolidayYear(frozenset(), {}, False)
    table = _table(national, (year - 1, year, year + 1))
    working = {day: _stands_for(day, table) for day in table.weekend_workdays if day.year == year}
    closed = {day for day in table if day.year == year}
    if national.country == "CN":
        closed |= {day for day in _weekends_of(year) if day not in working and _touches(day, table)}
    return HolidayYear(frozenset(closed - working.keys()), working, _is_final(national, year, table))


def _is_final(national: HolidaySet, year: int, table: HolidayBase) -> bool:
    if not table.start_year <= year <= table.end_year:
        return False
    if national.country in _MOVING and year > _last_announced(national.country):
        return False
    return not any("estimated" in name for day, name in table.items() if day.year == year)  # by the moon


@cache
def _last_announced(country: str) -> int:
    """The last year for which the package knows a moved working day."""
    table = _table(HolidaySet(country), tuple(range(2020, 2050)))
    return max((day.year for day in table.weekend_workdays), default=0)


def _stands_for(made_up: date, table: HolidayBase) -> int:
    """The weekday whose day off is paid for by this working day: it gets that day's hours."""
    for day, name in table.items():
        paid = _PAID_BY.search(name)
        if paid and (int(paid[3]), int(paid[1]), int(paid[2])) == (made_up.year, made_up.month, made_up.day):
            return day.weekday()
    return _MONDAY


def _weekends_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    days = (first + timedelta(n) for n in range(366))
    return [day for day in days if day.year == year and day.weekday() >= _SATURDAY]


def _touches(day: date, table: HolidayBase) -> bool:
    """China announces whole stretches (“1 to 8 October”): the weekend beside or within a holiday belongs to it."""
    other = day + timedelta(1 if day.weekday() == _SATURDAY else -1)  # the weekend's other half
    near = {day + timedelta(1), day - timedelta(1)}
    if other not in table.weekend_workdays:
        near |= {other + timedelta(1), other - timedelta(1)}
    return any(neighbour in table for neighbour in near)


def _table(national: HolidaySet, years: tuple[int, ...], language: str = "en") -> HolidayBase:
    known = getattr(holidays, national.country).supported_languages
    spoken = next((one for one in (("zh_CN", "zh_TW") if language == "zh" else ("en_US",)) if one in known), None)
    return holidays.country_holidays(
        national.country, subdiv=national.region or None, years=years, expand=False, language=spoken
    )


@cache
def _countries() -> dict[str, list[str]]:
    return holidays.list_supported_countries(include_aliases=False)
