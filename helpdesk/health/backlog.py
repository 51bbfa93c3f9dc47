"""Backlog: the age of what waits and the number of what needs a person, all by partial indexes."""

from datetime import datetime

from sqlalchemy import func, select

from channels import all_adapters
from channels.arrival import Arrival
from channels.inbox import Inbox
from channels.outgoing import Outgoing
from helpdesk import clock
from helpdesk.db import db
from helpdesk.events import Event, Retry
from helpdesk.lease import Lease


def oldest_event() -> float | None:
    """Seconds that the oldest event has waited for what follows from it."""
    return _age(select(Event.at).where(Event.delivered_at.is_(None)).order_by(Event.id).limit(1))


def given_up() -> int:
    """How many reactions failed for good."""
    return _count(Retry, Retry.due_at.is_(None))


def oldest_incoming() -> float | None:
    """Seconds that the oldest arrival has waited to be understood."""
    return _age(select(func.min(Arrival.at)).where(Arrival.state == "new"))


def dead_letters() -> int:
    """How many arrivals nobody could make anything of."""
    return _count(Arrival, Arrival.state == "dead")


def oldest_unsent() -> float | None:
    """Seconds by which the oldest answer is late; those that wait for a provider's Retry-After are not late."""
    return _age(
        select(func.min(Outgoing.due_at)).where(
            Outgoing.state.in_(("queued", "sending")), Outgoing.due_at <= clock.now()
        )
    )


def unsure() -> int:
    """How many answers may or may not have left."""
    return _count(Outgoing, Outgoing.state == "unsure")


def troubled_inboxes() -> list[str]:
    """The names of the inboxes whose provider refuses or does not answer just now."""
    return list(
        db.session.scalars(
            select(Inbox.name).where(Inbox.enabled.is_(True), Inbox.paused_until > clock.now()).order_by(Inbox.name)
        )
    )


def fetched_inboxes() -> list[Inbox]:
    """The inboxes that have to be looked into, because nobody posts to them."""
    polled = [kind for kind, adapter in all_adapters().items() if hasattr(adapter, "poll")]
    wanted = select(Inbox).where(Inbox.enabled.is_(True), Inbox.channel.in_(polled)).order_by(Inbox.id)
    return list(db.session.scalars(wanted))


def is_connected(inbox: Inbox) -> bool:
    """Whether somebody is fetching or listening just now."""
    until = db.session.scalar(select(Lease.until).where(Lease.name == f"fetch:{inbox.id}"))
    return until is not None and until > clock.now()


def seconds_since(at: datetime) -> float:
    """How long ago that was."""
    return max(0.0, (clock.now() - at).total_seconds())


def _age(statement) -> float | None:
    at: datetime | None = db.session.scalar(statement)
    return None if at is None else seconds_since(at)


def _count(model, condition) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(condition)) or 0
