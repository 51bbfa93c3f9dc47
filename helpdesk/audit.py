"""The audit trail: who looked, handed out, erased, or changed what others may, each entry chained to the one before.

An entry holds numbers and names of things, never words of people, so it outlives an erasure. Its mark is keyed: whoever
can write to the database and has no HELPDESK_KEYS can change, insert or take away nothing without breaking the chain.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Index, LargeBinary, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock, crypto
from helpdesk.db import BigId, Row, db, only_one, transaction
from helpdesk.events import Event

# What of an event's data is no word of anybody.
TOLD = frozenset(
    "agent calendar channel counts from granted identity into kind notes on order other policy purpose role rule since"
    " subject team to token version".split()
)
BEGINNING = bytes(32)
BATCH = 1000


class AuditEntry(Row):
    """One step. `subject`: the customer's number. Its columns point nowhere, so it stays when what it names goes."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)  # without a gap
    at: Mapped[datetime] = mapped_column(clock.Instant)
    name: Mapped[str]
    actor_kind: Mapped[str]
    actor: Mapped[int | None] = mapped_column(BigId)
    subject: Mapped[int | None] = mapped_column(BigId)
    event: Mapped[int | None] = mapped_column(BigId)
    data: Mapped[dict] = mapped_column(default=dict)
    mark: Mapped[bytes] = mapped_column(LargeBinary(32))

    __table_args__ = (Index("ix_audit_subject", "subject", "id"), Index("ix_audit_actor", "actor", "id"))


_ENTRY = AuditEntry.__table__


@dataclass(frozen=True)
class Verdict:
    """How many entries stand, up to which, with its mark; and what is wrong with the next, if anything is."""

    entries: int
    head: str
    wrong: str | None = None


def keep(event: Event) -> None:
    """A reaction, in the transaction of the event: no such thing happens without its entry."""
    data = {key: value for key, value in (event.data or {}).items() if key in TOLD}
    subject = event.customer_id or (event.data or {}).get("subject")
    _add(event.name, event.at, (event.actor_kind, event.actor_id), subject, event.id, data)


@transaction()
def note(name: str, *, by=None, subject: int | None = None, **data: Any) -> None:
    """Write an entry about what is no event: a setting that was changed, a backup that was made."""
    _add(name, clock.now(), (getattr(by, "actor_kind", "system"), getattr(by, "id", None)), subject, None, data)


def verify(head: str | None = None) -> Verdict:
    """Follow the chain from its beginning. `head`: "number:mark" as it was told before, which must be in it still."""
    number, mark, told = 0, BEGINNING, _Head(head)
    for some in _parts(select(_ENTRY)):
        events = _events([entry.event for entry in some if entry.event])
        for entry in some:
            wrong = _wrong(entry, number + 1, mark) or _not_as_it_happened(entry, events) or told.denied_by(entry)
            if wrong is not None:
                return Verdict(number, f"{number}:{mark.hex()}", wrong)
            number, mark = entry.id, entry.mark
    return Verdict(number, f"{number}:{mark.hex()}", told.missing_after(number))


def entries(*, actor: int | None = None, subject: int | None = None, since: datetime | None = None) -> Iterator[Any]:
    """The entries in their order, of one agent, about one customer, or all; read in parts."""
    asked = select(_ENTRY)
    asked = asked if actor is None else asked.where(_ENTRY.c.actor == actor, _ENTRY.c.actor_kind == "agent")
    asked = asked if subject is None else asked.where(_ENTRY.c.subject == subject)
    asked = asked if since is None else asked.where(_ENTRY.c.at >= since)
    for some in _parts(asked):
        yield from some


class _Head:
    """What somebody wrote down of the trail: it must go on from there."""

    def __init__(self, text: str | None):
        number, _, self.mark = (text or "0:").partition(":")
        if not number.isdecimal():
            raise ValueError("a head is written number:mark")
        self.number = int(number)

    def denied_by(self, entry) -> str | None:
        other = entry.id == self.number and entry.mark.hex() != self.mark.lower()
        return f"entry {entry.id} is not the one whose mark was written down" if other else None

    def missing_after(self, last: int) -> str | None:
        return f"the trail ends at {last}; {self.number} was there before" if self.number > last else None


def _add(name: str, at: datetime, by: tuple, subject: int | None, event: int | None, data: dict) -> None:
    only_one("audit")  # until the commit: two that took the same place would fork the chain
    last = db.session.execute(select(_ENTRY.c.id, _ENTRY.c.mark).order_by(_ENTRY.c.id.desc()).limit(1)).first()
    number, before = (last.id, last.mark) if last else (0, BEGINNING)
    said = {"id": number + 1, "at": at, "name": name, "actor_kind": by[0], "actor": by[1], "subject": subject}
    said |= {"event": event, "data": data}
    db.session.execute(insert(_ENTRY).values(**said, mark=_mark(said, before)))


def _mark(said: Mapping, before: bytes) -> bytes:
    plain = [said[name] for name in ("id", "name", "actor_kind", "actor", "subject", "event", "data")]
    instant = said["at"].astimezone(UTC).isoformat(timespec="microseconds")
    return crypto.link(before, json.dumps([*plain, instant], sort_keys=True, separators=(",", ":")))


def _wrong(entry, number: int, before: bytes) -> str | None:
    if entry.id != number:
        return f"entry {number} is missing"
    if entry.mark != _mark(entry._mapping, before):
        return f"entry {number} was changed, or one before it was taken away"
    return None


def _not_as_it_happened(entry, events: dict) -> str | None:
    """The event of an entry may have been erased since; if it is there, it says the same."""
    event = events.get(entry.event)
    if (
        event is None
        or (event.name, event.actor_kind) == (entry.name, entry.actor_kind)
        and (event.actor_kind == "customer" or event.actor_id == entry.actor)
    ):
        return None
    return f"event {entry.event} of entry {entry.id} was changed"


def _events(numbers: list[int]) -> dict:
    asked = select(Event.id, Event.name, Event.actor_kind, Event.actor_id).where(Event.id.in_(numbers))
    return {row.id: row for row in db.session.execute(asked)}


def _parts(asked) -> Iterator[list]:
    last = 0
    while some := db.session.execute(asked.where(_ENTRY.c.id > last).order_by(_ENTRY.c.id).limit(BATCH)).all():
        yield list(some)
        last = some[-1].id
