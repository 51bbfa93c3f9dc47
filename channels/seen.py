"""Seen: the team has read what a customer wrote; providers that show it are told, once for the newest words.

It is a courtesy and not kept in rows: what is lost is made good by the next look.
"""

import structlog
from sqlalchemy import select

from channels.channel import Later, Refused, Unsure
from channels.inbox import Inbox
from channels.register import adapter_of, all_adapters
from helpdesk import jobs
from helpdesk.db import db
from tickets import Message, Ticket, read_by_team

log = structlog.get_logger()


def tell_seen(ticket: Ticket, *, before: int) -> None:
    """Somebody has looked; `before` is how far the team had read until then. Nothing new was read: nobody is told."""
    kinds = [kind for kind, adapter in all_adapters().items() if hasattr(adapter, "seen")]
    newest = db.session.execute(
        select(Message.id, Inbox.id)
        .join(Inbox, Inbox.id == Message.inbox_id)
        .where(
            Message.ticket_id == ticket.id,
            Message.kind == "inbound",
            Message.id > before,
            Message.id <= read_by_team(ticket),
            Inbox.channel.in_(kinds),
        )
        .order_by(Message.id.desc())
        .limit(1)
    ).first()
    if newest is not None:
        jobs.later(tell, newest[0], queue="media")


def tell(message_id: int) -> None:
    """The job: say so to the provider."""
    message = db.session.get(Message, message_id)
    inbox = db.session.get(Inbox, message.inbox_id) if message is not None else None
    if inbox is None or not inbox.enabled:
        return
    seen, settings, envelope, number = adapter_of(inbox).seen, inbox.settings or {}, message.envelope or {}, inbox.id
    db.session.rollback()  # no connection is held while the provider takes its time
    try:
        seen(settings, envelope)
    except (Later, Refused, Unsure) as why:
        log.warning("not told that it was seen", inbox_id=number, error=type(why).__name__)
