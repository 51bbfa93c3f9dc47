"""The hours in which somebody is there: the desk's own calendar, always open where none has been set up."""

from datetime import datetime


def is_open(at: datetime, team_id: int | None) -> bool:
    """Whether this moment is business time, for this team."""
    return True


def zone() -> str:
    """The time zone that hours of the day are meant in."""
    return "UTC"
