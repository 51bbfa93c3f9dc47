"""Follow up: what goes on after a ticket was closed goes on in a new one, linked to it."""

from helpdesk.customers import Customer
from helpdesk.db import transaction
from helpdesk.hot import get
from tickets.linking import link
from tickets.opening import open_ticket
from tickets.refusals import NotAllowed
from tickets.ticket import Ticket


@transaction()
def follow_up(closed, *, by, **values) -> Ticket:
    """A new ticket of the same customer, place and matter. `values` go before what is carried over."""
    if closed.status != "closed":
        raise NotAllowed("not_closed")
    carried = {
        name: getattr(closed, name)
        for name in ("subject", "inbox_id", "channel", "identity_id", "language", "team_id", "type", "priority")
    }
    ticket = open_ticket(get(Customer, closed.customer_id), by=by, **{**carried, "tags": closed.tag_names, **values})
    link(ticket, closed, kind="follow_up", by=by)
    return ticket
