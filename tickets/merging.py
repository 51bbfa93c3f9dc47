"""Merge a ticket into another, and take it out again.

A message belongs where it was written (`origin_ticket_id`) and is shown where that ticket has ended up
(`ticket_id`, the root of its chain of merges). So every merge can be undone, in any order, whatever came since:
what belongs to a ticket, or to one that was merged into it, goes with it.
"""

from sqlalchemy import select, update

from helpdesk.db import db, only_one, transaction
from helpdesk.events import record
from helpdesk.people import Agent
from tickets.attachment import Attachment
from tickets.calling import call_for_person
from tickets.events import TICKET_MERGED_AWAY, TICKETS_MERGED, TICKETS_UNMERGED
from tickets.follower import Follower
from tickets.following import follow
from tickets.holding import hold
from tickets.message import Message
from tickets.refusals import NotAllowed, answerable, changeable
from tickets.summing import sum_up
from tickets.threads import root_of
from tickets.ticket import Ticket


@transaction()
def merge(ticket, *, into, by) -> Ticket:
    """The thread goes on in `into` (or where that has been merged to), which is returned; later messages follow.

    Only within one customer: a thread that two customers share would show one's words to the other.
    """
    only_one("merging")  # two merges that cross would make a circle
    root = root_of(into)
    if root.id == ticket.id:
        raise NotAllowed("itself")
    hold(ticket, root)
    if ticket.merged_into_id == root.id:
        return root
    answerable(ticket)
    answerable(root)
    if ticket.customer_id != root.customer_id:
        raise NotAllowed("other_customer")
    _move(Message.ticket_id == ticket.id, to=root)
    ticket.merged_into_id = root.id
    sum_up(ticket)
    sum_up(root)
    _bring_followers(ticket, root)
    record(TICKET_MERGED_AWAY, ticket, by=by, into=root.id)
    record(TICKETS_MERGED, root, by=by, **{"from": ticket.id})
    return root


@transaction()
def unmerge(ticket, *, by) -> None:
    """The ticket stands by itself again, with all that was written to it, before the merge and after."""
    only_one("merging")
    if ticket.merged_into_id is None:
        raise NotAllowed("not_merged")
    root = root_of(ticket)
    hold(ticket, root)
    changeable(root)
    take_out(ticket, by=by)


def take_out(ticket, *, by) -> None:
    """Undo the ticket's merge, inside a verb: whatever belongs to it goes with it."""
    root = root_of(ticket)
    other, ticket.merged_into_id = ticket.merged_into_id, None
    _move(Message.origin_ticket_id.in_(family_of(ticket)), to=ticket)
    sum_up(ticket)
    sum_up(root)
    record(TICKETS_UNMERGED, ticket, by=by, other=other)
    record(TICKETS_UNMERGED, root, by=by, other=ticket.id)
    call_for_person(ticket, by=by)


def family_of(ticket) -> list[int]:
    """The ticket and all that have been merged into it, directly or by way of another."""
    found, fresh = [ticket.id], [ticket.id]
    while fresh:
        fresh = list(db.session.scalars(select(Ticket.id).where(Ticket.merged_into_id.in_(fresh))))
        found += fresh
    return found


def _move(which, *, to: Ticket) -> None:
    db.session.flush()
    for model, where in ((Attachment, Attachment.message_id.in_(select(Message.id).where(which))), (Message, which)):
        db.session.execute(
            update(model).where(where).values(ticket_id=to.id).execution_options(synchronize_session="fetch")
        )


def _bring_followers(ticket, root) -> None:
    for agent in db.session.scalars(
        select(Agent).join(Follower, Follower.agent_id == Agent.id).where(Follower.ticket_id == ticket.id)
    ):
        follow(root, agent)
