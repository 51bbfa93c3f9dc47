"""A page of a conversation, as its visitor may see it."""

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import func, literal, select, tuple_

from channels.webchat.conversations import identities_of, may_see
from channels.webchat.visitor import Visitor
from helpdesk.clock import Instant
from helpdesk.db import db
from helpdesk.people import Agent
from tickets import IN_ORDER, Attachment, Message, Ticket, root_of

LENGTH = 50
MOST_MISSED = 200
# Numbers are given when a reply is written; one that waits for an undo goes out later than others with higher ones.
OVERLAP = timedelta(minutes=2)


@dataclass
class Page:
    """Oldest first. `files` by message, `agents` by number; `before`: the oldest number, when there is more before it;
    `more`: there is more after the last; `fresh`: the first answer that was not read."""

    messages: list[Message]
    files: dict[int, list[Attachment]] = field(default_factory=dict)
    agents: dict[int, str] = field(default_factory=dict)
    before: int | None = None
    more: bool = False
    fresh: int | None = None


def page_of(visitor: Visitor, ticket: Ticket, *, since: int = 0, before: int = 0) -> Page:
    """The newest messages; or what came after the message `since`; or the page before the message `before`."""
    visible = select(Message).where(Message.ticket_id == root_of(ticket).id, may_see(identities_of(visitor)))
    return page_with(visible, since=since, before=before)


def page_with(visible, *, since: int = 0, before: int = 0) -> Page:
    """The same of any messages, with their files and who wrote them."""
    page = _missed(visible, since) if since else _newest(visible, before)
    numbers = [message.id for message in page.messages]
    attached = select(Attachment).where(Attachment.message_id.in_(numbers)).order_by(*IN_ORDER)
    for file in db.session.scalars(attached):
        page.files.setdefault(file.message_id, []).append(file)
    writers = {m.author_id for m in page.messages if m.author_kind == "agent"}
    names = db.session.execute(select(Agent.id, Agent.name).where(Agent.id.in_(writers)))
    page.agents = {number: name for number, name in names}
    return page


def _missed(visible, since: int) -> Page:
    later = list(db.session.scalars(visible.where(Message.id > since).order_by(Message.id).limit(MOST_MISSED + 1)))
    edge = db.session.scalar(select(Message.at).where(Message.id == since))
    late = (
        []
        if edge is None
        else db.session.scalars(
            visible.where(Message.id <= since, Message.at > edge - OVERLAP).order_by(Message.at.desc()).limit(LENGTH)
        )
    )
    return Page(sorted([*late, *later[:MOST_MISSED]], key=_order), more=len(later) > MOST_MISSED)


def _newest(visible, before: int) -> Page:
    query = visible
    if before:
        edge = db.session.execute(visible.with_only_columns(Message.at, Message.id).where(Message.id == before)).first()
        if edge is None:
            return Page([])
        query = query.where(tuple_(Message.at, Message.id) < tuple_(literal(edge.at, Instant), edge.id))
    found = list(db.session.scalars(query.order_by(Message.at.desc(), Message.id.desc()).limit(LENGTH + 1)))
    messages = found[:LENGTH][::-1]
    unread = visible.with_only_columns(func.min(Message.id)).where(Message.kind == "reply", Message.state != "read")
    return Page(
        messages,
        before=messages[0].id if len(found) > LENGTH else None,
        fresh=None if before else db.session.scalar(unread),
    )


def _order(message: Message):
    return message.at, message.id
