"""Assign: a ticket that needs a person goes to one of its team who is here and has room, or waits in the queue."""

from helpdesk.db import only_one
from helpdesk.hot import get
from routing.candidate import of_team
from routing.deciding import decide
from tickets import Ticket

LOCK = "routing"  # two decisions at once would each see the same room


def route(event) -> None:
    """The ticket of this event needs a person. While nobody is here this costs one statement."""
    ticket = get(Ticket, event.ticket_id)
    not_to = (event.data or {}).get("not_to")
    only_one(LOCK)
    here = of_team(ticket.team_id)
    # What waits is explained as it is now; a row is kept for what could not be known later.
    is_news = not_to is not None or (bool(here) and ticket.message_count <= 1)
    if here or is_news:
        decide(ticket, here, not_to=not_to, keep_waiting=is_news)
