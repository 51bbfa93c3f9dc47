"""Station: a ticket as a stop of its customer's journey; and which stops were a change of channel. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tickets.ticket import DONE


@dataclass(frozen=True)
class Station:
    """What the journey needs to know of a ticket. `until` is its last message."""

    id: int
    customer_id: int
    channel: str
    subject: str
    status: str
    created_at: datetime
    until: datetime
    first_replied_at: datetime | None
    solved_at: datetime | None
    waiting_since: datetime | None
    merged_into_id: int | None
    parent_id: int | None
    inbound_at: datetime | None

    @property
    def is_done(self) -> bool:
        return self.status in DONE


@dataclass(frozen=True)
class Switch:
    """From one stop to the next by another channel; `smooth` when nothing had to be said again."""

    before: Station
    after: Station
    smooth: bool


def switches(stations: Iterable[Station], related: Collection[frozenset[int]], days: int) -> list[Switch]:
    """The changes of channel along these stops of one customer, in the order of their beginning.

    One counts when it comes within so many days of the last word before. It is smooth when the matter before was
    settled by then, or when the two are joined: merged, linked, parent and child.
    """
    ordered = sorted(stations, key=lambda one: (one.created_at, one.id))
    found = []
    for number, after in enumerate(ordered[1:], 1):
        before = max(ordered[:number], key=lambda one: min(one.until, after.created_at))
        last_word = min(before.until, after.created_at)
        if before.channel != after.channel and after.created_at - last_word <= timedelta(days=days):
            settled = before.solved_at is not None and before.solved_at <= after.created_at
            found.append(Switch(before, after, settled or joined(before, after, related)))
    return found


def joined(one: Station, other: Station, related: Collection[frozenset[int]]) -> bool:
    """Whether whoever works on the one sees the other."""
    return (
        other.id in (one.merged_into_id, one.parent_id)
        or one.id in (other.merged_into_id, other.parent_id)
        or (one.merged_into_id is not None and one.merged_into_id == other.merged_into_id)
        or frozenset((one.id, other.id)) in related
    )
