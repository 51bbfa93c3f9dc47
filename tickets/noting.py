"""Note something for the team; the customer never sees it. The writer of a note can change it."""

from sqlalchemy import select

from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.events import record
from helpdesk.hot import change, insert
from helpdesk.people import Agent
from tickets.events import NOTE_ADDED
from tickets.following import follow
from tickets.holding import hold
from tickets.message import Message, checked, written
from tickets.previewing import preview_of
from tickets.refusals import changeable
from tickets.uploading import claim_uploads


@transaction()
def note(
    ticket,
    *,
    by,
    text: str,
    client_id: str | None = None,
    mentions: list[int] = (),
    attachment_ids: list[int] = (),
    **values,
) -> Message:
    """Add a note. `mentions` are the numbers of agents who shall hear of it: they follow the ticket from now on."""
    hold(ticket)
    if client_id and (known := written(ticket, client_id)):
        return known
    changeable(ticket)
    now = clock.now()
    message = insert(
        Message(
            ticket_id=ticket.id,
            origin_ticket_id=ticket.id,
            kind="note",
            author_kind=getattr(by, "actor_kind", "system"),
            author_id=getattr(by, "id", None),
            text=checked(text, attachment_ids, values),
            at=now,
            created_at=now,
            client_id=client_id,
            **values,
        )
    )
    claim_uploads(list(attachment_ids), message, by_kind=message.author_kind, by_id=message.author_id)
    change(
        ticket,
        updated_at=now,
        last_message_at=now,
        last_message_id=message.id,
        preview=preview_of(message),
        preview_by="note" if message.author_kind == "agent" else "bot",
        message_count=ticket.message_count + 1,
    )
    record(NOTE_ADDED, ticket, by=by, message=message, mentions=_called(ticket, mentions))
    return message


def _called(ticket, mentions) -> list[int]:
    agents = (
        db.session.scalars(select(Agent).where(Agent.id.in_(list(mentions)[:50]), Agent.disabled_at.is_(None))).all()
        if mentions
        else []
    )
    for agent in agents:
        follow(ticket, agent)
    return [agent.id for agent in agents]
