"""Ingest: from a neutral Inbound to a message in its ticket, in one short transaction, once per external id."""

from sqlalchemy import bindparam, select

from channels import introducing, media
from channels.channel import Inbound
from channels.cleaning import make_storable, storable_parts
from channels.inbox import note_in, our_addresses
from channels.register import adapter_of
from helpdesk import customers, language
from helpdesk.crypto import blind
from helpdesk.customers.privacy import graves
from helpdesk.db import only_one, transaction
from helpdesk.hot import Look, get
from tickets import Message, copy_in, link, open_ticket, place_of, receive
from tickets.mention import mention
from tickets.previewing import title_of
from tickets.recognizing import recognise
from tickets.threads import proven_ticket

_RECEIVED = Look(
    select(Message.id).where(Message.inbox_id == bindparam("inbox"), Message.external_index == bindparam("index"))
)


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
    index = _new_index(inbox, inbound)
    if index is None:
        return None
    spoken = inbound.language or language.detect(inbound.reply_text or inbound.text, default="")
    customer, identity = _writer(inbox, inbound, spoken)
    for kind, value in inbound.also_claims.items():
        customers.claim(customer, kind, value, how="said", beside=identity, region=(inbox.options or {}).get("region"))
    for kind, value in inbound.also_proves.items():
        customers.prove(customer, kind, value, how="channel", beside=identity)
    references = [external_index(reference) for reference in inbound.references]
    place = _place(inbox, inbound, customer, identity, references, index)
    ticket = place.ticket or _opened(inbox, inbound, customer, identity, place, spoken)
    if ticket.customer_id != customer.id:
        recognise(ticket, customer, identity)
    message = receive(
        ticket,
        customer,
        text=inbound.text,
        at=inbound.at,
        origin=place.origin,
        html=inbound.html,
        reply_text=inbound.reply_text,
        subject=inbound.subject,
        inbox_id=inbox.id,
        identity_id=identity.id,
        envelope=_envelope(inbound),
        external_index=index,
        client_id=inbound.client_id,
        trust=_trust(inbox, inbound, place),
        is_auto=inbound.is_auto,
    )
    media.plan(inbox, message, inbound.files)
    if place.ticket is None:
        introducing.plan(inbox, identity)
    mention(message, references)
    if inbound.cc and inbound.trust == "proven" and not inbound.is_auto:
        copy_in(ticket, _others(inbound, ticket), by=customer)
    note_in(inbox)
    return message


def queue_up(inbox, inbounds: list[Inbound]) -> None:
    """Take the turns of all these addresses before the first is ingested, in one order, so that nobody waits round."""
    # What is no text cannot be sorted among the others, nor ingested: it fails by itself, later.
    known = [(i.address_kind, i.address) for i in inbounds if isinstance(i.address, str)]
    for kind, address in sorted(set(known)) if len(inbounds) > 1 else ():
        only_one("address", inbox.id, kind, address)


def _new_index(inbox, inbound) -> bytes | None:
    """The index to keep the message under; None when it has been received before."""
    index = external_index(inbound.external_id)
    known = _RECEIVED.first(inbox=inbox.id, index=index)
    checksum = (inbound.envelope or {}).get("checksum")
    if known is None and _erased(inbox, index, checksum):
        return None
    if known is None or checksum is None:
        return index if known is None else None
    if (get(Message, known[0]).envelope or {}).get("checksum") in (None, checksum):
        return None
    # Another message under a name that is taken: there are programs that give all their mails the same id.
    index = external_index(f"{inbound.external_id}|{checksum}")
    return None if _RECEIVED.first(inbox=inbox.id, index=index) or _erased(inbox, index, checksum) else index


def _erased(inbox, index: bytes, checksum: str | None) -> bool:
    """A late duplicate of what somebody wrote who has been erased."""
    return graves.buried(graves.MESSAGE, inbox.id, graves.message_grave(index, checksum))


def _writer(inbox, inbound, spoken):
    """The customer who writes, and the address."""
    if _by_reference(inbox) and not inbound.verified and not inbound.refused:
        # Who answers in a ticket with its token, from an address of its customer, is that customer here. The
        # address is not taken for proven by it: others may have been given the token too.
        ticket = proven_ticket(inbound.ticket_id, inbound.answers)
        own = ticket and customers.address_of(ticket.customer_id, inbound.address_kind, inbound.address)
        if own:
            return get(customers.Customer, own.customer_id), own
    return customers.identify(
        inbound.address_kind,
        inbound.address,
        verified=inbound.verified,
        how=inbound.how,
        name=inbound.name,
        language=spoken or "en",
        region=(inbox.options or {}).get("region"),
        vouched=inbound.also_proves,
    )


def _trust(inbox, inbound, place) -> str | None:
    """What joins a ticket, or names one, without proof is marked: it may be from somebody else."""
    if inbound.trust is None and _by_reference(inbox) and (place.ticket or place.claims):
        return "unverified"
    return inbound.trust


def _envelope(inbound) -> dict | None:
    if not inbound.parts:
        return inbound.envelope
    return {**(inbound.envelope or {}), "parts": storable_parts(inbound.parts)}


def _by_reference(inbox) -> bool:
    return adapter_of(inbox).capabilities.by_reference


def _place(inbox, inbound, customer, identity, references, index):
    return place_of(
        inbox=inbox,
        customer=customer,
        identity=identity,
        ticket_id=inbound.ticket_id,
        number=inbound.number,
        references=references,
        index=index,
        proven=inbound.verified,
        refused=inbound.refused,
        answers=inbound.answers,
        by_reference=_by_reference(inbox),
        is_auto=inbound.is_auto,
        subject=inbound.subject,
        conversation=blind("ticket.conversation", inbound.conversation) if inbound.conversation else None,
    )


def _others(inbound, ticket) -> list[str]:
    """Who else shall get the answers: not the one they go to anyway, and none of our own addresses."""
    identity = get(customers.Identity, ticket.identity_id) if ticket.identity_id else None
    left_out = {identity.value if identity else None, *our_addresses()}
    return [address for address in inbound.cc if address.lower() not in left_out]


def _opened(inbox, inbound, customer, identity, place, spoken):
    ticket = open_ticket(
        customer,
        by=customer,
        identity=identity,
        inbox=inbox,
        subject=title_of(inbound.text) if inbound.subject is None else inbound.subject,
        language=spoken or customer.language,
        at=None,
        conversation=blind("ticket.conversation", inbound.conversation) if inbound.conversation else None,
        **inbound.values,
    )
    if place.follows is not None:
        link(ticket, place.follows, kind="follow_up", by=customer)
    if place.claims is not None:
        link(ticket, place.claims, kind="claims", by=customer)
    return ticket
