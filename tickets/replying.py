"""Answer the customer, at once or later; take an answer back before it is gone."""

from datetime import datetime

from sqlalchemy import select

from helpdesk import clock
from helpdesk.db import db, only_one, transaction
from helpdesk.events import record
from helpdesk.hot import change, insert
from tickets.assigning import claim
from tickets.events import REPLY_CANCELLED, REPLY_SCHEDULED, REPLY_SENT
from tickets.message import Message, written
from tickets.previewing import preview_of
from tickets.setting_status import set_status


class AnsweredMeanwhile(Exception):
    """Somebody else has answered since this agent last looked; `message` is what they wrote."""

    def __init__(self, message: Message):
        super().__init__("answered meanwhile")
        self.message = message


@transaction()
def reply(ticket, *, by, text: str, seen: int | None = None, due_at: datetime | None = None,
          client_id: str | None = None,
          status: str | None = None, **values) -> Message:
    """Write an answer. It goes out now, or at `due_at` and can be taken back until then.

    The first answer of an agent takes the ticket. `seen` is the number of the last message its writer saw: when
    another agent has answered after it, AnsweredMeanwhile is raised and nothing is written. The same `client_id`
    twice is one answer. `status` is what the ticket becomes once the answer goes out.
    """
    only_one("ticket", ticket.id)
    if client_id and (known := written(ticket, client_id)):
        return known
    if seen is not None and (other := _answer_after(ticket, seen, by)):
        raise AnsweredMeanwhile(other)
    now = clock.now()
    message = insert(Message(
        ticket_id=ticket.id, origin_ticket_id=ticket.id, kind="reply", author_kind=getattr(by, "actor_kind", "system"),
        author_id=getattr(by, "id", None), text=text, at=due_at or now, created_at=now, client_id=client_id,
        state="scheduled" if due_at else "queued", state_at=now, due_at=due_at, status_after=status,
        **{"inbox_id": ticket.inbox_id, "identity_id": ticket.identity_id, **values}))
    if due_at:
        record(REPLY_SCHEDULED, ticket, by=by, message=message, due_at=clock.iso(due_at))
    else:
        _go_out(ticket, message, by)
    return message


@transaction()
def cancel(message: Message, ticket, *, by) -> bool:
    """Take a scheduled answer back; False when it has already gone out."""
    if message.state != "scheduled":
        return False
    message.state, message.state_at, message.deleted_at = "cancelled", clock.now(), clock.now()
    record(REPLY_CANCELLED, ticket, by=by, message=message)
    return True


@transaction()
def send_due(message: Message, ticket, *, by) -> bool:
    """The time of a scheduled answer has come; False when another process sent it or somebody took it back."""
    if message.state != "scheduled":
        return False
    message.state, message.state_at, message.at = "queued", clock.now(), clock.now()
    _go_out(ticket, message, by)
    return True


def _go_out(ticket, message, by) -> None:
    now = clock.now()
    is_agent = message.author_kind == "agent"
    if is_agent and ticket.assignee_id is None:
        claim(ticket, by=by)
    change(ticket, updated_at=now, last_message_at=message.at, last_message_id=message.id, preview=preview_of(message),
           preview_by="agent" if is_agent else "bot", message_count=ticket.message_count + 1,
           **({"waiting_since": None} if not message.is_auto else {}),
           **({"first_replied_at": now} if is_agent and ticket.first_replied_at is None else {}))
    record(REPLY_SENT, ticket, by=by, message=message)
    after = message.status_after or ("open" if ticket.status == "new" and is_agent else None)
    if after:
        set_status(ticket, after, by=by)


def _answer_after(ticket, seen: int, by) -> Message | None:
    return db.session.scalar(select(Message).where(
        Message.ticket_id == ticket.id, Message.id > seen, Message.kind == "reply", Message.author_kind == "agent",
        Message.author_id != by.id, Message.state != "cancelled").order_by(Message.id.desc()).limit(1))
