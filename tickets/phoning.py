"""Phoning: a call is one message of its thread that goes on: it rings, they talk, it has ended or was missed."""

from datetime import datetime

from helpdesk import clock
from helpdesk.db import transaction
from helpdesk.events import SYSTEM, record
from helpdesk.hot import change, insert
from tickets.assigning import assign
from tickets.calling import call_for_person
from tickets.closing import reopen, set_status
from tickets.events import CALL_CHANGED, CALL_STARTED
from tickets.following import follow
from tickets.holding import hold
from tickets.message import CALL_WAITS, Message
from tickets.previewing import preview_of
from tickets.snoozing import wake


@transaction()
def log_call(ticket, customer, *, by, text: str, state: str, at: datetime | None = None, **values) -> Message:
    """The call is in the thread. `by` is who began it: the customer, an agent, or SYSTEM where nobody knows which.

    A customer's call opens a ticket that waited or slept. Nobody is looked for while it rings.
    """
    if ticket.last_message_id is not None:
        hold(ticket)
    now = clock.now()
    from_customer = by is customer
    message = insert(
        Message(
            ticket_id=ticket.id,
            origin_ticket_id=ticket.id,
            kind="call",
            text=text,
            state=state,
            state_at=now,
            author_kind=getattr(by, "actor_kind", "system"),
            author_id=getattr(by, "id", None),
            at=min(at or now, now),
            created_at=now,
            **values,
        )
    )
    newest = message.at >= ticket.last_message_at or ticket.last_message_id is None
    change(
        ticket,
        updated_at=now,
        message_count=ticket.message_count + 1,
        **({"last_inbound_at": now} if from_customer else {}),
        **(
            {
                "last_message_at": message.at,
                "last_message_id": message.id,
                "preview": preview_of(message),
                "preview_by": "customer" if from_customer else "agent",
            }
            if newest
            else {}
        ),
    )
    record(CALL_STARTED, ticket, by=by, message=message, state=state)
    if from_customer:
        wake(ticket, by=customer)
        if ticket.status not in ("new", "open"):
            reopen(ticket, by=customer)
    return message


@transaction()
def tell_call(message: Message, ticket, *, state: str, text: str, envelope: dict, at: datetime, by=SYSTEM) -> None:
    """The call has gone on. One that nobody took leaves the customer waiting for a person; one that was talked in
    ends the waiting."""
    hold(ticket)
    before, now = message.state, clock.now()
    message.envelope = envelope
    change(message, state=state, state_at=now, text=text, at=min(message.at, at))
    if ticket.last_message_id == message.id:
        change(ticket, preview=preview_of(message), last_message_at=message.at, updated_at=now)
    record(CALL_CHANGED, ticket, by=by, message=message, state=state, **{"from": before})
    if state in CALL_WAITS and message.author_kind == "customer":
        change(ticket, waiting_since=ticket.waiting_since or message.at)
        call_for_person(ticket, by=by)
    elif state == "ended" and ticket.waiting_since is not None:
        change(ticket, waiting_since=None)


@transaction()
def give_to_speaker(ticket, agent, *, opened_by_call: bool) -> None:
    """Whoever picked up has the ticket, unless it was somebody's before this call: then they follow it.

    The customer has been answered: a new ticket is open.
    """
    if ticket.first_replied_at is None:
        change(ticket, first_replied_at=clock.now())
    if ticket.status == "new":
        set_status(ticket, "open", by=agent)
    if ticket.assignee_id is None or opened_by_call:
        assign(ticket, to=agent, by=agent)
    else:
        follow(ticket, agent)
