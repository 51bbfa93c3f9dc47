"""Give a ticket another subject."""

from helpdesk import clock
from helpdesk.db import transaction
from helpdesk.events import record
from tickets.events import SUBJECT_CHANGED
from tickets.refusals import NotAllowed, changeable


@transaction()
def rename(ticket, subject: str, *, by) -> None:
    """Set the subject, one line of 500 characters at most."""
    subject = " ".join(subject.split())[:500]
    if not subject:
        raise NotAllowed("empty")
    if ticket.subject != subject:
        changeable(ticket)
        ticket.subject, ticket.updated_at = subject, clock.now()
        record(SUBJECT_CHANGED, ticket, by=by)  # without the words: what customers write stays in the ticket
