"""Spreadsheets: XLSX, XLS and ODS, their first sheet that holds anything; read in a process of its own.

A few kilobytes may say that their last cell stands in the last column of the last row: whoever reads them makes room
for all cells in between, gigabytes of it, and dies of that.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress

from helpdesk.importing.tables import Table, Unreadable, headed
from helpdesk.importing.unpacking import refuse_bombs

MEMORY, SECONDS = 1024 * 2**20, 300
NO_SHEET, EMPTY = 3, 4
CHILD = """
import json, resource, sys
limits = json.loads(sys.argv[1])
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_CPU, (limits["seconds"], limits["seconds"] + 1))
resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
import io
from python_calamine import CalamineWorkbook
try:
    book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    sheets = (book.get_sheet_by_index(number) for number in range(len(book.sheet_names)))
    filled = next((sheet for sheet in sheets if sheet.height > 1), None)
except MemoryError:
    raise
except BaseException:  # a panic of the reader is none of Exception
    sys.exit(limits["no_sheet"])
if filled is None:
    sys.exit(limits["empty"])
for row in filled.iter_rows():
    sys.stdout.write(json.dumps(row, default=str) + "\\n")
"""


def read(data: bytes) -> Table:
    """The table in these bytes. Raises Unreadable, from its rows too."""
    refuse_bombs(data)
    return headed(_lines(data))


def _lines(data: bytes) -> Iterator[list]:
    limits = {"memory": MEMORY, "seconds": SECONDS, "no_sheet": NO_SHEET, "empty": EMPTY}
    command = [sys.executable, "-I", "-c", CHILD, json.dumps(limits)]
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere) as child:
        try:
            with suppress(BrokenPipeError), child.stdin:  # it may die before it has read everything
                child.stdin.write(data)
            for line in child.stdout:
                yield json.loads(line)
            if code := child.wait():
                raise Unreadable({NO_SHEET: "no_sheet", EMPTY: "empty"}.get(code, "bomb"))
        finally:
            child.kill()
