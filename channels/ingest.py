"""Ingest: from a neutral Inbound to a message in its ticket, in one short transaction, once per external id."""

from sqlalchemy import bindparam, select

from channels.channel import Inbound
from channels.cleaning import make_storable
from channels.register import adapter_of
from helpdesk import customers, language
from helpdesk.crypto import blind
from helpdesk.db import only_one, transaction
from helpdesk.hot import Look
from tickets import Message, link, open_ticket, place_of, receive
from tickets.attaching import attach

_RECEIVED = Look(select(Message.id).where(
    Message.inbox_id == bindparam("inbox"), Message.external_index == bindparam("index")))


def external_index(external_id: str) -> bytes:
    """The blind index under which a provider's id of a message is kept."""
    return blind("message.external", external_id)


@transaction()
def ingest(inbox, inbound: Inbound) -> Message | None:
    """The message that this inbound became; None when it had been received before.

    Parallel deliveries of one address queue up here, so ten pictures of one album find the ticket of the first.
    """
    make_storable(inbound)
    only_one("address", inbox.id, inbound.address_kind, inbound.address)
    index = external_index(inbound.external_id)
    if _RECEIVED.first(inbox=inbox.id, index=index):
        return None
    spoken = inbound.language or language.detect(inbound.reply_text or inbound.text, default="")
    customer, identity = customers.identify(
        inbound.address_kind, inbound.address, verified=inbound.verified, how=inbound.how, name=inbound.name,
        language=spoken or "en", region=(inbox.options or {}).get("region"))
    for kind, value in inbound.also_claims.items():
        customers.claim(customer, kind, value, how="said")
    place = _place(inbox, inbound, customer, identity)
    ticket = place.ticket or _opened(inbox, inbound, customer, identity, place, spoken)
    message = receive(
        ticket, customer, text=inbound.text, at=inbound.at, origin=place.origin, html=inbound.html,
        reply_text=inbound.reply_text, subject=inbound.subject, inbox_id=inbox.id, identity_id=identity.id,
        envelope=inbound.envelope, external_index=index, client_id=inbound.client_id, trust=inbound.trust,
        is_auto=inbound.is_auto)
    attach(message, inbound.files)
    return message


def queue_up(inbox, inbounds: list[Inbound]) -> None:
    """Take the turns of all these addresses before the first is ingested, in one order, so that nobody waits round."""
    for kind, address in sorted({(i.address_kind, i.address) for i in inbounds}) if len(inbounds) > 1 else ():
        only_one("address", inbox.id, kind, address)


def _place(inbox, inbound, customer, identity):
    return place_of(
        inbox=inbox, customer=customer, identity=identity, ticket_id=inbound.ticket_id, number=inbound.number,
        references=[external_index(r) for r in inbound.references], proven=inbound.verified, refused=inbound.refused,
        by_reference=adapter_of(inbox).capabilities.by_reference,
        conversation=blind("ticket.conversation", inbound.conversation) if inbound.conversation else None)


def _opened(inbox, inbound, customer, identity, place, spoken):
    ticket = open_ticket(
        customer, by=customer, subject=inbound.subject or "", identity=identity, inbox=inbox,
        language=spoken or customer.language, at=None,
        conversation=blind("ticket.conversation", inbound.conversation) if inbound.conversation else None,
        **inbound.values)
    if place.follows is not None:
        link(ticket, place.follows, kind="follow_up", by=customer)
    if place.claims is not None:
        link(ticket, place.claims, kind="claims", by=customer)
    return ticket
