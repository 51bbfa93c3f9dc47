"""Changing segments: made, changed and dropped by people; who belongs is reckoned a moment later."""

import re

from sqlalchemy import delete, func, select

from helpdesk import clock
from helpdesk.customers.segmenting.conditions import check
from helpdesk.customers.segments import NAMED, Segment, SegmentMember
from helpdesk.db import db, only_one, transaction
from helpdesk.events import record

SEGMENT_CHANGED = "segment_changed"  # data: segment, key, dropped
MOST = 200


class BadSegment(ValueError):
    """This segment cannot be kept; `code`: name, named or many."""

    def __init__(self, code: str, text: str):
        self.code = code
        super().__init__(text)


@transaction()
def save_segment(
    segment: Segment | None, *, name_en: str, name_zh: str, conditions: dict, by, key: str = ""
) -> Segment:
    """Make a segment, or change one; its key stays. Raises BadConditions and BadSegment."""
    check(conditions)
    name_en, name_zh = name_en.strip()[:100], name_zh.strip()[:100]
    if not (name_en or name_zh):
        raise BadSegment("name", "a segment has a name")
    if segment is None:
        segment = _new(key or name_en, by)
    changed = segment.conditions != conditions
    segment.name_en, segment.name_zh = name_en or name_zh, name_zh or name_en
    segment.conditions = conditions
    if changed:
        segment.counted_at = None
    db.session.add(segment)
    db.session.flush()
    record(SEGMENT_CHANGED, by=by, segment=segment.id, key=segment.key, dropped=False)
    return segment


@transaction()
def drop_segment(segment: Segment, *, by) -> None:
    """It is gone, and nobody belongs to it. Raises BadSegment for one of those that are always there."""
    if segment.key in NAMED:
        raise BadSegment("named", "the named segments stay: change their conditions instead")
    segment = db.session.merge(segment, load=True)
    db.session.execute(delete(SegmentMember).where(SegmentMember.segment_id == segment.id))
    db.session.delete(segment)
    record(SEGMENT_CHANGED, by=by, segment=segment.id, key=segment.key, dropped=True)


def _new(wanted: str, by) -> Segment:
    only_one("segment", "new")
    if db.session.scalar(select(func.count()).select_from(Segment)) >= MOST:
        raise BadSegment("many", f"there are {MOST} segments at most")
    stem = re.sub(r"[^a-z0-9]+", "_", wanted.lower()).strip("_")[:40] or "segment"
    taken = set(db.session.scalars(select(Segment.key)))
    key = next(key for n in range(MOST + 2) if (key := stem if not n else f"{stem}_{n + 1}") not in taken)
    position = (db.session.scalar(select(func.max(Segment.position))) or 0) + 1
    created_by = getattr(by, "id", None)
    return Segment(
        key=key, conditions={}, position=position, members=0, created_at=clock.now(), created_by_id=created_by
    )
