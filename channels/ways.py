"""Ways: through which inbox, to which address a customer can be answered, and what may be sent there now."""

from sqlalchemy import select

from channels import consenting
from channels.inbox import Inbox
from channels.register import all_adapters
from channels.windows import left_of, why_closed, why_over, window_of
from helpdesk import clock
from helpdesk.customers import Customer, Identity, reachable
from helpdesk.db import db
from tickets import Message, Ticket

MOST = 20
# What the address is called where people see it; a browser's random name or a provider's id means nothing to anybody.
_READABLE = {"email", "phone"}
_BY_PHONE = {"whatsapp"}  # whose people know one another by their numbers


def send_options(ticket: Ticket) -> list[dict]:
    """Through what this ticket can be answered, the way it came last first: the composer's choice."""
    inboxes = {
        i.id: i
        for i in db.session.scalars(select(Inbox).where(Inbox.enabled.is_(True)).limit(200))
        if i.channel in all_adapters()
    }
    addresses = {i.id: i for i in reachable(db.session.get(Customer, ticket.customer_id))}
    pairs = [
        *_last_used(ticket),
        (ticket.inbox_id, ticket.identity_id),
        *_used_before(ticket),
        *_reachable(inboxes, _theirs(ticket, addresses)),
    ]
    found = [
        (inboxes[inbox], addresses[identity])
        for inbox, identity in dict.fromkeys(pairs)
        if inbox in inboxes and identity in addresses and all_adapters()[inboxes[inbox].channel].capabilities.writes
    ]
    return [
        _option(inbox, identity, list(addresses.values()), own=at == 0)
        for at, (inbox, identity) in enumerate(found[:MOST])
    ]


def why_not(inbox: Inbox, identity_id: int | None, *, template: bool = False):
    """The NotAllowed that stands against sending there now; None when it may be sent."""
    return consenting.stopped(identity_id) or why_closed(inbox, identity_id, template=template)


def why_no_more(inbox: Inbox, identity_id: int | None, *, template: bool = False):
    """The NotAllowed that has come up since it was put on its way: a STOP, the end of the window; None if nothing."""
    return consenting.stopped(identity_id) or why_over(inbox, identity_id, template=template)


def way_out(inbox: Inbox) -> Inbox:
    """The inbox that answers of this one leave by: its own, or (a form) the one its adapter names."""
    adapter = all_adapters().get(inbox.channel)
    return adapter.leaves_through(inbox) or inbox if hasattr(adapter, "leaves_through") else inbox


def address_label(identity: Identity, others: list[Identity]) -> str:
    """The address as people read it, or nothing; `others` are all that its customer has."""
    if identity.kind in _BY_PHONE:
        proven = (one.value for one in others if one.kind == "phone" and one.verified_at)
        return identity.value if identity.value.lstrip("+").isdigit() else next(proven, "")
    return identity.value if identity.kind in _READABLE else ""


def _last_used(ticket: Ticket) -> list[tuple[int, int]]:
    """Where the customer wrote last in this very ticket: there they are."""
    found = db.session.execute(
        select(Message.inbox_id, Message.identity_id)
        .where(Message.ticket_id == ticket.id, Message.kind == "inbound", Message.inbox_id.is_not(None))
        .order_by(Message.at.desc(), Message.id.desc())
        .limit(1)
    ).first()
    return [(found[0], found[1])] if found else []


def _used_before(ticket: Ticket) -> list[tuple[int, int]]:
    """Where this customer has written to us before: there they can be answered."""
    rows = db.session.execute(
        select(Ticket.inbox_id, Ticket.identity_id)
        .where(Ticket.customer_id == ticket.customer_id)
        .order_by(Ticket.id.desc())
        .limit(50)
    )
    return [tuple(row) for row in rows]


def _theirs(ticket: Ticket, addresses: dict) -> dict:
    """The addresses that may be offered unasked. What was only claimed counts where it is known who claimed it: anybody
    can type the e-mail address of another into a form, and a telephone of their own beside it.
    """
    own = addresses.get(ticket.identity_id)
    known = own is not None and own.verified_at is not None
    return {number: one for number, one in addresses.items() if known or one.verified_at or one is own}


def _reachable(inboxes: dict, addresses: dict) -> list[tuple[int, int]]:
    return [
        (inbox.id, identity.id)
        for inbox in inboxes.values()
        for identity in addresses.values()
        if identity.kind in all_adapters()[inbox.channel].capabilities.reaches
    ]


def _option(inbox: Inbox, identity: Identity, others: list[Identity], *, own: bool) -> dict:
    can = all_adapters()[inbox.channel].capabilities
    shown, against = address_label(identity, others), why_not(inbox, identity.id)
    return {
        "inbox_id": inbox.id,
        "identity_id": identity.id,
        "channel": inbox.channel,
        "leaves_as": way_out(inbox).channel,
        "label": f"{inbox.name} · {shown}" if shown else inbox.name,
        "address": shown,
        "name": inbox.name,
        "window_ends_at": clock.iso(window_of(inbox, identity.id)),
        "left": left_of(inbox, identity.id),
        "closed": against.code if against else None,
        "after": can.after_window if can.window else None,
        "stopped": {"at": clock.iso(identity.stopped_at), "word": identity.stopped_word or ""}
        if identity.stopped_at
        else None,
        "buttons": can.buttons,
        "attachments": can.attachments,
        "max_text": can.max_text,
        "paused_until": clock.iso(inbox.paused_until),
        "default": own,
    }
