"""Receive what a customer wrote: the message joins its ticket, and the ticket wakes."""

from sqlalchemy.orm.exc import StaleDataError

from helpdesk import clock
from helpdesk.db import transaction
from helpdesk.events import record
from helpdesk.hot import change, insert
from tickets.calling import needs_person
from tickets.events import MESSAGE_RECEIVED, PERSON_NEEDED, STATUS_CHANGED, TICKET_REOPENED, TICKET_WOKEN
from tickets.holding import hold
from tickets.message import Message
from tickets.previewing import preview_of
from tickets.refusals import NotAllowed, answerable


@transaction()
def receive(ticket, customer, *, text: str, at=None, origin=None, **values) -> Message:
    """Add an inbound message. A pending, on-hold or solved ticket opens again; a snoozed one wakes.

    `values` are further columns of Message (html, reply_text, envelope, external_index, trust, …); `origin` is the
    ticket the message was written to, when that one has been merged into `ticket`. Raises NotAllowed for a ticket
    that takes no more; threads.place_of() never gives one.
    """
    answerable(ticket)
    if ticket.last_message_id is not None:  # not the one that was opened a moment ago
        _hold(ticket)
    now = clock.now()
    message = insert(
        Message(
            ticket_id=ticket.id,
            origin_ticket_id=(origin or ticket).id,
            kind="inbound",
            author_kind="customer",
            author_id=customer.id,
            text=text,
            at=min(at or now, now),
            created_at=now,
            **{"inbox_id": ticket.inbox_id, "identity_id": ticket.identity_id, **values},
        )
    )
    before, snoozed = ticket.status, ticket.snoozed_until
    status = before if before in ("new", "open") or message.is_auto else "open"
    newest = message.at >= ticket.last_message_at or ticket.last_message_id is None
    change(
        ticket,
        status=status,
        snoozed_until=None,
        updated_at=now,
        last_inbound_at=now,
        waiting_since=ticket.waiting_since or (None if message.is_auto else message.at),
        message_count=ticket.message_count + 1,
        **({"solved_at": None} if status != before else {}),
        **(
            {
                "last_message_at": message.at,
                "last_message_id": message.id,
                "preview_by": "customer",
                "preview": preview_of(message),
            }
            if newest
            else {}
        ),
    )
    if snoozed:
        record(TICKET_WOKEN, ticket, by=customer)
    if status != before:
        record(STATUS_CHANGED, ticket, by=customer, **{"from": before, "to": status})
        record(TICKET_REOPENED, ticket, by=customer, **{"from": before})
    # Last of these: a rule may solve it again, or hand it on, and that comes after what the message did.
    record(MESSAGE_RECEIVED, ticket, by=customer, message=message)
    if needs_person(ticket):
        record(PERSON_NEEDED, ticket, by=customer)
    return message


def _hold(ticket) -> None:
    hold(ticket)
    try:
        answerable(ticket)
    except NotAllowed as error:
        # Closed, trashed or merged away while we queued up: whoever looked for the place has to look again.
        raise StaleDataError(str(error)) from error
