"""Split messages off into a ticket of their own. Undone by merging that ticket back."""

from sqlalchemy import select, update

from helpdesk.customers import Customer
from helpdesk.db import db, transaction
from helpdesk.events import record
from helpdesk.hot import get
from tickets.attachment import Attachment
from tickets.calling import call_for_person
from tickets.events import TICKET_SPLIT
from tickets.holding import hold
from tickets.linking import link
from tickets.merging import merge
from tickets.message import Message
from tickets.opening import open_ticket
from tickets.refusals import NotAllowed, answerable
from tickets.summing import sum_up
from tickets.ticket import Ticket


@transaction()
def split(ticket, messages: list[int], *, subject: str = "", by) -> Ticket:
    """A new ticket with these messages of the thread; it is returned. Raises NotAllowed."""
    hold(ticket)
    answerable(ticket)
    wanted = set(messages)
    there = set(db.session.scalars(select(Message.id).where(Message.ticket_id == ticket.id)))
    if not wanted or not wanted <= there:
        raise NotAllowed("other_thread")
    if wanted == there:
        raise NotAllowed("whole_thread")
    new = _beside(ticket, subject, by)
    move_to(wanted, new)
    sum_up(ticket)
    sum_up(new)
    link(new, ticket, kind="split", by=by)
    record(TICKET_SPLIT, ticket, by=by, into=new.id, messages=sorted(wanted))
    call_for_person(new, by=by)
    return new


def unsplit(ticket, *, into, by) -> Ticket:
    """The messages go back to the ticket they were split from."""
    return merge(ticket, into=into, by=by)


def _beside(ticket, subject: str, by) -> Ticket:
    same = {
        name: getattr(ticket, name)
        for name in ("inbox_id", "channel", "identity_id", "language", "team_id", "priority", "type")
    }
    customer = get(Customer, ticket.customer_id)
    return open_ticket(customer, by=by, subject=subject or ticket.subject, status="open", **same)


def move_to(numbers: set[int], to: Ticket) -> None:
    """These messages and their files belong to this ticket now; inside a verb, which sums up both."""
    for model, key, values in (
        (Attachment, Attachment.message_id, {"ticket_id": to.id}),
        (Message, Message.id, {"ticket_id": to.id, "origin_ticket_id": to.id, "client_id": None}),
    ):
        db.session.execute(
            update(model).where(key.in_(numbers)).values(values).execution_options(synchronize_session="fetch")
        )
