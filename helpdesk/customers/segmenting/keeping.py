"""Keeping: who belongs to which segment stands in a table, brought up to date for some customers at a time."""

from datetime import datetime

from sqlalchemy import delete, func, select, update

from helpdesk import clock
from helpdesk.customers.segmenting.compiling import members, memberships
from helpdesk.customers.segments import Segment, SegmentMember, segments
from helpdesk.customers.valuing.sources import Some
from helpdesk.customers.worth import CustomerValue
from helpdesk.db import db, let_go, transaction
from helpdesk.inserting import insert_new

AT_ONCE = 10_000
TOGETHER = 20  # segments that one statement looks at
_MEMBER = SegmentMember.__table__


def count(conditions: dict, now: datetime | None = None) -> int:
    """How many customers fulfil these conditions at this moment."""
    found = members(conditions, now or clock.now()).subquery()
    return db.session.scalar(select(func.count()).select_from(found))


def keep_some(some: Some, now: datetime) -> None:
    """Put these customers into the segments they belong to by now, and take them out of the others."""
    moving = _moves(_segments(), some, now)  # looked at first: others wait for the turn to write
    if moving:
        _move(set(moving), some, now)


def keep_whole(segment_id: int, now: datetime | None = None) -> None:
    """Reckon one segment for everybody, in small transactions, and count it."""
    now, number = now or clock.now(), 0
    last = db.session.scalar(select(func.max(CustomerValue.customer_id))) or 0
    while number < last:
        with transaction():
            segment = db.session.get(Segment, segment_id)
            if segment is None:
                return
            moves = _moves({segment.id: segment.conditions}, Some(low=number + 1, high=number + AT_ONCE), now)
            _write(moves, now)
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


def _segments() -> dict[int, dict]:
    return dict(map(tuple, db.session.execute(select(Segment.id, Segment.conditions).order_by(Segment.id))))


def _moves(wanted: dict[int, dict], some: Some, now: datetime) -> dict[int, tuple[set[int], set[int]]]:
    """Who of these has to leave each of these segments, and who has to join it; {} where all is as it should be."""
    moves, numbers = {}, list(wanted)
    for start in range(0, len(numbers), TOGETHER):
        part = numbers[start : start + TOGETHER]
        after: dict[int, set[int]] = {number: set() for number in part}
        before: dict[int, set[int]] = {number: set() for number in part}
        fulfilled = memberships([wanted[number] for number in part], now).where(some.among(CustomerValue.customer_id))
        for customer, *belongs in db.session.execute(fulfilled):
            for number, does in zip(part, belongs, strict=True):
                if does:
                    after[number].add(customer)
        known = select(_MEMBER.c.segment_id, _MEMBER.c.customer_id).where(some.among(_MEMBER.c.customer_id))
        for number, customer in db.session.execute(known.where(_MEMBER.c.segment_id.in_(part))):
            before[number].add(customer)
        moves |= {n: (before[n] - after[n], after[n] - before[n]) for n in part if before[n] != after[n]}
    return moves


@transaction()
def _move(numbers: set[int], some: Some, now: datetime) -> None:
    wanted = {number: conditions for number, conditions in _segments().items() if number in numbers}
    for number, more in _write(_moves(wanted, some, now), now).items():
        db.session.execute(update(Segment).where(Segment.id == number).values(members=Segment.members + more))


def _write(moves: dict[int, tuple[set[int], set[int]]], now: datetime) -> dict[int, int]:
    """How many more there are in each than before."""
    for number, (gone, fresh) in moves.items():
        if gone:
            mine = (_MEMBER.c.segment_id == number, _MEMBER.c.customer_id.in_(gone))
            db.session.execute(delete(_MEMBER).where(*mine))
        if fresh:
            rows = [{"segment_id": number, "customer_id": customer, "since": now} for customer in sorted(fresh)]
            db.session.connection().execute(insert_new(_MEMBER), rows)
    return {number: len(fresh) - len(gone) for number, (gone, fresh) in moves.items() if len(fresh) != len(gone)}


@transaction()
def _count(segment_id: int, now: datetime) -> None:
    number = select(func.count()).select_from(_MEMBER).where(_MEMBER.c.segment_id == segment_id).scalar_subquery()
    db.session.execute(update(Segment).where(Segment.id == segment_id).values(members=number, counted_at=now))
