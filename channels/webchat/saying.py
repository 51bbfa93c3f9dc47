"""A visitor says something; the same message again, after a lost answer, is still one message."""

from sqlalchemy import select

from channels.channel import Inbound
from channels.ingest import external_index, ingest
from channels.surveys.hearing import hear
from channels.webchat.visitor import Visitor
from helpdesk import clock, language
from helpdesk.db import db, transaction
from tickets import Message, Ticket
from tickets.surveys import Response
from tickets.uploading import claim_uploads


@transaction()
def say(
    visitor: Visitor,
    inbox,
    *,
    client_id: str,
    text: str,
    ticket: Ticket | None = None,
    upload_ids: list[int] = (),
    page: dict | None = None,
) -> Message | Response:
    """The message this became, or the response to a survey that it answers.

    `ticket` is one of the visitor's own; None goes on with the last one or opens one. Raises NoSuchUpload when a
    file is not the visitor's to send.
    """
    kind, address = _address(visitor, ticket)
    # The visitor's own address stands in it: nobody can use up, or ask for, another one's number.
    external_id = f"{kind}:{address}:{client_id}"
    inbound = Inbound(
        external_id=external_id,
        address_kind=kind,
        address=address,
        text=text,
        name=visitor.name,
        how="signature" if kind == "user_id" else "token",
        client_id=client_id,
        language=language.detect(text, default=visitor.language),
        ticket_id=ticket.id if ticket else None,
        envelope={"page": page} if page else None,
        also_claims={"email": visitor.email} if visitor.email else {},
    )
    if not upload_ids and (response := hear(inbox, inbound)):
        return response
    message = ingest(inbox, inbound)
    if message is None:
        return _said_before(inbox, external_id)
    claim_uploads(upload_ids, message, by_kind="visitor", by_id=visitor.id)
    if kind == "visitor" and visitor.identity_id is None:
        visitor.identity_id = message.identity_id
    visitor.seen_at = clock.now()
    return message


def _address(visitor: Visitor, ticket: Ticket | None) -> tuple[str, str]:
    began_unsigned = ticket is not None and ticket.identity_id == visitor.identity_id
    if visitor.user and not began_unsigned:
        return "user_id", visitor.user
    return "visitor", visitor.address


def _said_before(inbox, external_id: str) -> Message:
    return db.session.scalar(
        select(Message).where(Message.inbox_id == inbox.id, Message.external_index == external_index(external_id))
    )
