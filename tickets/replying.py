"""Answer the customer, at once or later. Of two agents who answer at once, the second is told and has sent nothing."""

from datetime import datetime

from sqlalchemy import and_, bindparam, or_

from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.events import record
from helpdesk.hot import Find, change, insert
from tickets.assigning import claim
from tickets.closing import set_status
from tickets.copying import copied, copy_to
from tickets.draft import Draft
from tickets.events import REPLY_SCHEDULED, REPLY_SENT
from tickets.holding import hold
from tickets.message import Message, checked, written
from tickets.previewing import preview_of
from tickets.refusals import answerable
from tickets.uploading import claim_uploads


class AnsweredMeanwhile(Exception):
    """Somebody else has answered since this agent last looked; `message` is what they wrote."""

    def __init__(self, message: Message):
        super().__init__("answered meanwhile")
        self.message = message


@transaction()
def reply(
    ticket,
    *,
    by,
    text: str,
    seen: int | None = None,
    due_at: datetime | None = None,
    client_id: str | None = None,
    status: str | None = None,
    attachment_ids: list[int] = (),
    cc: list[str] | None = None,
    **values,
) -> Message:
    """Write an answer. It goes out now, or at `due_at` and can be taken back until then.

    The first answer of an agent takes the ticket. `seen` is the number of the last message its writer saw: when
    another agent has answered after it, AnsweredMeanwhile is raised, nothing is written and the draft stays. The same
    `client_id` twice is one answer. `status` is what the ticket becomes once the answer goes out. `cc` are from now
    on copied in; None leaves them as they are. Raises NotAllowed where nothing can be said any more.
    """
    hold(ticket)
    if client_id and (known := written(ticket, client_id)):
        return known
    answerable(ticket)
    if seen is not None and getattr(by, "actor_kind", "") == "agent" and (other := _answer_after(ticket, seen, by)):
        raise AnsweredMeanwhile(other)
    if cc is not None:
        copy_to(ticket, cc, by=by)
    message = _write(ticket, by, checked(text, attachment_ids, values), due_at, client_id, status, values)
    claim_uploads(list(attachment_ids), message, by_kind=message.author_kind, by_id=message.author_id)
    if message.author_kind == "agent":
        _forget_draft(ticket, by)
        if ticket.assignee_id is None:
            claim(ticket, by=by)
    if due_at:
        record(REPLY_SCHEDULED, ticket, by=by, message=message, due_at=clock.iso(due_at))
    else:
        go_out(ticket, message, by=by)
    return message


def go_out(ticket, message: Message, *, by) -> None:
    """The answer leaves: the ticket shows it, its clocks and its status follow. Called inside a verb."""
    now = clock.now()
    is_agent = message.author_kind == "agent"
    change(
        ticket,
        updated_at=now,
        last_message_at=message.at,
        last_message_id=message.id,
        preview=preview_of(message),
        preview_by="agent" if is_agent else "bot",
        message_count=ticket.message_count + 1,
        **({"waiting_since": None} if not message.is_auto else {}),
        **({"first_replied_at": now} if is_agent and ticket.first_replied_at is None else {}),
    )
    record(REPLY_SENT, ticket, by=by, message=message)
    after = message.status_after or ("open" if ticket.status == "new" and is_agent else None)
    if after and ticket.status != "closed":
        set_status(ticket, after, by=by)


def _write(ticket, by, text, due_at, client_id, status, values) -> Message:
    now, others = clock.now(), copied(ticket)
    if others:
        values["envelope"] = {**(values.get("envelope") or {}), "cc": others}
    return insert(
        Message(
            ticket_id=ticket.id,
            origin_ticket_id=ticket.id,
            kind="reply",
            author_kind=getattr(by, "actor_kind", "system"),
            author_id=getattr(by, "id", None),
            text=text,
            at=due_at or now,
            created_at=now,
            client_id=client_id,
            state="scheduled" if due_at else "queued",
            state_at=now,
            due_at=due_at,
            status_after=status,
            **{"inbox_id": ticket.inbox_id, "identity_id": ticket.identity_id, **values},
        )
    )


_ANSWER = Find(
    Message,
    Message.ticket_id == bindparam("ticket"),
    Message.id > bindparam("seen"),
    Message.kind == "reply",
    or_(
        and_(Message.author_kind == "agent", Message.author_id != bindparam("writer")),
        and_(Message.author_kind == "bot", Message.is_auto.is_(False)),  # what it says of itself answers nothing
    ),
    Message.state != "cancelled",
    order_by=(Message.id.desc(),),
)


def _answer_after(ticket, seen: int, by) -> Message | None:
    return _ANSWER.first(ticket=ticket.id, seen=seen, writer=by.id)


_DRAFT = Find(
    Draft, Draft.ticket_id == bindparam("ticket"), Draft.agent_id == bindparam("agent"), Draft.kind == "reply"
)


def _forget_draft(ticket, by) -> None:
    draft = _DRAFT.first(ticket=ticket.id, agent=by.id)
    if draft is not None:
        db.session.delete(draft)
