"""Field: something that conditions can ask about, with its words and how it is read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

WORD, NUMBER, TEXT, TAGS, FLAG, ROW = "word", "number", "text", "tags", "flag", "row"


@dataclass(frozen=True)
class Field:
    """`kind` says which comparisons fit. `values` are the words there are, each in both languages; `rows` names what
    a number stands for (team, agent, inbox, segment, …)."""

    name: str
    kind: str
    en: str
    zh: str
    read: Callable[[Any], Any]
    values: dict[str, tuple[str, str]] = field(default_factory=dict)
    rows: str = ""
    unit: tuple[str, str] = ("", "")
