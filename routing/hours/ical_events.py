"""The events of an iCal file, repeated where they repeat, by the clock on the wall of the calendar's zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as wall_time
from time import process_time
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
from dateutil.rrule import rrulestr

from routing.hours.refused import CalendarRefused, Problem

_LARGEST, _MOST_EVENTS, _MOST_REPEATED, _LONGEST_NAME = 1_000_000, 2_000, 10_000, 200
_LONGEST, _LONGEST_READING = timedelta(days=366), 5
_FREQUENCIES = {"YEARLY", "MONTHLY", "WEEKLY", "DAILY"}
_PARTS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "WKST"}
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Event:
    """One occurrence, start to end as naive local times; whole days run from midnight to midnight."""

    start: datetime
    end: datetime
    name: str
    whole_days: bool

    def days(self) -> list[date]:
        """The dates it touches."""
        count = (self.end - timedelta(microseconds=1)).date() - self.start.date()
        return [self.start.date() + n * _DAY for n in range(count.days + 1)]


def events_of(text: str | bytes, zone: ZoneInfo, first: date, last: date) -> list[Event]:
    """Every occurrence that touches the days from `first` to `last`; CalendarRefused says what cannot be read."""
    if len(text) > _LARGEST:
        raise _refused("The file is larger than 1 MB.", "文件超过 1 MB。")
    if not timedelta(0) <= last - first <= timedelta(days=3660):
        raise _refused("Import at most ten years at once.", "一次最多导入十年。")
    entries = [entry for entry in _parsed(text).walk("VEVENT") if str(entry.get("STATUS", "")).upper() != "CANCELLED"]
    if len(entries) > _MOST_EVENTS:
        raise _refused(f"The file has more than {_MOST_EVENTS} events.", f"文件中的日程超过 {_MOST_EVENTS} 个。")
    moved, found, started = _moved(entries, zone), [], process_time()
    for entry in entries:
        for event in _read(entry, zone, first, last, moved):
            if event.start.date() <= last and event.days()[-1] >= first:
                found.append(event)
        # A rule that never matches (31 February) is followed to the year 9999, a third of a second each.
        if len(found) > _MOST_REPEATED or process_time() - started > _LONGEST_READING:
            raise _refused("The events repeat too often.", "日程重复次数过多。")
    return sorted(found, key=lambda event: event.start)


def _parsed(text: str | bytes) -> icalendar.Calendar:
    try:
        calendar = icalendar.Calendar.from_ical(text)
    except Exception as error:  # the parser has no error of its own: anything may come out of a broken file
        raise _refused("This is not an iCal file.", "这不是有效的 iCal 文件。") from error
    if calendar.name != "VCALENDAR":
        raise _refused("This is not an iCal file.", "这不是有效的 iCal 文件。")
    return calendar


def _moved(entries: list[icalendar.Event], zone: ZoneInfo) -> set[tuple[str, datetime]]:
    """Which occurrences of a repeated event stand in the file a second time, at another time."""
    try:
        return {
            (str(entry.get("UID")), _local(entry["RECURRENCE-ID"].dt, zone))
            for entry in entries
            if "RECURRENCE-ID" in entry
        }
    except Exception as error:  # as in _read
        raise _refused("A moved event cannot be read.", "无法读取改期的日程。") from error


def _read(entry: icalendar.Event, zone: ZoneInfo, first: date, last: date, moved: set) -> Iterator[Event]:
    name = str(entry.get("SUMMARY", ""))[:_LONGEST_NAME]
    try:
        begins = entry.decoded("DTSTART")
        whole = not isinstance(begins, datetime)
        length = _length(entry, begins)
        for start in _starts(entry, begins, zone, first - length, last):
            local = _local(start, zone)
            if entry.get("RECURRENCE-ID") or (str(entry.get("UID")), local) not in moved:
                yield Event(local, _local(start + length, zone) if not whole else local + length, name, whole)
    except CalendarRefused:
        raise
    except Exception as error:  # the parser keeps broken values and fails when they are read
        raise _refused(f"The event “{name}” cannot be read.", f"无法读取日程“{name}”。") from error


def _length(entry: icalendar.Event, begins: date) -> timedelta:
    if "DTEND" in entry:
        ends = entry.decoded("DTEND")
        if isinstance(ends, datetime) != isinstance(begins, datetime):
            raise ValueError("a date cannot end in a time")
        length = ends - begins if not isinstance(ends, datetime) else _elapsed(begins, ends)
    elif "DURATION" in entry:
        length = entry.decoded("DURATION")
    else:
        length = timedelta(0) if isinstance(begins, datetime) else _DAY
    if not isinstance(begins, datetime):
        length = max(length, _DAY)  # calendars in use write whole days that end when they start, or before
    if not timedelta(0) < length <= _LONGEST:
        raise _refused("An event ends after it starts, within a year.", "日程须在开始之后、一年之内结束。")
    return length


def _elapsed(begins: datetime, ends: datetime) -> timedelta:
    """By the wall of the zone it starts in: a repeated event from 9 to 17 ends at 17 on every day of the year."""
    return (
        ends.astimezone(begins.tzinfo).replace(tzinfo=None) - begins.replace(tzinfo=None)
        if begins.tzinfo
        else ends - begins
    )


def _starts(entry: icalendar.Event, begins: date, zone: ZoneInfo, first: date, last: date) -> Iterator[date]:
    """Its own start and the repeated ones, up to `last`, in its own zone; EXDATE leaves out, RDATE adds."""
    without = {_local(value.dt, zone) for value in _dates(entry, "EXDATE")}
    more = [value.dt for value in _dates(entry, "RDATE")]
    repeated = _repeated(entry, begins, first, last) if "RRULE" in entry else [begins]
    for start in {*repeated, *(one for one in more if not isinstance(one, tuple))}:
        if _local(start, zone) not in without:
            yield start


def _repeated(entry: icalendar.Event, begins: date, first: date, last: date) -> Iterator[date]:
    rule: Any = entry["RRULE"]
    if isinstance(rule, list) or not _simple(rule):
        raise _refused(
            "Events repeat daily, weekly, monthly or yearly, by one simple rule.",
            "日程只支持按日、周、月或年的简单重复规则。",
        )
    zoned = begins.tzinfo if isinstance(begins, datetime) else None
    wall = begins.replace(tzinfo=None) if isinstance(begins, datetime) else datetime.combine(begins, wall_time())
    for until in rule.get("UNTIL", []):  # dateutil wants it in the clock of the start
        rule["UNTIL"] = [_naive_until(until, zoned)]
    after = datetime.combine(first - _DAY, wall_time())
    repeats = rrulestr(rule.to_ical().decode(), dtstart=wall).between(
        after, datetime.combine(last + 2 * _DAY, wall_time()), inc=True
    )
    for start in repeats:
        yield start.replace(tzinfo=zoned) if isinstance(begins, datetime) else start.date()


def _simple(rule: icalendar.vRecur) -> bool:
    often = rule["FREQ"][0]
    sparse = {"BYMONTHDAY", "BYSETPOS"} & rule.keys()  # by day or week they may never match, three million times
    return (
        often in _FREQUENCIES
        and not rule.keys() - _PARTS
        and rule.get("INTERVAL", [1])[0] > 0
        and not (sparse and often in ("DAILY", "WEEKLY"))
    )


def _naive_until(until: date, zoned) -> datetime:
    if not isinstance(until, datetime):
        return datetime.combine(until, wall_time(23, 59, 59))
    return until.astimezone(zoned).replace(tzinfo=None) if until.tzinfo and zoned else until.replace(tzinfo=None)


def _dates(entry: icalendar.Event, name: str) -> list:
    lists = entry.get(name, [])
    return [value for one in (lists if isinstance(lists, list) else [lists]) for value in one.dts]


def _local(at: date, zone: ZoneInfo) -> datetime:
    """As the clock in the calendar's zone shows it; a time without a zone is meant there."""
    if not isinstance(at, datetime):
        return datetime.combine(at, wall_time())
    return at.astimezone(zone).replace(tzinfo=None) if at.tzinfo else at


def _refused(en: str, zh: str) -> CalendarRefused:
    return CalendarRefused(Problem("", en, zh))
