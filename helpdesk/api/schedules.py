"""Schedules: business hours by the minute of the week, and their holidays. Only admins change them."""

from datetime import date, timedelta

from sqlalchemy.exc import IntegrityError

from helpdesk import clock
from helpdesk.api import paging, reading
from helpdesk.api.door import NUMBER, answer, given, invalid, me, not_found, route, url
from helpdesk.db import db
from helpdesk.people import may
from routing import calendars
from routing.calendars import BusinessCalendar
from routing.hours import CalendarRefused
from routing.hours.as_json import WEEKDAYS

DAY = 1440
LONGEST_HOLIDAY = 366


@route("/business_hours/schedules")
def list_schedules():
    """All calendars."""
    rows = calendars.calendars()
    return answer(paging.whole(rows, "schedules", lambda found: [shape(row) for row in found]))


@route(f"/business_hours/schedules/{NUMBER}")
def show_schedule(number: int):
    """One calendar."""
    return answer({"schedule": shape(_find(number))})


@route("/business_hours/schedules", "POST")
def create_schedule():
    """A new one: open from nine to five on weekdays, until its workweek is said."""
    _only_who_may()
    said = given("schedule")
    week = {day: [{"from": "09:00", "to": "17:00"}] for day in WEEKDAYS[:5]}
    definition = {"zone": reading.text(said, "time_zone", "UTC", 100), "week": week}
    if "intervals" in said:
        definition["week"] = _week(said["intervals"])
    name = _name(said)
    return answer(
        {"schedule": shape(_kept(lambda: calendars.make_calendar(name=name, definition=definition, by=me())))}, 201
    )


@route(f"/business_hours/schedules/{NUMBER}", "PUT")
def change_schedule(number: int):
    """Another name or zone."""
    row, said = _find(number, to_change=True), given("schedule")
    definition = {**row.definition, "zone": reading.text(said, "time_zone", row.definition["zone"], 100)}
    name = _name(said) if "name" in said else None
    _kept(lambda: calendars.save_calendar(row, name=name, definition=definition, by=me()))
    return answer({"schedule": shape(row)})


@route(f"/business_hours/schedules/{NUMBER}", "DELETE")
def delete_schedule(number: int):
    """Take it away, unless a policy reckons with it."""
    try:
        calendars.drop_calendar(_find(number, to_change=True), by=me())
    except calendars.InUse:
        raise invalid("This schedule is in use.", "该工作时间正在使用中。") from None
    return answer({}, 204)


@route(f"/business_hours/schedules/{NUMBER}/workweek", "PUT")
def set_workweek(number: int):
    """Its intervals, in minutes since Sunday 00:00."""
    row, said = _find(number, to_change=True), given("workweek")
    definition = {**row.definition, "week": _week(said.get("intervals"))}
    _kept(lambda: calendars.save_calendar(row, definition=definition, by=me()))
    return answer({"workweek": {"intervals": _intervals(row.definition["week"])}})


@route(f"/business_hours/schedules/{NUMBER}/holidays")
def list_holidays(number: int):
    """The days that are closed by name; national holidays are kept by the calendar itself."""
    row = _find(number)
    return answer(paging.whole(_closed(row), "holidays", lambda days: [_holiday(day) for day in days]))


@route(f"/business_hours/schedules/{NUMBER}/holidays", "POST")
def create_holiday(number: int):
    """Close a day, or the days from one to another."""
    row, said = _find(number, to_change=True), given("holiday")
    first, last = _date(said, "start_date"), _date(said, "end_date" if said.get("end_date") else "start_date")
    if not 0 <= (last - first).days < LONGEST_HOLIDAY:
        raise reading.wrong("end_date", "on or after start_date, within a year")
    days = [(first + timedelta(n)).isoformat() for n in range((last - first).days + 1)]
    name = reading.line(said, "name")
    closed = [{"date": day, "hours": [], "name": name} for day in days]
    kept = [one for one in row.definition.get("exceptions", []) if one["date"] not in days]
    _kept(lambda: calendars.save_calendar(row, definition={**row.definition, "exceptions": kept + closed}, by=me()))
    return answer({"holiday": _holiday(closed[0]) | {"end_date": days[-1]}}, 201)


@route(f"/business_hours/schedules/{NUMBER}/holidays/<int(max=99999999):day>", "DELETE")
def delete_holiday(number: int, day: int):
    """Open again as on any other such day."""
    row = _find(number, to_change=True)
    kept = [one for one in row.definition.get("exceptions", []) if _number(one) != day]
    if len(kept) == len(row.definition.get("exceptions", [])):
        raise not_found()
    _kept(lambda: calendars.save_calendar(row, definition={**row.definition, "exceptions": kept}, by=me()))
    return answer({}, 204)


def shape(row: BusinessCalendar) -> dict:
    """The calendar as the API says it; `definition` says all of it."""
    return {
        "url": url(f"business_hours/schedules/{row.id}.json"),
        "id": row.id,
        "name": row.name,
        "time_zone": row.definition["zone"],
        "intervals": _intervals(row.definition["week"]),
        "is_default": row.is_default,
        "definition": row.definition,
        "created_at": clock.iso(row.created_at),
        "updated_at": clock.iso(row.updated_at),
    }


def _intervals(week: dict) -> list[dict]:
    found = []
    for place, day in enumerate(("sun", *WEEKDAYS[:6])):
        for one in week.get(day, ()):
            start, end = _minute(one["from"]), _minute(one["to"])
            end += 0 if end > start else DAY
            found.append({"start_time": place * DAY + start, "end_time": place * DAY + end})
    return found


def _week(said) -> dict:
    if not isinstance(said, list) or len(said) > 200:
        raise reading.wrong("intervals", "a list of intervals")
    week: dict[str, list] = {day: [] for day in WEEKDAYS}
    for one in said:
        start, end = (one.get("start_time"), one.get("end_time")) if isinstance(one, dict) else (None, None)
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= 8 * DAY:
            raise reading.wrong("intervals", "a list of {start_time, end_time} in minutes since Sunday 00:00")
        while start < end:
            place, until = start // DAY, min(end, (start // DAY + 1) * DAY)
            day = ("sun", *WEEKDAYS[:6])[place % 7]
            week[day].append({"from": _shown(start - place * DAY), "to": _shown(until - place * DAY)})
            start = until
    return week


def _minute(text: str) -> int:
    hour, minute = text.split(":")[:2]
    return int(hour) * 60 + int(minute)


def _shown(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _closed(row: BusinessCalendar) -> list[dict]:
    return [one for one in row.definition.get("exceptions", []) if not one["hours"]]


def _holiday(one: dict) -> dict:
    return {"id": _number(one), "name": one.get("name", ""), "start_date": one["date"], "end_date": one["date"]}


def _number(one: dict) -> int:
    return int(one["date"].replace("-", ""))


def _date(said: dict, name: str) -> date:
    try:
        return date.fromisoformat(said.get(name))
    except (TypeError, ValueError):
        raise reading.wrong(name, "a date like 2026-12-24") from None


def _name(said: dict) -> str:
    name = reading.line(said, "name", calendars.LONGEST_NAME)
    if not name:
        raise reading.wrong("name", "a name")
    return name


def _kept(do):
    try:
        return do()
    except CalendarRefused as refused:
        raise invalid(refused.problems[0].en, refused.problems[0].zh, field=refused.problems[0].path) from None
    except IntegrityError:
        raise invalid("There is a schedule of this name.", "已有同名的工作时间。", field="name") from None


def _find(number: int, to_change: bool = False) -> BusinessCalendar:
    row = db.session.get(BusinessCalendar, number)
    if row is None or (to_change and not may(me(), "sla.manage")):
        raise not_found()
    return row


def _only_who_may() -> None:
    if not may(me(), "sla.manage"):
        raise not_found()
