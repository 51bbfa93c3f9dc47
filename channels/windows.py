"""Reply windows: how long free text may still be sent, and through what a ticket can be answered."""

from datetime import UTC, datetime

from sqlalchemy import func, select

from channels.inbox import Inbox
from channels.register import all_adapters
from helpdesk import clock
from helpdesk.customers import Customer, Identity, reachable
from helpdesk.db import db
from tickets import NotAllowed, Ticket


class WindowOver(NotAllowed):
    """The provider lets nobody write now; the customer must write first."""

    def __init__(self, ended_at: datetime):
        super().__init__("window_over", ended_at=clock.iso(ended_at))
        self.ended_at = ended_at


def window_of(inbox: Inbox, identity_id: int | None) -> datetime | None:
    """When the time to answer this address ends; None where it never does."""
    adapter = all_adapters().get(inbox.channel)
    length = adapter.capabilities.window if adapter else None
    if length is None or identity_id is None:
        return None
    last = db.session.scalar(select(func.max(Ticket.last_inbound_at)).where(
        Ticket.identity_id == identity_id, Ticket.inbox_id == inbox.id))
    return (last or datetime.fromtimestamp(0, UTC)) + length


def send_options(ticket: Ticket) -> list[dict]:
    """Through what this ticket can be answered, its own way first: the composer's choice."""
    inboxes = {i.id: i for i in db.session.scalars(select(Inbox).where(Inbox.enabled.is_(True)).limit(200))
               if i.channel in all_adapters()}
    addresses = {i.id: i for i in reachable(db.session.get(Customer, ticket.customer_id))}
    pairs = [(ticket.inbox_id, ticket.identity_id), *_used_before(ticket), *_reachable(inboxes, addresses)]
    return [_option(inboxes[inbox], addresses[identity], own=(inbox, identity) == pairs[0])
            for inbox, identity in dict.fromkeys(pairs) if inbox in inboxes and identity in addresses]


def _used_before(ticket: Ticket) -> list[tuple[int, int]]:
    rows = db.session.execute(
        select(Ticket.inbox_id, Ticket.identity_id).where(Ticket.customer_id == ticket.customer_id)
        .order_by(Ticket.id.desc()).limit(50))
    return [tuple(row) for row in rows]


def _reachable(inboxes: dict, addresses: dict) -> list[tuple[int, int]]:
    return [(inbox.id, identity.id) for inbox in inboxes.values() for identity in addresses.values()
            if identity.kind in all_adapters()[inbox.channel].capabilities.reaches]


def _option(inbox: Inbox, identity: Identity, *, own: bool) -> dict:
    return {"inbox_id": inbox.id, "identity_id": identity.id, "channel": inbox.channel,
            "label": f"{inbox.name} · {identity.value}", "window_ends_at": clock.iso(window_of(inbox, identity.id)),
            "default": own}
