"""Places: visitors who wait are told which they have, and about how long it takes; by the page and over the socket."""

from sqlalchemy import select

from channels import webchat
from helpdesk.customers import Identity
from helpdesk.db import db
from routing import queue as waiting_line
from routing.estimating import Place, anybody_works, place_and_wait, seconds_a_ticket
from tickets import Ticket
from tickets.calling import needs_person

MOST_TOLD = 200  # visitors of one queue; who is further behind asks by itself


def place_shape(ticket: Ticket) -> dict | None:
    """What a waiting visitor is told; None for who waits for nobody."""
    if not needs_person(ticket) or ticket.waiting_since is None:
        return None
    return _shape(place_and_wait(ticket))


def tell_places(_event) -> None:
    """A queue has moved: those who chat and wait in one hear where they are now. Once for many events together."""
    for team_id in db.session.scalars(
        select(Ticket.team_id).where(*waiting_line.WAITS, Ticket.channel == "webchat").distinct()
    ):
        _tell_team(team_id)


def tell_taken(event) -> None:
    """Somebody has the ticket of this event: its visitor waits no longer."""
    ticket = db.session.get(Ticket, event.ticket_id)
    if ticket is not None and ticket.channel == "webchat":
        _tell(ticket, None)


def _tell_team(team_id: int | None) -> None:
    here = anybody_works(team_id)
    pace = seconds_a_ticket(team_id) if here else None
    for place, ticket in enumerate(waiting_line.waiting(team_id, MOST_TOLD), 1):
        if ticket.channel == "webchat" and ticket.waiting_since is not None:
            _tell(ticket, _shape(Place(place, here, None if pace is None else round(pace * place))))


def _tell(ticket: Ticket, queue: dict | None) -> None:
    if ticket.identity_id is not None:
        address = db.session.get(Identity, ticket.identity_id)
        webchat.signal(address.kind, address.value, "queue", {"ticket": ticket.id, "queue": queue})


def _shape(place: Place) -> dict:
    return {"place": place.place, "here": place.here, "seconds": place.seconds}
