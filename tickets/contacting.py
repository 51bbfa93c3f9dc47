"""Contacting: how often, where and how well a customer was in touch, as columns of their worth."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import case, func, select

from helpdesk.customers.valuing.sources import Some, source
from helpdesk.db import db
from tickets.journey.broken_point import BrokenPoint
from tickets.ticket import DONE, Ticket

MONTH, QUARTER = timedelta(days=30), timedelta(days=90)
_SHOWN = (Ticket.spam_at.is_(None), Ticket.trashed_at.is_(None), Ticket.merged_into_id.is_(None))
_COUNTS = (
    "tickets tickets_30d tickets_90d open_tickets complaints complaints_30d channels first_contact_at last_contact_at"
).split()


def contact_of(some: Some, now: datetime) -> dict[int, dict]:
    """What the tickets of these customers come to."""
    complaint = Ticket.type == "complaint"
    counted = db.session.execute(
        select(
            Ticket.customer_id,
            func.count(),
            _how_many(Ticket.created_at > now - MONTH),
            _how_many(Ticket.created_at > now - QUARTER),
            _how_many(Ticket.status.not_in(DONE)),
            _how_many(complaint),
            _how_many(complaint & (Ticket.created_at > now - MONTH)),
            func.count(Ticket.channel.distinct()),
            func.min(Ticket.created_at),
            func.max(func.coalesce(Ticket.last_inbound_at, Ticket.created_at)),
            func.max(Ticket.id),
        )
        .where(some.among(Ticket.customer_id), *_SHOWN)
        .group_by(Ticket.customer_id)
    ).all()
    channels = _channels(row[-1] for row in counted)
    return {
        number: dict(zip(_COUNTS, values, strict=True)) | {"last_channel": channels.get(last)}
        for number, *values, last in counted
    }


def broken_of(some: Some, now: datetime) -> dict[int, dict]:
    """How often the journeys of these customers broke lately."""
    found = db.session.execute(
        select(BrokenPoint.customer_id, func.count())
        .where(some.among(BrokenPoint.customer_id), BrokenPoint.at > now - QUARTER)
        .group_by(BrokenPoint.customer_id)
    )
    return {number: {"broken_90d": count} for number, count in found}


def _how_many(condition):
    return func.sum(case((condition, 1), else_=0))


def _channels(numbers: Iterable[int]) -> dict[int, str]:
    wanted, found = list(numbers), {}
    for start in range(0, len(wanted), 5000):
        some = select(Ticket.id, Ticket.channel).where(Ticket.id.in_(wanted[start : start + 5000]))
        found.update(map(tuple, db.session.execute(some)))
    return found


source((*_COUNTS, "last_channel"), contact_of)
source(("broken_90d",), broken_of)
