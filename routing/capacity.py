"""Capacity: how much a ticket of each kind of channel weighs, and whether somebody has room for one more of it."""

from dataclasses import dataclass, field

from sqlalchemy import false, or_

from helpdesk.db import db, transaction
from helpdesk.hot import get
from routing.setting import RoutingSetting

KEY = "weights"
KINDS = ("chat", "mail", "call")
USUAL = {"chat": 2, "mail": 1, "call": 3}  # in units of a mail: who chats cannot do much beside
MAILS, CALLS = frozenset({"email", "form", "api"}), frozenset({"voice"})
LEAST, MOST = 1, 20


def kind_of(channel: str) -> str:
    """What work on this channel is like: a chat, a mail or a call."""
    return "call" if channel in CALLS else "mail" if channel in MAILS else "chat"


def of_kinds(column, kinds: list[str]):
    """The condition that the channel in this column is of one of these kinds."""
    known = {"mail": column.in_(sorted(MAILS)), "call": column.in_(sorted(CALLS))}
    return or_(false(), *(known.get(kind, column.not_in(sorted(MAILS | CALLS))) for kind in kinds))


def weights() -> dict[str, int]:
    """What one ticket of each kind weighs."""
    row = get(RoutingSetting, KEY)
    return {**USUAL, **row.value} if row is not None else USUAL


@transaction()
def weigh(**kinds: int) -> None:
    """Let tickets of these kinds weigh this much from now on. Raises ValueError outside 1 to 20."""
    if not all(kind in KINDS and type(weight) is int and LEAST <= weight <= MOST for kind, weight in kinds.items()):
        raise ValueError(f"a weight is a number from {LEAST} to {MOST}")
    row = get(RoutingSetting, KEY)
    db.session.merge(RoutingSetting(key=KEY, value={**(row.value if row is not None else {}), **kinds}))


@dataclass
class Load:
    """What somebody has on their desk: how many of each kind, what that weighs, and how much they can carry."""

    capacity: int
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    limits: dict[str, int] = field(default_factory=dict)
    weights: dict[str, int] = field(default_factory=lambda: USUAL)

    @property
    def units(self) -> int:
        """What it all weighs."""
        return sum(self.weights[kind] * number for kind, number in self.counts.items())

    def has_room(self, kind: str) -> bool:
        """Whether one more of this kind fits. An empty desk takes anything, or a chat could wait for ever."""
        if self.counts[kind] >= self.limits.get(kind, self.capacity):
            return False
        return self.units + self.weights[kind] <= self.capacity or (self.capacity > 0 and self.units == 0)

    @property
    def any_room(self) -> bool:
        """Whether one more of any kind fits."""
        return any(self.has_room(kind) for kind in KINDS)

    def add(self, kind: str) -> None:
        """One more is on the desk."""
        self.counts[kind] += 1
