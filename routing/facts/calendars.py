"""The hours in which somebody is there: the desk's own calendar, always open where none has been set up."""

from datetime import datetime

from routing import hours
from routing.calendars.asking import calendar_of, default_calendar_id
from routing.plan import plan_of


def is_open(at: datetime, team_id: int | None) -> bool:
    """Whether this moment is business time, for this team."""
    plan = plan_of(team_id) if team_id is not None else None
    calendar = calendar_of((plan and plan.calendar_id) or default_calendar_id())
    return calendar is None or hours.is_open(calendar, at)


def zone() -> str:
    """The time zone that hours of the day are meant in."""
    calendar = calendar_of(default_calendar_id())
    return calendar.zone if calendar is not None else "UTC"
