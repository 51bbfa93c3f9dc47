"""Working hours: whether somebody, or a team, works at this moment, by the calendars that admins made."""

from datetime import datetime

from helpdesk import clock
from routing.calendars import calendar_of
from routing.hours import is_open


def works(calendar_id: int | None, as_of: datetime | None = None) -> bool:
    """Whether this calendar is open now; none means always, and one that was deleted holds nobody up."""
    calendar = calendar_of(calendar_id)
    return calendar is None or is_open(calendar, as_of or clock.now())
