"""Notes: what the team tells itself; the customer never sees it."""

from flask import jsonify
from sqlalchemy import select

import tickets
from helpdesk.console.answers import message_answer
from helpdesk.console.door import console, find_ticket
from helpdesk.console.said import Said, wrong
from helpdesk.db import db
from helpdesk.people import Agent
from helpdesk.people.sessions import me
from tickets.uploading import MOST_FILES, NoSuchUpload


@console.post("/tickets/<number:ticket_id>/notes")
def note(ticket_id: int):
    """Add a note; whom it mentions hears of it."""
    ticket, said = find_ticket(ticket_id), Said()
    try:
        message = tickets.note(
            ticket,
            by=me(),
            text=said.text("text", default=""),
            client_id=said.client_id(),
            mentions=_colleagues(said.numbers("mentions")),
            attachment_ids=said.numbers("attachment_ids", MOST_FILES),
        )
    except NoSuchUpload:
        raise wrong("attachment_ids") from None
    return jsonify(message_answer(message, ticket)), 201


def _colleagues(numbers: list[int]) -> list[int]:
    return list(db.session.scalars(select(Agent.id).where(Agent.id.in_(numbers), Agent.disabled_at.is_(None))))
