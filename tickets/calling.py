"""Call for a person: a ticket that is awake, open and nobody's wants one."""

from helpdesk.db import transaction
from helpdesk.events import record
from tickets.events import PERSON_NEEDED


@transaction()
def call_for_person(ticket, *, by, **why) -> bool:
    """Ask routing to find somebody; False when nobody is needed. `not_to` names an agent who just gave it back."""
    if not needs_person(ticket):
        return False
    record(PERSON_NEEDED, ticket, by=by, **why)
    return True


def needs_person(ticket) -> bool:
    """Whether somebody should take this ticket now."""
    return ticket.assignee_id is None and is_at_work(ticket)


def is_at_work(ticket) -> bool:
    """Whether it is open and awake, so that somebody should have it."""
    hidden = ticket.spam_at or ticket.trashed_at or ticket.merged_into_id or ticket.snoozed_until or ticket.bot_since
    return ticket.status in ("new", "open") and not hidden
