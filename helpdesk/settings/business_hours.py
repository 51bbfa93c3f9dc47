"""Business hours: calendars with their weeks, exceptions and national holidays; what is wrong is said at once."""

from datetime import timedelta

import holidays as national_package
from flask import request
from sqlalchemy.exc import IntegrityError

from helpdesk import clock
from helpdesk.db import db
from helpdesk.people.sessions import allowed, me
from helpdesk.reader import language, say
from helpdesk.refusing import Refusal
from helpdesk.settings.hours_form import definition_said, exceptions_shown, week_shown
from helpdesk.settings.pages import pages, saved, show, wrong
from helpdesk.settings.zones import city_of, grouped
from routing import calendars, hours
from routing.calendars import BusinessCalendar
from routing.hours.as_json import WEEKDAYS

COUNTRIES = (
    ("CN", "China", "中国"), ("HK", "Hong Kong", "香港"), ("TW", "Taiwan", "台湾"), ("SG", "Singapore", "新加坡"),
    ("JP", "Japan", "日本"), ("KR", "South Korea", "韩国"), ("GB", "United Kingdom", "英国"),
    ("US", "United States", "美国"), ("DE", "Germany", "德国"), ("FR", "France", "法国"),
    ("AU", "Australia", "澳大利亚"), ("IN", "India", "印度"),
)  # fmt: skip
LARGEST_FILE = 2**20


@pages.get("/business-hours")
@allowed("sla.manage")
def list_calendars():
    """All calendars, and whether each is open now."""
    now = clock.now()
    shown = [(row, _state(row, now)) for row in calendars.calendars()]
    return show("business_hours", "business-hours", calendars=shown, city_of=city_of)


@pages.get("/business-hours/new")
@allowed("sla.manage")
def new_calendar():
    """An empty one: nine to six on weekdays."""
    week = {day: [{"from": "09:00", "to": "18:00"}] for day in WEEKDAYS[:5]}
    zone = me().time_zone if "/" in (me().time_zone or "") else "Asia/Shanghai"
    return _form(None, {"zone": zone, "week": week, "exceptions": [], "holidays": [], "filled": []}, "")


@pages.post("/business-hours/new")
@allowed("sla.manage")
def add_calendar():
    """Keep it; the first one is the default."""
    return _save(None)


@pages.get("/business-hours/<int:number>")
@allowed("sla.manage")
def show_calendar(number: int):
    """One calendar."""
    row = _find(number)
    return _form(row, row.definition, row.name)


@pages.post("/business-hours/<int:number>")
@allowed("sla.manage")
def change_calendar(number: int):
    """Other hours: clocks that run are reckoned anew."""
    return _save(_find(number))


@pages.post("/business-hours/<int:number>/default")
@allowed("sla.manage")
def default_calendar(number: int):
    """It holds where nothing else is said."""
    calendars.set_default(_find(number), by=me())
    return saved("list_calendars", "This is the default now.", "已设为默认工作时间。")


@pages.post("/business-hours/<int:number>/dropped")
@allowed("sla.manage")
def drop_calendar(number: int):
    """Take it away, unless something reckons with it."""
    try:
        calendars.drop_calendar(_find(number), by=me())
    except calendars.InUse as used:
        names = ", ".join(used.names) or say("the default", "默认设置")
        text = say(f"It stays: {names} reckons with it.", f"无法删除：{names} 正在使用。")
        return wrong("show_calendar", text, number=number)
    return saved("list_calendars", "The calendar is gone.", "工作时间已删除。")


@pages.post("/business-hours/<int:number>/import")
@allowed("sla.manage")
def import_days(number: int):
    """Days from an iCal file become exceptions."""
    row, file = _find(number), request.files.get("file")
    content = file.read(LARGEST_FILE + 1) if file else b""
    if not content or len(content) > LARGEST_FILE:
        return wrong("show_calendar", say("Choose a file of 1 MB at most.", "文件不得超过 1 MB。"), number=number)
    today, means = clock.now().date(), "open" if request.form.get("means") == "open" else "closed"
    try:
        known = hours.from_json(row.definition)
        filled = hours.import_ical(known, content, today, today + timedelta(days=730), means=means)
        calendars.save_calendar(row, definition=hours.to_json(filled), by=me())
    except hours.CalendarRefused as refused:
        return wrong("show_calendar", say(refused.problems[0].en, refused.problems[0].zh), number=number)
    more = len(filled.exceptions) - len(known.exceptions)
    return saved("show_calendar", f"{more} days were added.", f"已添加 {more} 天。", number=number)


def _save(row: BusinessCalendar | None):
    name = request.form.get("name", "").strip()
    definition = definition_said(request.form)
    try:
        if not 1 <= len(name) <= calendars.LONGEST_NAME:
            return _form(row, definition, name, [say("A name needs 1 to 100 characters.", "名称须为 1–100 个字符。")])
        if row is None:
            row = calendars.make_calendar(name=name, definition=definition, by=me())
        else:
            calendars.save_calendar(row, name=name, definition=definition, by=me())
    except hours.CalendarRefused as refused:
        return _form(row, definition, name, [f"{one.path}: {say(one.en, one.zh)}" for one in refused.problems])
    except IntegrityError:
        return _form(row, definition, name, [say("Another calendar has this name.", "已有同名的工作时间。")])
    return saved("show_calendar", "Saved.", "已保存。", number=row.id)


def _form(row: BusinessCalendar | None, definition: dict, name: str, problems: list[str] = ()):
    now = clock.now()
    return show(
        "calendar",
        "business-hours",
        row=row,
        name=name,
        definition=definition,
        week=week_shown(definition),
        exceptions=exceptions_shown(definition.get("exceptions", [])),
        zones=grouped(language(), definition.get("zone", "")),
        countries=[(code, say(en, zh)) for code, en, zh in COUNTRIES],
        chosen={one["country"] for one in definition.get("holidays", [])},
        years=_years(row, now) if row is not None else [],
        state=_state(row, now) if row is not None else None,
        problems=list(problems),
        package=national_package.__version__,
    )


def _state(row: BusinessCalendar, now) -> dict:
    calendar = hours.from_json(row.definition)
    try:
        changes = hours.next_change(calendar, now)
    except (hours.NeverOpens, hours.NeverChanges):
        changes = None
    return {"open": hours.is_open(calendar, now), "changes": changes}


def _years(row: BusinessCalendar, now) -> list[dict]:
    """This year and the next two: announced, filled in by hand, or still to be."""
    calendar = hours.from_json(row.definition)
    if not calendar.holidays:
        return []
    years = range(now.year, now.year + 3)
    return [
        {"year": year, "announced": hours.announced(calendar, year), "filled": year in calendar.filled}
        for year in years
    ]


def _find(number: int) -> BusinessCalendar:
    row = db.session.get(BusinessCalendar, number)
    if row is None:
        raise Refusal(404)
    return row
