"""Draft: keep on the server what an agent has begun to write, until it is sent or thrown away."""

from helpdesk import clock
from helpdesk.db import db, only_one, transaction
from tickets.draft import Draft
from tickets.refusals import NotAllowed

LONGEST_TEXT = 100_000


@transaction()
def save_draft(ticket, *, by, kind: str = "reply", text: str = "", attachment_ids: list[int] = ()) -> Draft | None:
    """Keep this; an empty one is thrown away. No event: nobody else ever sees it."""
    if kind not in ("reply", "note"):
        raise NotAllowed("unknown_kind")
    if len(text) > LONGEST_TEXT:
        raise NotAllowed("too_long")
    if not text.strip() and not attachment_ids:
        return discard_draft(ticket, by=by)
    only_one("draft", ticket.id, by.id)
    draft = draft_of(ticket, by)
    if draft is None:
        draft = Draft(ticket_id=ticket.id, agent_id=by.id)
        db.session.add(draft)
    draft.kind, draft.text, draft.attachment_ids = kind, text, list(attachment_ids)
    draft.updated_at = clock.now()
    db.session.flush()
    return draft


@transaction()
def discard_draft(ticket, *, by) -> None:
    """Throw it away."""
    draft = draft_of(ticket, by)
    if draft is not None:
        db.session.delete(draft)
        db.session.flush()


def draft_of(ticket, agent) -> Draft | None:
    """What this agent has begun to write here."""
    return db.session.get(Draft, (ticket.id, agent.id))
