"""Keeping calendars: make, change, drop, and say which is the default."""

from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from helpdesk import clock
from helpdesk.db import db, only_one, transaction
from helpdesk.events import record
from routing.calendars.business_calendar import BusinessCalendar
from routing.hours import from_json, to_json
from routing.sla.policy import SlaPolicy
from tickets.events import CALENDAR_CHANGED

LONGEST_NAME = 100


class InUse(ValueError):
    """The calendar cannot go: policies reckon with it; `names` says which."""

    def __init__(self, names: list[str]):
        super().__init__(", ".join(names))
        self.names = names


def calendars() -> list[BusinessCalendar]:
    """All calendars by name, the default one first."""
    order = (BusinessCalendar.is_default.desc(), BusinessCalendar.name)
    return list(db.session.scalars(select(BusinessCalendar).order_by(*order).limit(500)))


@transaction()
def make_calendar(*, name: str, definition: dict, by) -> BusinessCalendar:
    """A new calendar; the first one is the default. Raises CalendarRefused."""
    only_one("calendars")
    first = db.session.scalar(select(func.count()).select_from(BusinessCalendar)) == 0
    row = BusinessCalendar(name=name.strip()[:LONGEST_NAME], definition=to_json(from_json(definition)))
    row.is_default, row.updated_at = first, _stamp()
    db.session.add(row)
    db.session.flush()
    record(CALENDAR_CHANGED, by=by, calendar=row.id)
    return row


@transaction()
def save_calendar(row: BusinessCalendar, *, name: str | None = None, definition: dict | None = None, by) -> None:
    """Change name or hours; clocks that run by it are reckoned anew. Raises CalendarRefused."""
    read = to_json(from_json(definition)) if definition is not None else row.definition
    if name is not None:
        row.name = name.strip()[:LONGEST_NAME]
    row.definition, row.updated_at = read, _stamp()
    db.session.flush()
    record(CALENDAR_CHANGED, by=by, calendar=row.id)


@transaction()
def set_default(row: BusinessCalendar, *, by) -> None:
    """This calendar holds where nothing else is said."""
    only_one("calendars")
    stamp = _stamp()
    db.session.execute(update(BusinessCalendar).where(BusinessCalendar.is_default).values(is_default=False))
    row.is_default, row.updated_at = True, stamp
    db.session.flush()
    record(CALENDAR_CHANGED, by=by, calendar=row.id)


@transaction()
def drop_calendar(row: BusinessCalendar, *, by) -> None:
    """Take the calendar away. Raises InUse while a policy reckons with it."""
    only_one("calendars")
    names = list(db.session.scalars(select(SlaPolicy.name_en).where(SlaPolicy.calendar_id == row.id)))
    if names or row.is_default:
        raise InUse(names)
    db.session.delete(row)
    record(CALENDAR_CHANGED, by=by, calendar=row.id)


def _stamp() -> datetime:
    """Later than every one before, whatever the clock says: by it other processes see that something has changed."""
    newest = db.session.scalar(select(func.max(BusinessCalendar.updated_at)))
    return max(clock.now(), newest + timedelta(microseconds=1)) if newest else clock.now()
