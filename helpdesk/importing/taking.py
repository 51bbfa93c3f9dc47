"""Taking in a block of rows, or trying to: what it makes, its refusals and the position are one transaction."""

import structlog
from sqlalchemy import delete, select
from sqlalchemy.exc import SQLAlchemyError

from helpdesk import clock
from helpdesk.customers.valuing.nightly import reckon_soon
from helpdesk.db import db, savepoint, transaction
from helpdesk.hot import get, write
from helpdesk.importing.cleaning import read
from helpdesk.importing.field import Outcome, Refused
from helpdesk.importing.import_run import ImportBlock, ImportRefusal, ImportRun
from helpdesk.importing.subjects import all_subjects

log = structlog.get_logger()
MOST_REFUSALS = 100_000  # kept with their reason; further ones are counted
_seen: dict[int, set] = {}  # of a trial: whom its earlier blocks would have made


class _OnlyATrial(Exception):
    """Takes everything back."""


def step(run: ImportRun) -> None:
    """The next block; the last one ends the run."""
    trial = run.state == "checking"
    block = db.session.scalar(
        select(ImportBlock).where(ImportBlock.run_id == run.id, ImportBlock.first == run.position)
    )
    if block is None:
        _end(run, trial)
        return
    numbers, said = zip(*block.rows, strict=True)
    rows = [_clean(run, block.subject, row) for row in said]
    if trial:
        if not run.position:
            _forget_trial(run)
        outcomes = _tried(run, block.subject, rows)
        with transaction():
            _note(run, block, numbers, outcomes, trial=True)
        return
    with transaction():
        run = get(ImportRun, run.id)
        db.session.refresh(run, with_for_update=True)
        if run.state != "running" or run.position != block.first:  # stopped, or another was quicker
            return
        _note(run, block, numbers, _taken(run, block.subject, rows), trial=False)


def cleaned(run: ImportRun, subject: str, row: dict) -> dict:
    """{field: value} of a row. Raises Refused."""
    fields, options, found = all_subjects()[subject].FIELDS, run.options, {}
    mapping = run.mapping if run.source == "table" else None
    for field in fields:
        column = field.name if mapping is None else mapping.get(field.name)
        if column is None and field.needed:
            raise Refused("missing", field.name)
        value = _read(field, row.get(column), options, lenient=mapping is not None) if column is not None else None
        if value is not None:
            found[field.name] = value
    return found


def _read(field, cell, options: dict, lenient: bool):
    try:
        return read(field, cell, options)
    except Refused:
        if field.needed or not (lenient and options.get("leave_out")):
            raise
        return None


def forget_blocks(run: ImportRun) -> None:
    """Forget the cells of the file."""
    with transaction():
        db.session.execute(delete(ImportBlock).where(ImportBlock.run_id == run.id))


def _tried(run: ImportRun, subject: str, rows: list) -> list[Outcome]:
    outcomes: list[Outcome] = []
    try:
        with transaction():
            outcomes = _taken(get(ImportRun, run.id), subject, rows)
            raise _OnlyATrial
    except _OnlyATrial:
        db.session.expire_all()
    return _as_if_kept(run, subject, rows, outcomes)


def _clean(run: ImportRun, subject: str, row: dict) -> dict | Outcome:
    try:
        return cleaned(run, subject, row)
    except Refused as refused:
        return Outcome("refused", refused.code, refused.field)


def _taken(run: ImportRun, subject: str, rows: list[dict | Outcome]) -> list[Outcome]:
    good = [row for row in rows if not isinstance(row, Outcome)]
    taken = iter(_together(all_subjects()[subject], good, run))
    return [row if isinstance(row, Outcome) else next(taken) for row in rows]


def _together(subject, rows: list[dict], run: ImportRun) -> list[Outcome]:
    """All at once; where that fails one by one, so that one bad row costs no other."""
    try:
        with savepoint():
            return subject.take(rows, run)
    except (SQLAlchemyError, ValueError, TypeError, KeyError, AttributeError) as why:
        log.exception("import block failed", run=run.id, error=type(why).__name__)
    return [_alone(subject, row, run) for row in rows]


def _alone(subject, row: dict, run: ImportRun) -> Outcome:
    try:
        with savepoint():
            return subject.take([row], run)[0]
    except (SQLAlchemyError, ValueError, TypeError, KeyError, AttributeError) as why:
        log.warning("import row failed", run=run.id, error=type(why).__name__)
        return Outcome("refused", "failed")


def _as_if_kept(run: ImportRun, subject: str, rows, outcomes: list[Outcome]) -> list[Outcome]:
    """What an earlier block would have made is not made again."""
    keys_of, seen, told = getattr(all_subjects()[subject], "keys", None), _seen.setdefault(run.id, set()), []
    for row, outcome in zip(rows, outcomes, strict=True):
        if keys_of is not None and outcome.what == "made":
            keys = {hash(key) for key in keys_of(row)}
            outcome = Outcome("changed") if keys & seen else outcome
            seen |= keys
        told.append(outcome)
    return told


def _note(run: ImportRun, block: ImportBlock, numbers, outcomes: list[Outcome], *, trial: bool) -> None:
    run = get(ImportRun, run.id)
    for number, outcome in zip(numbers, outcomes, strict=True):
        setattr(run, outcome.what, getattr(run, outcome.what) + 1)
        if outcome.what == "refused" and run.refused <= MOST_REFUSALS:
            about = {"subject": block.subject, "row": number, "code": outcome.code, "field": outcome.field}
            write(ImportRefusal(run_id=run.id, trial=trial, **about))
    run.position = block.first + block.size


def _end(run: ImportRun, trial: bool) -> None:
    with transaction():
        run = get(ImportRun, run.id)
        if trial:
            _seen.pop(run.id, None)
            run.checked = {name: getattr(run, name) for name in ("made", "changed", "same", "refused")}
            run.state = "checked"
            return
        run.state, run.ended_at = "done", clock.now()
        if run.made + run.changed:
            reckon_soon()  # what customers are worth and which segments they are in


def _forget_trial(run: ImportRun) -> None:
    _seen.pop(run.id, None)
    with transaction():
        mine = delete(ImportRefusal).where(ImportRefusal.run_id == run.id, ImportRefusal.trial.is_(True))
        db.session.execute(mine)
