"""Belongings: the tables whose rows are somebody's. A merge moves them, an un-merge brings them back, erasure ends it.

Whoever makes such a table adds it here, where the model is made:

    belongs(Order, "customer_id", erase="delete", moves=True, export=order_said)

`erase`: "delete" the rows, "blank" the column that names the customer, or "keep" them as they are (an audit).
`moves`: whether they follow a merge. `by`: the column of the address they came by, if they have one: what comes after
a merge goes back with its address. `export`: how a row is said in a person's export; None: it is not part of it.
Tables that hang on a ticket, a message or an address (`ticket_id`, `message_id`, `identity_id`) need no line here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from helpdesk.events import Event


@dataclass(frozen=True)
class Belonging:
    """One table whose rows belong to customers."""

    model: Any
    column: str
    erase: str
    moves: bool
    by: str | None
    export: Callable[[Any], dict] | None

    @property
    def table(self) -> str:
        return self.model.__tablename__


@dataclass
class Leaving:
    """Who is being erased, by number, with the values of their addresses: what names them elsewhere can be found."""

    customers: list[int]
    identities: list[int]
    tickets: list[int]
    messages: list[int]
    values: list[str]
    notes: dict = field(default_factory=dict)  # what a forgetter keeps between its two calls, and counts


_belongings: dict[tuple[str, str], Belonging] = {}
_leavings: list[Callable[[Leaving], None]] = []
_together: list[Callable[[list[Leaving]], None]] = []


def belongs(
    model,
    column: str = "customer_id",
    *,
    erase: str = "delete",
    moves: bool = True,
    by: str | None = None,
    export: Callable[[Any], dict] | None = None,
) -> None:
    """Say that the rows of this model belong to the customer in this column. Raises ValueError."""
    if erase not in ("delete", "blank", "keep"):
        raise ValueError(f"erase={erase!r}: delete, blank or keep")
    if moves and len(model.__table__.primary_key) != 1:
        raise ValueError(f"{model.__tablename__} has no single number, so nobody could say which of its rows moved")
    _belongings[model.__tablename__, column] = Belonging(model, column, erase, moves, by, export)


def belongings() -> list[Belonging]:
    """All there are, in the order they were named."""
    return list(_belongings.values())


def when_leaving(forget: Callable[[Leaving], None]) -> None:
    """Call this when somebody is erased: for what no column names (files, copies, raw requests).

    It is called outside a transaction, before their rows go and once more after that: what came in between.
    """
    if forget not in _leavings:
        _leavings.append(forget)


def when_many_leave(forget: Callable[[list[Leaving]], None]) -> None:
    """The same for what has to be looked through as a whole, such as sealed rows: once for all who leave now.

    What was found of whom is counted in their own notes.
    """
    if forget not in _together:
        _together.append(forget)


def leaving() -> list[Callable[[Leaving], None]]:
    """Whatever wants to be called."""
    return list(_leavings)


def look_through(who: list[Leaving]) -> None:
    """Let everybody look who has to look through everything."""
    for forget in _together:
        forget(who)


# An event names the customer it was about; who is erased leaves what an audit needs, see privacy/erasing.py.
belongs(Event, erase="keep", moves=False)
