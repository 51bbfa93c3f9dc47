"""Working: a run is carried on in small steps, each whole or not at all, whoever dies in between."""

import time

import structlog
from sqlalchemy import select

from helpdesk import clock, files, jobs, lease
from helpdesk.crypto import unseal
from helpdesk.db import db, transaction
from helpdesk.hot import get, write
from helpdesk.importing import taking, undoing
from helpdesk.importing.beginning import bound, wake
from helpdesk.importing.guessing import guess
from helpdesk.importing.import_run import AT_WORK, ImportBlock, ImportRun
from helpdesk.importing.opening import open_file
from helpdesk.importing.regions import region_of
from helpdesk.importing.subjects import all_subjects
from helpdesk.importing.tables import Unreadable

log = structlog.get_logger()
A_BLOCK = 200  # rows a transaction: others write in between
LEASE, TURN = 60.0, 240.0  # seconds: of silence until another worker goes on; until others of the queue have theirs
SAMPLES = 50


def work(run_id: int) -> None:
    """Carry this run on for a while; the job that the rows are the truth of."""
    jobs.woken(work, run_id)
    name = f"import:{run_id}"
    if not lease.take(name, LEASE):
        return
    until = time.monotonic() + TURN
    try:
        while time.monotonic() < until and step(run_id):
            lease.take(name, LEASE)
    finally:
        lease.give_back(name)
    with transaction():
        run = get(ImportRun, run_id)
        if run is not None and run.state in AT_WORK:
            wake(run)


def step(run_id: int) -> bool:
    """One step; False when there is nothing more to do."""
    db.session.expire_all()
    run = get(ImportRun, run_id)
    if run is None or run.state not in AT_WORK:
        return False
    {"reading": _read, "checking": taking.step, "running": taking.step, "undoing": undoing.step}[run.state](run)
    return True


def carry_on(as_of) -> None:
    """Wake what a crash left behind."""
    with transaction():
        for run in db.session.scalars(select(ImportRun).where(ImportRun.state.in_(AT_WORK)).limit(20)):
            wake(run)


def _read(run: ImportRun) -> None:
    """Read the file into sealed blocks, from the beginning if it was interrupted."""
    try:
        opened = open_file(run.filename, unseal(files.get(run.file_key), bound_to=bound(run)), run.source)
        taking.forget_blocks(run)
        total, samples = 0, []
        for subject, rows in _blocks(opened.rows, opened.first):
            with transaction():
                write(
                    ImportBlock(run_id=run.id, first=total, size=len(rows), subject=subject or run.subject, rows=rows)
                )
            samples += [row for _, row in rows][: SAMPLES - len(samples)]
            total += len(rows)
            lease.take(f"import:{run.id}", LEASE)
        if not total:
            raise Unreadable("empty")
    except Unreadable as why:
        _fail(run, why.code)
        return
    except FileNotFoundError:
        _fail(run, "empty")
        return
    with transaction():
        run = get(ImportRun, run.id)
        run.source, run.columns, run.total, run.state = opened.source, opened.columns, total, "mapping"
        run.samples = [_written(row) for row in samples]
        if opened.source == "table" and not run.mapping:
            run.mapping = guess(opened.columns, samples, all_subjects()[run.subject].FIELDS)
        if "region" not in run.options:
            phones = [row.get(run.mapping.get("phone")) for row in samples]
            run.options = {**run.options, "region": region_of(phones)}
    _drop_file(run)


def _blocks(rows, first: int):
    """Runs of rows of one subject, numbered as they stand in the file; empty ones are left out."""
    block, of = [], None
    for number, (subject, row) in enumerate(rows, first):
        if not row:
            continue
        if block and (subject != of or len(block) == A_BLOCK):
            yield of, block
            block = []
        of = subject
        block.append([number, _written(row)])
    if block:
        yield of, block


def _written(row: dict) -> dict:
    return {
        name: clock.iso(cell) if hasattr(cell, "tzinfo") and cell.tzinfo else _plain(cell) for name, cell in row.items()
    }


def _plain(cell):
    return cell if cell is None or isinstance(cell, str | int | float | bool | list | dict) else str(cell)


def _fail(run: ImportRun, code: str) -> None:
    with transaction():
        run = get(ImportRun, run.id)
        run.state, run.trouble, run.ended_at = "failed", code, clock.now()
    _drop_file(run)


def _drop_file(run: ImportRun) -> None:
    if run.file_key:
        files.remove(run.file_key)
        with transaction():
            get(ImportRun, run.id).file_key = None
