"""Action: something a rule does; what it takes, how it is tried on paper, and how it is done."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


class BadAction(ValueError):
    """This cannot be done by a rule; the text says why."""


@dataclass(frozen=True)
class Action:
    """`takes` says which value: row, word, tags, text, field, minutes, yes. `pretend(paper, value, facts)` changes
    only paper; `do(ticket, value, by, facts)` calls verbs. Of actions that stand `alone` the last one counts."""

    name: str
    takes: str
    en: str
    zh: str
    do: Callable[[Any, Any, Any, Any], object]
    pretend: Callable[[Any, Any, Any], object] = lambda paper, value, facts: None
    check: Callable[[Any], None] = lambda value: None
    alone: bool = False
    values: dict[str, tuple[str, str]] = field(default_factory=dict)
    rows: str = ""
    forgets: tuple[str, ...] = ()  # facts that are others afterwards


def checked_row(value) -> None:
    """A row's number. Raises BadAction."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 2**63:
        raise BadAction(f"{value!r} is no number of a row")


def checked_row_or_none(value) -> None:
    """A row's number, or None."""
    if value is not None:
        checked_row(value)


def checked_text(value, longest: int = 5_000) -> None:
    """Some text. Raises BadAction."""
    if not isinstance(value, str) or not value.strip() or len(value) > longest:
        raise BadAction(f"a text has 1 to {longest} characters")


def among(words) -> Callable[[Any], None]:
    """A check that takes one of these words."""

    def check(value) -> None:
        if not isinstance(value, str) or value not in words:
            raise BadAction(f"{value!r} is none of {', '.join(words)}")

    return check
