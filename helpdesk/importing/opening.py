"""Opening a file: what kind it is, and whether it is a table or the export of another helpdesk."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from helpdesk.importing.exports import all_exports, whose
from helpdesk.importing.tables import MOST_ROWS, Table, Unreadable, comma, objects, sheet
from helpdesk.importing.unpacking import refuse_bombs

SHEETS, COMMAS, OBJECTS = (".xlsx", ".xlsm", ".xls", ".ods"), (".csv", ".tsv", ".txt"), (".json", ".jsonl", ".ndjson")
MOST_FILES = 200


@dataclass(frozen=True)
class Opened:
    """`source` is "table", or the helpdesk whose export it is; `rows` are (subject, row), subject "" in a table.

    An empty line is an empty row; the first one stands in line `first`.
    """

    source: str
    columns: list[str]
    rows: Iterator[tuple[str, dict]]
    first: int = 1


def open_file(filename: str, data: bytes, wished: str = "table") -> Opened:
    """Open it as a table, or as the export that is wished for ("export": whichever it is). Raises Unreadable."""
    ending = PurePosixPath(filename.lower()).suffix
    if ending == ".zip" or (wished != "table" and ending in OBJECTS):
        return _export(_files(filename, data) if ending == ".zip" else {"": list(objects.objects_in(data))}, wished)
    table = _table(ending, data)
    return Opened("table", table.columns, (("", row) for row in _counted(table.rows)), table.first)


def _table(ending: str, data: bytes) -> Table:
    if ending in SHEETS:
        return sheet.read(data)
    if ending in OBJECTS:
        return objects.read(data)
    if ending in COMMAS:
        return comma.read(data)
    raise Unreadable("no_kind")


def _export(files: dict[str, list[dict]], wished: str) -> Opened:
    export = all_exports().get(wished) or whose(files)
    if export is None:
        raise Unreadable("not_recognised")
    return Opened(export.kind, [], _counted(export.records(files)))


def _files(filename: str, data: bytes) -> dict[str, list[dict]]:
    refuse_bombs(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if any(entry.filename.lower().endswith(".md") for entry in packed.infolist()):
                raise Unreadable("markdown")
            inside = [entry for entry in packed.infolist() if PurePosixPath(entry.filename.lower()).suffix in OBJECTS]
            if len(inside) > MOST_FILES:
                raise Unreadable("bomb")
            return {
                PurePosixPath(entry.filename).stem.lower(): list(objects.objects_in(packed.read(entry)))
                for entry in inside
            }
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as why:
        raise Unreadable("no_kind") from why


def _counted(rows: Iterator) -> Iterator:
    number = 0
    for row in rows:
        number += bool(row)
        if number > MOST_ROWS:
            raise Unreadable("many_rows")
        yield row
