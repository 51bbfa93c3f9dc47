"""Keeping policies: make, change, drop, put in order; what runs already follows when it is next touched, or at once."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from helpdesk import clock
from helpdesk.db import db, only_one, transaction
from helpdesk.events import record
from routing.sla.checking import check
from routing.sla.policy import SlaChoice, SlaPolicy
from tickets.events import POLICY_CHANGED

SAYABLE = (
    "name_en", "name_zh", "description", "enabled", "conditions", "targets", "pauses", "levels", "warn_percent",
    "reopening", "calendar_id", "position", "key",
)  # fmt: skip


def policies() -> list[SlaPolicy]:
    """All policies, in the order in which they are tried."""
    return list(db.session.scalars(select(SlaPolicy).order_by(SlaPolicy.position, SlaPolicy.id).limit(500)))


@transaction()
def make_policy(*, by, **said) -> SlaPolicy:
    """A new policy, tried last unless `position` says otherwise. Raises BadPolicy."""
    only_one("sla_policies")
    check({"name_en": said.get("name_en"), **said})
    last = db.session.scalar(select(func.max(SlaPolicy.position))) or 0
    row = SlaPolicy(**{"position": last + 1, "name_zh": said["name_en"], **_known(said)}, updated_at=_stamp())
    db.session.add(row)
    db.session.flush()
    record(POLICY_CHANGED, by=by, policy=row.id)
    return row


@transaction()
def save_policy(row: SlaPolicy, *, by, **said) -> None:
    """Change what is said. Raises BadPolicy."""
    only_one("sla_policies")
    check(said)
    for name, value in _known(said).items():
        setattr(row, name, value)
    row.updated_at = _stamp()
    db.session.flush()
    record(POLICY_CHANGED, by=by, policy=row.id)


@transaction()
def drop_policy(row: SlaPolicy, *, by) -> None:
    """Nothing is promised by it any more."""
    number = row.id
    db.session.execute(delete(SlaChoice).where(SlaChoice.policy_id == number))
    db.session.delete(row)
    db.session.flush()
    record(POLICY_CHANGED, by=by, policy=number)


@transaction()
def put_in_order(numbers: list[int], *, by) -> None:
    """These are tried first, in this order; the others after them as they stood."""
    only_one("sla_policies")
    rows = policies()
    wanted = {number: place for place, number in enumerate(numbers)}
    for place, row in enumerate(sorted(rows, key=lambda row: (wanted.get(row.id, len(wanted)), row.position, row.id))):
        row.position = place + 1
    if rows:
        rows[0].updated_at = _stamp()
    db.session.flush()
    record(POLICY_CHANGED, by=by, policy=None)


def _known(said: dict) -> dict:
    return {name: value for name, value in said.items() if name in SAYABLE}


def _stamp() -> datetime:
    """Later than every one before, whatever the clock says: by it other processes see that something has changed."""
    newest = db.session.scalar(select(func.max(SlaPolicy.updated_at)))
    return max(clock.now(), newest + timedelta(microseconds=1)) if newest else clock.now()
