"""Actions as data: what macros and bulk changes do to a ticket, each a name and a value."""

from datetime import datetime

from sqlalchemy import select

from helpdesk.db import db, transaction
from helpdesk.hot import get
from helpdesk.people import Agent, Team
from tickets.assigning import assign, hand_to_team, unassign
from tickets.classifying import classify
from tickets.closing import set_status
from tickets.following import follow
from tickets.prioritizing import prioritize
from tickets.refusals import NotAllowed
from tickets.snoozing import snooze, wake
from tickets.spam import clear_spam, mark_spam
from tickets.tagging import tag, untag
from tickets.ticket import DONE
from tickets.trashing import restore, trash


@transaction()
def perform(ticket, changes: dict, *, by) -> None:
    """Do all of these to the ticket, or none of them. Raises NotAllowed."""
    check_changes(changes)
    changes = without_needless_snooze(changes)
    if changes.get("trash") is False:  # first out of the trash, last into it: in there nothing can be changed
        restore(ticket, by=by)
    for name, act in _ACTIONS.items():  # in this order, whatever order they came in
        if name in changes:
            act(ticket, changes[name], by)
    if changes.get("trash"):
        trash(ticket, by=by)


def check_changes(changes: dict) -> None:
    """Accept the names that there are, nothing else. Raises NotAllowed."""
    for name in changes:
        if name not in _ACTIONS and name != "trash":
            raise NotAllowed("unknown_action", action=str(name)[:100])


def without_needless_snooze(changes: dict) -> dict:
    """Solved wins over snoozed, whatever the order: what is done has no time at which it wakes."""
    if not solves_and_snoozes(changes):
        return changes
    return {name: value for name, value in changes.items() if name != "snooze_until"}


def solves_and_snoozes(changes: dict) -> bool:
    """Whether these say both."""
    return changes.get("status") in DONE and changes.get("snooze_until") is not None


def _give(ticket, number, by) -> None:
    if number is None:
        return unassign(ticket, by=by)
    agent = by if number == "me" else get(Agent, number) if _is_number(number) else None
    if agent is None:
        raise NotAllowed("no_agent", agent=number)
    return assign(ticket, to=agent, by=by)


def _hand(ticket, number, by) -> None:
    team = db.session.scalar(select(Team).where(Team.id == number)) if _is_number(number) else None
    if number is not None and team is None:
        raise NotAllowed("unknown_action", team=number)
    hand_to_team(ticket, team, by=by)


def _sleep(ticket, until, by) -> None:
    if until is None:
        return wake(ticket, by=by)
    try:
        return snooze(ticket, until=until if isinstance(until, datetime) else datetime.fromisoformat(until), by=by)
    except (ValueError, TypeError) as error:
        if isinstance(error, NotAllowed):
            raise
        raise NotAllowed("past") from None


def _is_number(value) -> bool:
    return type(value) is int and abs(value) < 2**63


_ACTIONS = {
    "team_id": _hand,
    "assignee_id": _give,
    "priority": lambda ticket, value, by: prioritize(ticket, value, by=by),
    "type": lambda ticket, value, by: classify(ticket, value, by=by),
    "tags_add": lambda ticket, names, by: tag(ticket, *names, by=by),
    "tags_remove": lambda ticket, names, by: untag(ticket, *names, by=by),
    "follow": lambda ticket, on, by: follow(ticket, by) if on else None,
    "status": lambda ticket, value, by: set_status(ticket, value, by=by),
    "snooze_until": _sleep,  # after the status: what was solved and is opened again may rest
    "spam": lambda ticket, on, by: mark_spam(ticket, by=by) if on else clear_spam(ticket, by=by),
}
