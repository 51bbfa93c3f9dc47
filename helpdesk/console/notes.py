"""Notes: what the team tells itself; the customer never sees it."""

from flask import jsonify
from sqlalchemy import select

import tickets
from helpdesk.console.answers import message_answer
from helpdesk.console.door import console, find_ticket
from helpdesk.console.said import Said, wrong
from helpdesk.db import db, transaction
from helpdesk.people import Agent
from helpdesk.people.sessions import me
from tickets.thread_page import files_of
from tickets.uploading import NoSuchUpload, claim_uploads


@console.post("/tickets/<number:ticket_id>/notes")
def note(ticket_id: int):
    """Add a note; whom it mentions hears of it."""
    ticket, said = find_ticket(ticket_id), Said()
    try:
        message = _write(ticket, said)
    except NoSuchUpload:
        raise wrong("attachment_ids") from None
    return jsonify(message_answer(message, ticket)), 201


@transaction()
def _write(ticket, said: Said):
    message = tickets.note(ticket, by=me(), text=said.text("text"), client_id=said.client_id(),
                           mentions=_colleagues(said.numbers("mentions")))
    if message.id not in files_of([message]):
        claim_uploads(said.numbers("attachment_ids"), message, by_kind="agent", by_id=me().id)
    return message


def _colleagues(numbers: list[int]) -> list[int]:
    return list(db.session.scalars(select(Agent.id).where(Agent.id.in_(numbers), Agent.disabled_at.is_(None))))
