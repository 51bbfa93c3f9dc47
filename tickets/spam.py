"""Mark a ticket as spam, or say that it is none."""

from helpdesk import clock
from helpdesk.db import transaction
from helpdesk.events import record
from tickets.calling import call_for_person
from tickets.events import SPAM_CLEARED, SPAM_MARKED
from tickets.refusals import changeable


@transaction()
def mark_spam(ticket, *, by) -> None:
    """Out of every list but Spam; nobody is called for it any more."""
    if ticket.spam_at is None:
        changeable(ticket)
        ticket.spam_at = ticket.updated_at = clock.now()
        record(SPAM_MARKED, ticket, by=by)


@transaction()
def clear_spam(ticket, *, by) -> None:
    """It was a customer after all."""
    if ticket.spam_at is not None:
        ticket.spam_at, ticket.updated_at = None, clock.now()
        record(SPAM_CLEARED, ticket, by=by)
        call_for_person(ticket, by=by)
