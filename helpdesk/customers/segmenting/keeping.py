"""Keeping: who belongs to which segment stands in a table, brought up to date for some customers at a time."""

from datetime import datetime

from sqlalchemy import and_, delete, func, select, update

from helpdesk import clock
from helpdesk.customers.segmenting.compiling import members
from helpdesk.customers.segments import Segment, SegmentMember, segments
from helpdesk.customers.valuing.sources import Some
from helpdesk.customers.worth import CustomerValue
from helpdesk.db import db, let_go, transaction
from helpdesk.inserting import insert_new

AT_ONCE = 10_000
_MEMBER = SegmentMember.__table__


def count(conditions: dict, now: datetime | None = None) -> int:
    """How many customers fulfil these conditions at this moment."""
    found = members(conditions, now or clock.now()).subquery()
    return db.session.scalar(select(func.count()).select_from(found))


@transaction()
def keep_some(some: Some, now: datetime) -> None:
    """Put these customers into the segments they belong to by now, and take them out of the others."""
    for segment in segments():
        moved = _keep(segment, some, now)
        if moved:
            db.session.execute(update(Segment).where(Segment.id == segment.id).values(members=Segment.members + moved))


def keep_whole(segment_id: int, now: datetime | None = None) -> None:
    """Reckon one segment for everybody, in small transactions, and count it."""
    now, number = now or clock.now(), 0
    last = db.session.scalar(select(func.max(CustomerValue.customer_id))) or 0
    while number < last:
        with transaction():
            segment = db.session.get(Segment, segment_id)
            if segment is None:
                return
            _keep(segment, Some(low=number + 1, high=number + AT_ONCE), now)
        number += AT_ONCE
    _count(segment_id, now)


def keep_waiting(as_of: datetime | None = None) -> int:
    """Reckon the segments that are new or have changed; how many there were."""
    waiting = list(db.session.scalars(select(Segment.id).where(Segment.counted_at.is_(None)).limit(20)))
    let_go()
    for number in waiting:
        keep_whole(number)
    return len(waiting)


def count_all(now: datetime | None = None) -> None:
    """Count every segment exactly."""
    for segment in segments():
        _count(segment.id, now or clock.now())


@transaction()
def forget(customer_ids: list[int]) -> None:
    """These belong nowhere any more: somebody else speaks for them."""
    db.session.execute(delete(SegmentMember).where(SegmentMember.customer_id.in_(customer_ids)))


def _keep(segment: Segment, some: Some, now: datetime) -> int:
    """How many more there are than before."""
    wanted = members(segment.conditions, now).where(some.among(CustomerValue.customer_id))
    known = and_(_MEMBER.c.segment_id == segment.id, some.among(_MEMBER.c.customer_id))
    before = set(db.session.scalars(select(_MEMBER.c.customer_id).where(known)))
    after = set(db.session.scalars(wanted))
    if gone := before - after:
        db.session.execute(delete(_MEMBER).where(known, _MEMBER.c.customer_id.in_(gone)))
    if fresh := after - before:
        rows = [{"segment_id": segment.id, "customer_id": number, "since": now} for number in fresh]
        db.session.connection().execute(insert_new(_MEMBER), rows)
    return len(fresh) - len(gone)


@transaction()
def _count(segment_id: int, now: datetime) -> None:
    number = select(func.count()).select_from(_MEMBER).where(_MEMBER.c.segment_id == segment_id).scalar_subquery()
    db.session.execute(update(Segment).where(Segment.id == segment_id).values(members=number, counted_at=now))
