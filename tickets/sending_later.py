"""Send later, and undo send: a scheduled answer goes out when its time comes, or goes back into the draft."""

from datetime import datetime

from sqlalchemy import select, text, update

from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.events import SYSTEM, record
from helpdesk.hot import get
from helpdesk.people import Agent
from tickets.attachment import IN_ORDER, Attachment
from tickets.drafting import draft_of, save_draft
from tickets.events import REPLY_CANCELLED
from tickets.holding import hold
from tickets.message import Message
from tickets.replying import go_out
from tickets.ticket import Ticket


@transaction()
def cancel(message: Message, ticket, *, by) -> bool:
    """Take a scheduled answer back; False when it has already gone out.

    Its words and files go back into its writer's draft, unless they have begun another.
    """
    now = clock.now()
    if not _leave(message, state="cancelled", state_at=now, deleted_at=now):
        return False
    if message.author_kind == "agent":
        _back_into_the_draft(message, ticket)
    record(REPLY_CANCELLED, ticket, by=by, message=message)
    return True


@transaction()
def send_due(message: Message, ticket, *, by) -> bool:
    """The time of a scheduled answer has come; False when another process sent it or somebody took it back."""
    hold(ticket)
    if ticket.trashed_at is not None:
        cancel(message, ticket, by=by)
        return False
    now = clock.now()
    if not _leave(message, state="queued", state_at=now, at=now):
        return False
    go_out(ticket, message, by=by)
    return True


def release_due(as_of: datetime | None = None, limit: int = 500) -> int:
    """Let the scheduled answers go whose time has come; for the sweep. Returns how many went."""
    due = db.session.scalars(
        select(Message.id)
        .where(text("state = 'scheduled'"), Message.due_at <= (as_of or clock.now()))
        .order_by(Message.due_at)
        .limit(limit)
    ).all()
    return sum(_release(number) for number in due)


@transaction()
def _release(number: int) -> bool:
    message = get(Message, number)
    writer = get(Agent, message.author_id) if message.author_kind == "agent" else SYSTEM
    return send_due(message, get(Ticket, message.ticket_id), by=writer)


def _leave(message: Message, **values) -> bool:
    # Sending and taking back race: whoever moves the row out of "scheduled" has won, and there is one of them.
    done = db.session.execute(
        update(Message)
        .where(Message.id == message.id, Message.state == "scheduled")
        .values(values)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(message)
    return done.rowcount == 1


def _back_into_the_draft(message: Message, ticket) -> None:
    writer = get(Agent, message.author_id)
    files = list(db.session.scalars(select(Attachment).where(Attachment.message_id == message.id).order_by(*IN_ORDER)))
    for file in files:
        file.message_id, file.uploaded_by_kind, file.uploaded_by_id = None, "agent", writer.id
    if draft_of(ticket, writer) is None:
        save_draft(ticket, by=writer, text=message.text, attachment_ids=[file.id for file in files])
