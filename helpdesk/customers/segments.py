"""Segments: groups of customers that share something; who belongs is kept, so that asking is one indexed read."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.customers.belongings import belongs
from helpdesk.db import BigId, Row, db, id_column
from helpdesk.hot import Look

NAMED = ("high_value", "promising", "asleep", "new", "at_risk", "complained_lately")


class Segment(Row):
    """`conditions` as segmenting/ understands them. `key` is what rules and programs call it; it stays."""

    __tablename__ = "segment"

    id: Mapped[int] = id_column()
    key: Mapped[str]
    name_en: Mapped[str]
    name_zh: Mapped[str]
    conditions: Mapped[dict] = mapped_column(default=dict)
    position: Mapped[int] = mapped_column(default=0)
    members: Mapped[int] = mapped_column(default=0)  # as of counted_at
    counted_at: Mapped[datetime | None] = mapped_column(clock.Instant)  # empty: to be reckoned, soon
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    created_by_id: Mapped[int | None] = mapped_column(BigId)

    __table_args__ = (Index("ux_segment_key", "key", unique=True),)


class SegmentMember(Row):
    """This customer belongs to this segment, since when."""

    __tablename__ = "segment_member"

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), primary_key=True, autoincrement=False)
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"), primary_key=True, autoincrement=False)
    since: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    __table_args__ = (Index("ix_segment_member", "segment_id", "customer_id"),)


belongs(SegmentMember, moves=False)
_OF = Look(select(SegmentMember.segment_id).where(SegmentMember.customer_id == bindparam("customer")))
_KEYS = Look(
    select(Segment.key)
    .join(SegmentMember, SegmentMember.segment_id == Segment.id)
    .where(SegmentMember.customer_id == bindparam("customer"))
)


def segments_of(customer_id: int) -> frozenset[int]:
    """The numbers of the segments this customer belongs to."""
    return frozenset(number for (number,) in _OF.all(customer=customer_id))


def keys_of(customer_id: int) -> frozenset[str]:
    """The same by their keys: high_value, new, …"""
    return frozenset(key for (key,) in _KEYS.all(customer=customer_id))


def segments() -> list[Segment]:
    """All there are, in the order of the settings page; two hundred at most."""
    return list(db.session.scalars(select(Segment).order_by(Segment.position, Segment.id).limit(200)))


def segment_of(key: str) -> Segment | None:
    """The segment of this key."""
    return db.session.scalar(select(Segment).where(Segment.key == key))
