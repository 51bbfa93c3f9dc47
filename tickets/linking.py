"""Link two tickets, or undo it."""

from sqlalchemy import select

from helpdesk.db import db, transaction
from helpdesk.events import record
from helpdesk.hot import insert
from tickets.events import TICKET_LINKED, TICKET_UNLINKED
from tickets.link import Link


@transaction()
def link(ticket, other, *, kind: str = "related", by) -> Link:
    """The two have to do with one another; linking them twice changes nothing."""
    known = db.session.scalar(select(Link).where(
        Link.ticket_id == ticket.id, Link.other_id == other.id, Link.kind == kind))
    if known is None:
        known = insert(Link(ticket_id=ticket.id, other_id=other.id, kind=kind))
        record(TICKET_LINKED, ticket, by=by, other=other.id, kind=kind)
    return known


@transaction()
def unlink(row: Link, ticket, *, by) -> None:
    """They have nothing to do with one another after all."""
    db.session.delete(row)
    record(TICKET_UNLINKED, ticket, by=by, other=row.other_id, kind=row.kind)
