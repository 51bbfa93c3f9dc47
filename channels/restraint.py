"""Restraint with automatic messages: machines answer machines for ever, and forgers make us write to others."""

from datetime import timedelta

from sqlalchemy import func, select

from channels.inbox import Inbox, our_addresses
from channels.outgoing import Outgoing
from channels.register import all_adapters
from helpdesk import clock
from helpdesk.customers import Identity
from helpdesk.db import db, only_one
from tickets import Message

HOUR = timedelta(hours=1)
MOST_AN_HOUR = 200  # of one inbox; more is a loop that we do not understand


def why_not(message: Message, inbox: Inbox, identity_id: int | None) -> str | None:
    """Why this automatic message must not go out; None when it may. Called inside the verb that queues it."""
    adapter = all_adapters().get(inbox.channel)
    every = adapter.capabilities.automatic_every if adapter else None
    if not message.is_auto or every is None or identity_id is None:
        return None
    only_one("automatic", inbox.id, identity_id)
    if db.session.get(Identity, identity_id).value in our_addresses():
        return "this address is one of our own"
    if _wrote_by_machine(message, inbox):
        return "no automatic answer to what a machine or a mailing list sent"
    # A reminder answers nothing, so that it begins no loop; and there are two at most, at the hours that were chosen.
    is_reminder = "nudge" in (message.envelope or {})
    if not is_reminder and _sent(inbox, every, Outgoing.identity_id == identity_id):
        return "this address has been sent an automatic message already today"
    if _sent(inbox, HOUR) >= MOST_AN_HOUR:
        inbox.last_error, inbox.last_error_at = "too many automatic messages in an hour: a loop?", clock.now()
        return inbox.last_error
    return None


def has_room(inbox: Inbox, identity_id: int | None) -> bool:
    """Whether this address may be sent an automatic message now; one that comes too soon would be lost."""
    adapter = all_adapters().get(inbox.channel)
    every = adapter.capabilities.automatic_every if adapter else None
    return every is None or not _sent(inbox, every, Outgoing.identity_id == identity_id)


def _wrote_by_machine(message: Message, inbox: Inbox) -> bool:
    last = db.session.scalar(
        select(Message)
        .where(
            Message.ticket_id == message.ticket_id,
            Message.kind == "inbound",
            Message.inbox_id == inbox.id,
            Message.id < message.id,
        )
        .order_by(Message.id.desc())
        .limit(1)
    )
    return last is not None and (last.is_auto or bool((last.envelope or {}).get("no_machine")))


def _sent(inbox: Inbox, within: timedelta, *where) -> int:
    return db.session.scalar(
        select(func.count())
        .select_from(Outgoing)
        .join(Message, Message.id == Outgoing.message_id)
        .where(
            Outgoing.inbox_id == inbox.id,
            Outgoing.created_at > clock.now() - within,
            Outgoing.state.not_in(("failed", "cancelled")),
            Message.is_auto.is_(True),
            *where,
        )
    )
