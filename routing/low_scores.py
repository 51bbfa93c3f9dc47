"""A low score calls the supervisor: the ticket is handed up, once, with what the customer said."""

from helpdesk.events import SYSTEM
from helpdesk.hot import get
from routing.escalating import escalate
from tickets import Ticket, root_of


def escalate_low_score(event) -> None:
    """A reaction to a score; one that is raised again later changes nothing: somebody shall look all the same."""
    if event.data.get("low"):
        ticket = root_of(get(Ticket, event.ticket_id))
        said = {"score": event.data["score"], "survey": event.data["survey"]}
        escalate(ticket, reason="low_score", by=SYSTEM, data=said)
