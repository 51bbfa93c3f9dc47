"""Hasten: where the channel's window shuts before the survey would be sent, it is sent while the window is open."""

from datetime import timedelta

from channels.inbox import Inbox
from channels.windows import window_of
from helpdesk import clock
from helpdesk.hot import change, get
from tickets import Ticket
from tickets.surveys import Response

SPARE = timedelta(minutes=20)  # time to send it, and for the provider to take it


def hasten(event) -> None:
    """A reaction to a survey that is planned, in its own transaction."""
    ticket, response = get(Ticket, event.ticket_id), get(Response, event.data["response"])
    inbox = get(Inbox, ticket.inbox_id) if ticket.inbox_id else None
    ends_at = window_of(inbox, ticket.identity_id) if inbox else None
    if ends_at is None or ends_at <= clock.now() or response.due_at <= ends_at - SPARE:
        return
    change(response, due_at=max(clock.now(), ends_at - SPARE))
