"""CSV, with whatever separates its cells, in whatever encoding it came."""

import csv
import io

from helpdesk.importing.tables import Table, headed

SEPARATORS = ",;\t|"
ENCODINGS = ("utf-8-sig", "gb18030", "cp1252")  # what spreadsheets of our customers write


def read(data: bytes) -> Table:
    """The table in these bytes. Raises Unreadable."""
    text = _decoded(data)
    csv.field_size_limit(2**20)
    return headed(iter(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text[:20_000]))))


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


def _separator(beginning: str) -> str:
    first = next((line for line in beginning.splitlines() if line.strip()), "")
    return max(SEPARATORS, key=first.count) if any(map(first.count, SEPARATORS)) else ","
