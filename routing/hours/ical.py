"""Exceptions from an iCal file: holidays somebody else keeps, or the hours of a special opening.

An event of whole days closes them; one with times takes these hours out of what the days have. With
`means="open"` the events say when it is open, and the days they fall on have no other hours.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from datetime import time as wall_time

from routing.hours.calendar import Calendar, ExceptionDay
from routing.hours.ical_events import Event, events_of
from routing.hours.interval import DAY, WHOLE_DAY, Interval

_DAY = timedelta(days=1)
Piece = tuple[int, int]


def import_ical(calendar: Calendar, text: str | bytes, first: date, last: date, *, means: str = "closed") -> Calendar:
    """The calendar with the file's events from `first` to `last` as exceptions; a day it has already is replaced."""
    events = events_of(text, calendar.zoneinfo, first, last)
    days = _openings(events) if means == "open" else _closures(calendar, events)
    changed = {day.date: day for day in days if first <= day.date <= last}
    kept = {day.date: day for day in calendar.exceptions} | changed
    return replace(calendar, exceptions=tuple(kept[day] for day in sorted(kept)))


def _closures(calendar: Calendar, events: list[Event]) -> Iterable[ExceptionDay]:
    whole = {day: event.name for event in events if event.whole_days for day in event.days()}
    timed = [event for event in events if not event.whole_days]
    # The night shift that an event cuts began the day before, and what is left of it may begin the day after.
    touched = {day + n * _DAY for event in timed for day in event.days() for n in (-1, 0, 1)}
    carried: list[Piece] = []
    for day in sorted(touched | whole.keys()):
        hours = () if day in whole else calendar.hours_on(day)
        cuts = [_within(event, day) for event in timed]
        pieces = _cut([(one.start, one.end) for one in hours], cuts) + carried
        carried = [(start - DAY, end - DAY) for start, end in pieces if start >= DAY]
        today = _intervals([piece for piece in pieces if piece[0] < DAY])
        if day in whole or today != hours:
            yield ExceptionDay(day, today, whole.get(day) or _name(timed, day))


def _openings(events: list[Event]) -> Iterable[ExceptionDay]:
    for day in sorted({day for event in events for day in event.days()}):
        shown = [event for event in events if day in event.days()]
        pieces = [_clipped(_within(event, day)) for event in shown]
        yield ExceptionDay(day, _intervals(pieces), shown[0].name)


def _within(event: Event, day: date) -> Piece:
    """The event in seconds after this day's midnight."""
    midnight = datetime.combine(day, wall_time())
    return (event.start - midnight) // timedelta(seconds=1), (event.end - midnight) // timedelta(seconds=1)


def _clipped(piece: Piece) -> Piece:
    return max(piece[0], 0), min(piece[1], DAY)


def _cut(pieces: list[Piece], cuts: list[Piece]) -> list[Piece]:
    for start, end in cuts:
        pieces = [
            part
            for one in pieces
            for part in ((one[0], min(one[1], start)), (max(one[0], end), one[1]))
            if part[0] < part[1]
        ]
    return pieces


def _intervals(pieces: list[Piece]) -> tuple[Interval, ...]:
    """In order, joined where they overlap or touch."""
    joined: list[Piece] = []
    for start, end in sorted(pieces):
        if joined and start <= joined[-1][1]:
            start, end = joined[-1][0], max(end, joined.pop()[1])
        joined.append((start, end))
    return tuple(WHOLE_DAY if piece == (0, DAY) else Interval(*piece) for piece in joined)


def _name(events: list[Event], day: date) -> str:
    return next((event.name for event in events if day in event.days()), "")
