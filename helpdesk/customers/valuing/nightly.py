"""Nightly: everybody is reckoned once a night, and at once after the lines were drawn elsewhere."""

from datetime import datetime, timedelta

from helpdesk import clock
from helpdesk.customers.choices import choose, chosen
from helpdesk.customers.valuing.reckoning import reckon_all

CHOICE = "value_night"
USUAL = {"hour": 18, "done_on": None}  # in UTC: two in the morning in China, noon in California


def reckon_nightly(as_of: datetime | None = None) -> bool:
    """Reckon everybody if this night it has not been done; whether it was."""
    now, kept = as_of or clock.now(), chosen(CHOICE, USUAL)
    night = (now - timedelta(hours=kept["hour"])).date().isoformat()
    if kept["done_on"] == night:
        return False
    reckon_all(now)
    choose(CHOICE, chosen(CHOICE, USUAL) | {"done_on": night})
    return True


def reckon_soon() -> None:
    """Have everybody reckoned at the next sweep, whatever the hour."""
    choose(CHOICE, chosen(CHOICE, USUAL) | {"done_on": None})


def nightly_at(hour: int) -> None:
    """From now on at this hour, UTC. Raises ValueError."""
    if not 0 <= hour <= 23:
        raise ValueError("an hour is 0 to 23")
    choose(CHOICE, chosen(CHOICE, USUAL) | {"hour": hour})


def note_done(at: datetime) -> None:
    """This night it has been done by other means."""
    kept = chosen(CHOICE, USUAL)
    choose(CHOICE, kept | {"done_on": (at - timedelta(hours=kept["hour"])).date().isoformat()})
