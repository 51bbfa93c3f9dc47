"""Settle a claimed answer: sent, again later, failed, or unsure. Only the last claim of a row may do it."""

import random
from datetime import timedelta

from sqlalchemy import update

from channels import breaker, consenting, parts, receipts
from channels.channel import Later, Sent
from channels.claiming import LEASE
from channels.ingest import external_index
from channels.outgoing import Outgoing
from helpdesk import clock
from helpdesk.db import db, transaction
from tickets import Message, mark_delivery

MOST_TRIES = 12  # some three and a half hours
LONGEST_WAIT = 3600.0


@transaction()
def sent(number: int, attempt: int, what: Sent) -> bool:
    """The provider took it."""
    index = external_index(what.external_id) if what.external_id else None
    if row := _settle(number, attempt, state="sent", sent_at=clock.now(), external_index=index, error=None):
        message = db.session.get(Message, row.message_id)
        if what.envelope:
            message.envelope = {**(message.envelope or {}), **what.envelope}
        if index and message.inbox_id == row.inbox_id:
            message.external_index = index  # an answer to it will name it
        mark_delivery(message, what.state)
        if index:
            receipts.catch_up(row, parts.keep(row, what.parts))
        breaker.worked(row.inbox_id)
    return True


@transaction()
def took(number: int, attempt: int, progress: dict) -> None:
    """So much of an answer of several calls is sent: whatever happens to the rest, it is not sent again."""
    db.session.execute(
        update(Outgoing)
        .where(Outgoing.id == number, Outgoing.attempts == attempt)
        .values(progress=progress, lease_until=clock.now() + LEASE)
        .execution_options(synchronize_session=False)
    )


@transaction()
def later(number: int, attempt: int, why: Later) -> bool:
    """Nothing was sent; try again. A time the provider names holds for the whole inbox and costs no try."""
    row = db.session.get(Outgoing, number)
    tries = row.tries + (why.seconds is None)
    if tries >= MOST_TRIES:
        return refused(number, attempt, str(why))
    wait = timedelta(seconds=why.seconds if why.seconds is not None else _back_off(tries))
    if _settle(number, attempt, state="queued", due_at=clock.now() + wait, tries=tries, error=str(why)[:500]):
        breaker.stumbled(row.inbox_id, str(why), wait if why.seconds is not None else None)
    return False


@transaction()
def refused(number: int, attempt: int, why: str, *, stopped: bool = False) -> bool:
    """It will never be sent; the agent sees why. `stopped`: nor will anything else, until the customer wants it."""
    if row := _settle(number, attempt, state="failed", error=why[:500]):
        if stopped and row.identity_id:
            consenting.learn(row)
        mark_delivery(db.session.get(Message, row.message_id), "failed", error=why[:500])
    return True


@transaction()
def unsure(number: int, attempt: int, why: str, *, again: bool) -> bool:
    """It may have been sent: again with the same key where that is safe, else an agent must look."""
    if again:
        return later(number, attempt, Later(why))
    if row := _settle(number, attempt, state="unsure", error=why[:500]):
        mark_delivery(db.session.get(Message, row.message_id), "unsure", error=why[:500])
        breaker.stumbled(row.inbox_id, why)
    return False


def _settle(number: int, attempt: int, **values) -> Outgoing | None:
    # A lease may have run out meanwhile (queued again, or unsure): what we know now is better, unless somebody
    # else has claimed the row since.
    done = db.session.execute(
        update(Outgoing)
        .where(Outgoing.id == number, Outgoing.attempts == attempt, Outgoing.state.in_(("sending", "queued", "unsure")))
        .values(lease_until=None, **values)
    ).rowcount
    return db.session.get(Outgoing, number, populate_existing=True) if done else None


def _back_off(tries: int) -> float:
    return min(2.0**tries * 2, LONGEST_WAIT) * random.uniform(0.75, 1.25)  # so that not all come back at once
