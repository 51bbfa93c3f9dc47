"""Ways to answer: through which inbox, to which address, and until when."""

from channels import all_adapters
from helpdesk import clock, customers
from helpdesk.console import names
from helpdesk.customers import Customer
from tickets.ticket import Ticket

# Which kind of address an inbox of a channel can write to, beside the one the ticket came from.
_REACHES = {"email": "email", "sms": "phone"}


def ways_of(ticket: Ticket, customer: Customer) -> list[dict]:
    """The ticket's own way first, then the others that reach this customer; `default` marks the one to choose."""
    inboxes = names.inboxes()
    identities = {one.id: one for one in customers.reachable(customer)}
    ways = []
    own = inboxes.get(ticket.inbox_id)
    if own is not None:
        ways.append(_way(ticket, own, identities.get(ticket.identity_id), is_default=True))
    for inbox in inboxes.values():
        for identity in identities.values():
            reached = inbox.enabled and _REACHES.get(inbox.channel) == identity.kind
            if reached and (inbox.id, identity.id) != (ticket.inbox_id, ticket.identity_id):
                ways.append(_way(ticket, inbox, identity, is_default=own is None and not ways))
    return ways[:20]


def _way(ticket: Ticket, inbox, identity, *, is_default: bool) -> dict:
    window = _window(inbox.channel) if is_default else None
    ends = ticket.last_inbound_at + window if window and ticket.last_inbound_at else None
    return {
        "inbox_id": inbox.id,
        "identity_id": identity.id if identity else ticket.identity_id,
        "channel": inbox.channel,
        "label": f"{inbox.name} → {identity.value}" if identity and identity.kind in ("email", "phone") else inbox.name,
        "window_ends_at": clock.iso(ends),
        "default": is_default,
    }


def _window(channel: str):
    adapter = all_adapters().get(channel)
    return adapter.capabilities.window if adapter else None
