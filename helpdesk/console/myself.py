"""Myself: whether I take tickets, and how I like the console."""

from flask import jsonify

from helpdesk import people
from helpdesk.console.door import console
from helpdesk.console.said import Said, wrong
from helpdesk.console.start import me_of
from helpdesk.people.being_here import AVAILABILITIES
from helpdesk.people.sessions import me


@console.put("/me/availability")
def set_availability():
    """Online, away or offline."""
    people.set_availability(me(), Said().choice("availability", AVAILABILITIES), by=me())
    return jsonify(me=me_of(me()))


@console.put("/me/preferences")
def set_preferences():
    """Language, theme, keys, seconds to undo; those not named stay."""
    try:
        people.prefer(me(), **Said().mapping())
    except (ValueError, TypeError):
        raise wrong("preferences") from None
    return jsonify(me=me_of(me()))
