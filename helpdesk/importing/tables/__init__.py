"""Tables: a file of rows under headers, whatever program wrote it."""

from collections.abc import Iterator
from dataclasses import dataclass

MOST_COLUMNS, MOST_ROWS = 200, 2_000_000


class Unreadable(ValueError):
    """This file cannot be read; `code` is one of words.py."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Table:
    """The headers, and the rows as {column: cell}; a cell is text, a number, a moment, or None."""

    columns: list[str]
    rows: Iterator[dict]


def headed(lines: Iterator[list]) -> Table:
    """A table of lines whose first one that says something is the header; empty lines are left out."""
    header = next((line for line in lines if sum(_says(cell) for cell in line) >= 1), None)
    if header is None:
        raise Unreadable("empty")
    if len(header) > MOST_COLUMNS:
        raise Unreadable("many_columns")
    columns = _told_apart([str(cell or "").strip()[:120] for cell in header])
    rows = (
        {column: cell for column, cell in zip(columns, line, strict=False) if column}
        for line in lines
        if any(map(_says, line))
    )
    return Table([column for column in columns if column], rows)


def _says(cell) -> bool:
    return cell is not None and str(cell).strip() != ""


def _told_apart(names: list[str]) -> list[str]:
    """Two columns of one name are numbered: nothing that stands in the file is lost."""
    seen: dict[str, int] = {}
    apart = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        apart.append(name if not name or seen[name] == 1 else f"{name} ({seen[name]})")
    return apart
