"""Sources: what else a customer's worth is read from. A package that knows something names its columns here."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement


@dataclass(frozen=True)
class Some:
    """Some customers: a list of numbers, or all from `low` to `high`."""

    ids: tuple[int, ...] = ()
    low: int = 0
    high: int = 0

    def among(self, column) -> ColumnElement[bool]:
        """The condition that this column names one of them."""
        return column.in_(self.ids) if self.ids else column.between(self.low, self.high)


# Given some customers and the time: what these columns hold for each; who is not named has the usual.
Read = Callable[[Some, datetime], Mapping[int, Mapping]]


@dataclass(frozen=True)
class Source:
    """Columns of CustomerValue, and who reads them."""

    columns: tuple[str, ...]
    read: Read


_sources: list[Source] = []


def source(columns: Iterable[str], read: Read) -> None:
    """These columns of a customer's worth are read so."""
    if all(one.read is not read for one in _sources):
        _sources.append(Source(tuple(columns), read))


def sources() -> list[Source]:
    """All there are."""
    return list(_sources)
