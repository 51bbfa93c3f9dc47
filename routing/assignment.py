"""Assign: a ticket that needs a person goes to one of its team who is here and has room, or waits in the queue."""

from helpdesk.db import on_commit, only_one
from helpdesk.hot import get
from routing import queue
from routing.candidate import Candidate, of_team
from routing.capacity import KINDS, kind_of
from routing.deciding import decide, line_up
from routing.handing_out import hand_out
from routing.lock import LOCK
from tickets import Ticket


def route(event) -> None:
    """The ticket of this event needs a person. While nobody is here this costs one statement."""
    ticket = get(Ticket, event.ticket_id)
    not_to = (event.data or {}).get("not_to")
    only_one(LOCK)
    here = of_team(ticket.team_id)
    # What waits is explained as it is now; a row is kept for what could not be known later.
    is_news = not_to is not None or (bool(here) and ticket.message_count <= 1)
    if here and _must_queue(ticket, here):
        if not_to is not None:
            line_up(ticket, here, not_to=not_to)
        on_commit(hand_out)
    elif here or is_news:
        decide(ticket, here, not_to=not_to, keep_waiting=is_news)


def _must_queue(ticket: Ticket, here: list[Candidate]) -> bool:
    """Something heavier may wait for the last room there is: then this one gets in line behind it."""
    return room_is_scarce(ticket, here) and queue.anything_of(ticket.team_id, besides=ticket.id)


def room_is_scarce(ticket: Ticket, here: list[Candidate]) -> bool:
    """Whether there is room for this ticket among these, but for something heavier perhaps none any more."""
    kind = kind_of(ticket.channel)
    roomy = [one for one in here if one.desk.has_room(kind)]
    return bool(roomy) and not any(all(one.desk.has_room(other) for other in KINDS) for one in roomy)
