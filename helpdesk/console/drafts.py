"""Drafts: what has been begun is kept on the server, for its writer alone."""

from flask import jsonify
from sqlalchemy import select

import tickets
from helpdesk import clock
from helpdesk.console.door import console, find_ticket
from helpdesk.console.messages import file_of
from helpdesk.console.said import Said
from helpdesk.db import db
from helpdesk.people.sessions import me
from tickets import Attachment, Ticket, as_chosen


@console.put("/tickets/<number:ticket_id>/draft")
def keep_draft(ticket_id: int):
    """Keep this; an empty one is thrown away."""
    ticket, said = find_ticket(ticket_id), Said()
    tickets.save_draft(
        ticket,
        by=me(),
        kind=said.choice("kind", ("reply", "note"), default="reply"),
        text=said.text("text", default=""),
        attachment_ids=said.numbers("attachment_ids", most=20),
    )
    return jsonify(draft=draft_said(ticket))


@console.delete("/tickets/<number:ticket_id>/draft")
def discard_draft(ticket_id: int):
    """Throw it away."""
    tickets.discard_draft(find_ticket(ticket_id), by=me())
    return jsonify(draft=None)


def draft_said(ticket: Ticket) -> dict | None:
    """My draft in this ticket, with those of its files that can still be sent."""
    draft = tickets.draft_of(ticket, me())
    if draft is None:
        return None
    chosen = list(draft.attachment_ids or [])
    files = db.session.scalars(
        select(Attachment).where(
            Attachment.id.in_(chosen),
            Attachment.message_id.is_(None),
            Attachment.uploaded_by_kind == "agent",
            Attachment.uploaded_by_id == me().id,
        )
    )
    return {
        "kind": draft.kind,
        "text": draft.text,
        "attachments": [file_of(file) for file in as_chosen(files, chosen)],
        "updated_at": clock.iso(draft.updated_at),
    }
