"""Delivery: answers leave through their inbox, in order, once; what nobody can know is shown as unsure."""

from dataclasses import replace
from datetime import datetime
from functools import partial

import structlog

from channels import breaker, claiming, restraint, settling
from channels.channel import Later, Outbound, Refused, Sent, Stopped, Unsure
from channels.composing import outbound_of
from channels.inbox import Inbox
from channels.outgoing import Outgoing
from channels.register import adapter_of
from channels.ways import way_out, why_no_more, why_not
from helpdesk import clock, jobs, lanes
from helpdesk.db import db
from helpdesk.hot import get, insert
from tickets import Message, mark_delivery

log = structlog.get_logger()


def queue(event) -> None:
    """An answer may go out: put it on its way, in the same transaction. Raises NotAllowed when it may not be sent.

    Nobody is there to be told of a scheduled or automatic answer: it is kept, and shown as failed with the reason.
    """
    message = get(Message, event.message_id)
    if message.inbox_id is not None:
        send_through(
            message,
            way_out(db.session.get(Inbox, message.inbox_id)),
            message.identity_id,
            is_asked=message.author_kind == "agent" and message.due_at is None,
        )


def send_through(message: Message, inbox: Inbox, identity_id: int | None, *, is_asked: bool = False) -> None:
    """Put this answer on its way through this inbox; called inside the verb that has written it.

    `is_asked`: whoever has written it is there to be told; NotAllowed is raised when it may not be sent.
    """
    row = Outgoing(message_id=message.id, ticket_id=message.ticket_id, inbox_id=inbox.id, identity_id=identity_id)
    against = why_not(inbox, identity_id, template="template" in (message.envelope or {}))
    if against is not None and is_asked:
        raise against
    reason = against.code if against else restraint.why_not(message, inbox, identity_id)
    if reason is None:
        insert(row)
        jobs.wake(deliver, inbox.id, queue="outgoing")
    else:
        row.state, row.error = "failed", reason
        insert(row)
        mark_delivery(message, "failed", error=reason)


def deliver(inbox_id: int) -> None:
    """The job: send what is due in this inbox, beside the others, so that a slow provider delays only its own."""
    jobs.woken(deliver, inbox_id)
    lanes.run(f"deliver:{inbox_id}", deliver_now, inbox_id)


def deliver_now(inbox_id: int, as_of: datetime | None = None) -> int:
    """Send what is due in this inbox; returns how many were tried."""
    tried: set[int] = set()
    while (inbox := breaker.open_inbox(inbox_id)) is not None:
        moment = as_of or clock.now()
        fresh = [n for n in claiming.due_ids(inbox_id, moment) if n not in tried]
        if not fresh:
            break
        for number in fresh if not inbox.failures else fresh[:1]:  # after trouble one is sent ahead
            tried.add(number)
            if (row := claiming.claim(number, moment)) is not None and not _send(row, inbox_id):
                break
    return len(tried)


def _send(row: Outgoing, inbox_id: int) -> bool:
    """Hand one claimed answer to its provider; False when the inbox is in trouble."""
    inbox = db.session.get(Inbox, inbox_id)
    adapter, settings, attempt, number = adapter_of(inbox), inbox.settings or {}, row.attempts, row.id
    message = db.session.get(Message, row.message_id)
    # A provider in trouble can hold it for hours: what the customer has said meanwhile counts.
    against = why_no_more(inbox, row.identity_id, template="template" in (message.envelope or {}))
    if against is not None:
        return settling.refused(number, attempt, against.code)
    try:
        outbound = replace(outbound_of(row), took=partial(settling.took, number, attempt))
    except Refused as why:
        return settling.refused(number, attempt, str(why))
    except Exception as error:
        log.exception("not composed", outgoing_id=number)
        return settling.later(number, attempt, Later(f"{type(error).__name__} while composing"))
    db.session.rollback()  # no connection is held while the provider takes its time
    return _call(adapter, outbound, settings, number, attempt)


def _call(adapter, outbound: Outbound, settings: dict, number: int, attempt: int) -> bool:
    try:
        sent = adapter.send(outbound, settings)
    except Later as why:
        return settling.later(number, attempt, why)
    except Refused as why:
        return settling.refused(number, attempt, str(why), stopped=isinstance(why, Stopped))
    except Exception as error:  # Unsure, or a surprise: it may have left
        log.warning("unsure", outgoing_id=number, error=type(error).__name__)
        known = isinstance(error, Unsure)
        again = error.again if known and error.again is not None else adapter.capabilities.idempotent
        return settling.unsure(number, attempt, str(error) if known else type(error).__name__, again=again)
    return settling.sent(number, attempt, sent or Sent())
