"""Rows: a line of the list, as the console's pages and sockets have it."""

from helpdesk import clock
from helpdesk.console.called import called
from helpdesk.console.masks import reads_plainly, row_for
from helpdesk.customers import Customer, Identity, known_by
from tickets.finding import Page
from tickets.ticket import Ticket


def rows_of(page: Page) -> list[dict]:
    """The lines of a page as the one who asks may see them, without another question for each."""
    plain, known, unread = reads_plainly(), known_by(page.customers.values()), page.unread
    rows = [
        row_of(one, page.customers.get(one.customer_id), one.id in unread, known.get(one.customer_id))
        for one in page.tickets
    ]
    return [row_for(row, plain) for row in rows]


def row_of(ticket: Ticket, customer: Customer | None, unread: bool, address: Identity | None) -> dict:
    """One line; `address` is what its customer is known by who has no name."""
    return {
        "id": ticket.id,
        "version": ticket.version,
        "subject": ticket.subject,
        "preview": ticket.preview,
        "preview_by": ticket.preview_by,
        "customer": called(ticket.customer_id, customer, address),
        "channel": ticket.channel,
        "inbox_id": ticket.inbox_id,
        "status": ticket.status,
        "priority": ticket.priority,
        "type": ticket.type,
        "team_id": ticket.team_id,
        "assignee_id": ticket.assignee_id,
        "tags": ticket.tag_names or [],
        "language": ticket.language,
        "messages": ticket.message_count,
        "unread": unread,
        "spam": ticket.spam_at is not None,
        "trashed": ticket.trashed_at is not None,
        "merged_into": ticket.merged_into_id,
        "clock": _clock(ticket),
        "due": ticket.due_at is not None,
        "due_at": clock.iso(ticket.due_at),
        "breached": ticket.breached_at is not None,
        "created_at": clock.iso(ticket.created_at),
        "updated_at": clock.iso(ticket.updated_at),
        "last_message_at": clock.iso(ticket.last_message_at),
        "waiting_since": clock.iso(ticket.waiting_since),
        "snoozed_until": clock.iso(ticket.snoozed_until),
    }


def _clock(ticket: Ticket) -> dict | None:
    """The limit of time that runs out next, and since when one is broken."""
    if ticket.due_at is None and ticket.breached_at is None:
        return None
    at = ticket.due_at or ticket.breached_at
    return {"kind": ticket.due_kind or "paused", "due_at": clock.iso(at), "breached_at": clock.iso(ticket.breached_at)}
