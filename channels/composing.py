"""Compose what an adapter sends: everything about one answer as plain values, so that no adapter asks the database."""

import uuid

from flask import current_app
from sqlalchemy import select

from channels import public_files
from channels.channel import File, Outbound, Refused
from channels.inbox import Inbox
from channels.outgoing import Outgoing
from channels.register import all_adapters
from channels.surveys.dressing import dressed
from helpdesk import files
from helpdesk.crypto import sign
from helpdesk.customers import Customer, Identity
from helpdesk.db import db
from helpdesk.people import Agent
from tickets import IN_ORDER, Attachment, Message, Ticket

NEUTRAL = {"en": "Your message", "zh": "您的来信"}


def outbound_of(row: Outgoing) -> Outbound:
    """The answer with its address, its files and what it answers. Raises Refused when there is nobody to send it to."""
    message, ticket = db.session.get(Message, row.message_id), db.session.get(Ticket, row.ticket_id)
    identity = db.session.get(Identity, row.identity_id) if row.identity_id else None
    if identity is None:
        raise Refused("there is no address to send this to")
    customer = db.session.get(Customer, identity.customer_id)
    answered = _answered(ticket, row, message)
    ours = message.envelope or {}
    subject, name = _headed(message, ticket, customer, answered)
    text, html = dressed(message)
    return Outbound(
        key=key_of(row),
        message_id=message.id,
        ticket_id=ticket.id,
        address_kind=identity.kind,
        address=identity.value,
        text=_with_choices(text, ours, row),
        html=html,
        subject=subject,
        name=name,
        author=_author(message),
        language=ticket.language,
        is_auto=message.is_auto,
        cc=ours.get("cc", []),
        files=_files(message),
        parts=ours.get("parts", []),
        template=ours.get("template"),
        envelope={**((answered.envelope or {}) if answered else {}), "ours": ours},
        progress=row.progress or {},
        hook=f"{current_app.config['PUBLIC_URL']}/hooks/{db.session.get(Inbox, row.inbox_id).key}",
    )


def _with_choices(text: str, ours: dict, row: Outgoing) -> str:
    """The words, and below them what can be chosen, a numbered line each, where the channel has no buttons for it."""
    titles = [title for part in ours.get("parts", []) if part.get("type") == "buttons" for title in part["buttons"]]
    adapter = all_adapters().get(db.session.get(Inbox, row.inbox_id).channel)
    if not titles or (adapter is not None and len(titles) <= adapter.capabilities.buttons):
        return text
    lines = [f"{number}. {title}" for number, title in enumerate(titles, 1)]
    return "\n".join([*([text, ""] if text else []), *lines])


def _headed(message, ticket, customer, answered) -> tuple[str, str]:
    """Subject and name of the addressee."""
    # Whoever forges a sender would have us carry their words to a victim: of what nobody vouches for, an automatic
    # answer repeats nothing.
    if message.is_auto and (answered is None or answered.trust != "proven"):
        return NEUTRAL.get(ticket.language, NEUTRAL["en"]), ""
    return message.subject or ticket.subject, customer.name or ""


def key_of(row: Outgoing) -> str:
    """The same at every try, different for every row: a UUID that nobody can guess."""
    return str(uuid.UUID(hex=sign("outgoing", f"{row.id}|{row.message_id}|{row.inbox_id}")[:32], version=4))


def _answered(ticket, row, message) -> Message | None:
    return db.session.scalar(
        select(Message)
        .where(
            Message.ticket_id == ticket.id,
            Message.kind == "inbound",
            Message.id < message.id,
            Message.inbox_id == row.inbox_id,
        )
        .order_by(Message.id.desc())
        .limit(1)
    )


def _author(message: Message) -> str:
    agent = db.session.get(Agent, message.author_id) if message.author_kind == "agent" else None
    return agent.name if agent else ""


def _files(message: Message) -> list[File]:
    rows = db.session.scalars(select(Attachment).where(Attachment.message_id == message.id).order_by(*IN_ORDER))
    return [
        File(
            filename=a.filename,
            content_type=a.content_type,
            data=files.get(a.storage_key),
            content_id=a.content_id,
            inline=a.inline,
            url=public_files.address_of(a),
        )
        for a in rows
    ]
