"""The rows that were refused, as a file that can be mended and taken in again."""

import csv
import io
from collections.abc import Iterator

from sqlalchemy import select

from helpdesk.db import db
from helpdesk.importing.import_run import ImportBlock, ImportRefusal, ImportRun
from helpdesk.importing.subjects import all_subjects
from helpdesk.importing.words import reason

AT_ONCE = 1000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def refused_rows(run: ImportRun, say) -> Iterator[str]:
    """Lines of CSV: the row's number, the reason, and its cells as they came."""
    columns = run.columns or sorted({name for row in run.samples or [] for name in row})
    yield "\ufeff" + _line([say("Row", "行号"), say("Reason", "原因"), *columns])
    for block in _blocks(run):
        titles = {one.name: say(*one.title) for one in all_subjects()[block.subject].FIELDS}
        why = _reasons(run, block)
        for number, row in block.rows if why else []:
            if number in why:
                code, field = why[number]
                about = f"{titles.get(field, field)}{say(': ', '：')}" if field else ""
                said = f"{about}{reason(code, say)}"
                yield _line([number, said, *(_safe(row.get(column)) for column in columns)])


def _blocks(run: ImportRun) -> Iterator[ImportBlock]:
    first = -1
    while True:
        query = select(ImportBlock).where(ImportBlock.run_id == run.id, ImportBlock.first > first)
        block = db.session.scalar(query.order_by(ImportBlock.first).limit(1))
        if block is None:
            return
        yield block
        first = block.first
        db.session.expunge(block)


def _reasons(run: ImportRun, block: ImportBlock) -> dict[int, tuple[str, str]]:
    numbers = [number for number, _ in block.rows]
    query = select(ImportRefusal.row, ImportRefusal.code, ImportRefusal.field).where(
        ImportRefusal.run_id == run.id,
        ImportRefusal.trial.is_(run.state in ("mapping", "checked", "checking")),
        ImportRefusal.row.between(min(numbers), max(numbers)),
        ImportRefusal.subject == block.subject,
    )
    return {row: (code, field) for row, code, field in db.session.execute(query)}


def _safe(cell) -> str:
    """What a spreadsheet would run as a formula stands as text; a telephone number keeps its plus."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) and not text[1:].replace(" ", "").isdigit() else text


def _line(cells: list) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
