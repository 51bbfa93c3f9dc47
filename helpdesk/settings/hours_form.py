"""The form of a calendar: a line of hours a day, a line a date; what people type, and what a calendar is."""

import re

from helpdesk.reader import say
from routing.hours.as_json import WEEKDAYS

_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-–—~至]\s*(\d{1,2}):(\d{2})")
_CLOSED = ("closed", "休息", "休", "-", "")
_SHUT = re.compile(r"\s*(closed\b|休息|休|-(?!\S))\s*", re.IGNORECASE)
MOST_LINES = 5000


def week_shown(definition: dict) -> dict[str, str]:
    """Each day's hours on one line: 09:00–12:00, 13:30–18:00."""
    week = definition.get("week", {})
    return {day: hours_shown(week.get(day, [])) for day in WEEKDAYS}


def hours_shown(hours: list) -> str:
    """Some intervals on one line."""
    return ", ".join(one if isinstance(one, str) else f"{one['from']}–{one['to']}" for one in hours)


def exceptions_shown(exceptions: list[dict]) -> str:
    """A date a line: 2026-12-24 closed Christmas Eve."""
    return "\n".join(
        " ".join(filter(None, (one["date"], hours_shown(one["hours"]) or say("closed", "休息"), one.get("name", ""))))
        for one in exceptions
        if isinstance(one.get("hours"), list)
    )


def definition_said(form) -> dict:
    """What a form says, as routing.hours.from_json reads it; what means nothing stays there to be refused."""
    lines = [line.strip() for line in form.get("exceptions", "").splitlines()[:MOST_LINES] if line.strip()]
    return {
        "zone": form.get("zone", ""),
        "week": {day: _hours(form.get(day, "")) for day in WEEKDAYS},
        "exceptions": [_exception(line) for line in lines],
        "holidays": [{"country": code} for code in form.getlist("countries")],
        "filled": [int(year) for year in form.getlist("filled") if year.isdecimal() and len(year) == 4],
    }


def _hours(text: str) -> list:
    """The intervals of a line; what is none of them is kept as it is, so that it is refused with its place."""
    rest = text.strip()
    if rest.lower() in _CLOSED:
        return []
    parts = [part.strip() for part in re.split(r"[,，;；、]", rest) if part.strip()]
    return [_interval(part) for part in parts]


def _interval(part: str):
    found = _SPAN.fullmatch(part)
    if not found:
        return part
    first, second, third, fourth = found.groups()
    return {"from": f"{int(first):02}:{second}", "to": f"{int(third):02}:{fourth}"}


def _exception(line: str) -> dict:
    date, _, rest = line.partition(" ")
    spans = list(_SPAN.finditer(rest))
    if spans:
        name, hours = rest[spans[-1].end() :], [_interval(span.group()) for span in spans]
    else:
        # "9-12" is not a day off: what is neither hours nor "closed" stands where hours stand, and is refused there.
        shut = _SHUT.match(rest)
        name, hours = (rest[shut.end() :], []) if shut or not rest.strip() else ("", rest.split()[:1])
    return {"date": date, "hours": hours, "name": name.strip(" ,，:：")}
