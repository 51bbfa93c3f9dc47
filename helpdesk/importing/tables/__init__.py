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
    """The headers, and the rows as {column: cell}; a cell is text, a number, a moment, or None.

    An empty line is an empty row, so that rows can be counted as they stand in the file; `first` is where they begin.
    """

    columns: list[str]
    rows: Iterator[dict]
    first: int = 2


def headed(lines: Iterator[list]) -> Table:
    """A table of lines whose first one that says something is the header."""
    place, header = next(((n, line) for n, line in enumerate(lines, 1) if any(map(_says, line))), (0, None))
    if header is None:
        raise Unreadable("empty")
    if len(header) > MOST_COLUMNS:
        raise Unreadable("many_columns")
    columns = _told_apart([str(cell or "").strip()[:120] for cell in header])
    rows = (
        {column: cell for column, cell in zip(columns, line, strict=False) if column} if any(map(_says, line)) else {}
        for line in lines
    )
    return Table([column for column in columns if column], rows, place + 1)


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
