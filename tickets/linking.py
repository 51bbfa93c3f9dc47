"""Link two tickets, or undo it; make one the child of another, or part them."""

from sqlalchemy import and_, or_, select

from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.events import record
from helpdesk.hot import get, insert
from tickets.events import TICKET_LINKED, TICKET_UNLINKED
from tickets.link import KINDS, Link
from tickets.refusals import NotAllowed
from tickets.ticket import Ticket


@transaction()
def link(ticket, other, *, kind: str = "related", by) -> Link:
    """The two have to do with one another; linking them twice, from whichever side, changes nothing."""
    if kind not in KINDS:
        raise NotAllowed("unknown_kind", kind=kind)
    if ticket.id == other.id:
        raise NotAllowed("itself")
    there = and_(Link.ticket_id == ticket.id, Link.other_id == other.id)
    back = and_(Link.ticket_id == other.id, Link.other_id == ticket.id)
    known = db.session.scalar(select(Link).where(or_(there, back) if kind == "related" else there, Link.kind == kind))
    if known is None:
        known = insert(Link(ticket_id=ticket.id, other_id=other.id, kind=kind))
        record(TICKET_LINKED, ticket, by=by, other=other.id, kind=kind)
        record(TICKET_LINKED, other, by=by, other=ticket.id, kind=kind)
    return known


@transaction()
def unlink(row: Link, ticket, *, by) -> None:
    """They have nothing to do with one another after all. `ticket` is either of the two."""
    if ticket.id not in (row.ticket_id, row.other_id):
        raise NotAllowed("unknown_kind")
    db.session.delete(row)
    for one, other in ((row.ticket_id, row.other_id), (row.other_id, row.ticket_id)):
        record(TICKET_UNLINKED, get(Ticket, one), by=by, other=other, kind=row.kind)


@transaction()
def make_child(ticket, *, of, by) -> None:
    """The ticket is a part of another, bigger one. Raises NotAllowed for a circle."""
    above, passed = of, set()
    while above is not None and above.id not in passed:
        if above.id == ticket.id:
            raise NotAllowed("circle")
        passed.add(above.id)
        above = get(Ticket, above.parent_id) if above.parent_id else None
    if ticket.parent_id != of.id:
        part(ticket, by=by)
        ticket.parent_id, ticket.updated_at = of.id, clock.now()
        record(TICKET_LINKED, ticket, by=by, other=of.id, kind="parent")
        record(TICKET_LINKED, of, by=by, other=ticket.id, kind="child")


@transaction()
def part(ticket, *, by) -> None:
    """The ticket stands by itself again."""
    if ticket.parent_id is not None:
        parent, ticket.parent_id, ticket.updated_at = get(Ticket, ticket.parent_id), None, clock.now()
        record(TICKET_UNLINKED, ticket, by=by, other=parent.id, kind="parent")
        record(TICKET_UNLINKED, parent, by=by, other=ticket.id, kind="child")
