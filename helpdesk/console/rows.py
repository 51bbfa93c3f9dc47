"""Rows: a line of the list, as the console's pages and sockets have it."""

from helpdesk import clock
from helpdesk.console.masks import reads_plainly, row_for
from helpdesk.customers import Customer
from tickets.finding import Page
from tickets.ticket import Ticket


def rows_of(page: Page) -> list[dict]:
    """The lines of a page as the one who asks may see them, without another question for each."""
    plain = reads_plainly()
    return [
        row_for(row_of(ticket, page.customers.get(ticket.customer_id), ticket.id in page.unread), plain)
        for ticket in page.tickets
    ]


def row_of(ticket: Ticket, customer: Customer | None, unread: bool) -> dict:
    """One line."""
    return {
        "id": ticket.id,
        "version": ticket.version,
        "subject": ticket.subject,
        "preview": ticket.preview,
        "preview_by": ticket.preview_by,
        "customer": {"id": ticket.customer_id, "name": (customer and customer.name) or ""},
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
