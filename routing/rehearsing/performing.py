"""Performing a rehearsal: chunk by chunk, each with a word of how far it has come; another process may take it over."""

from datetime import timedelta

import structlog
from sqlalchemy import delete, insert, or_, select, update

from helpdesk import clock
from helpdesk.db import db, transaction
from routing.rehearsal import DONE, FAILED, RUNNING, WAITING, Rehearsal, RehearsedMove
from routing.rehearsing import reading
from routing.rehearsing.subjects import subject_of
from routing.rehearsing.tallying import Tally

log = structlog.get_logger()
LEASE = timedelta(seconds=60)
MOST_MOVES = 20_000  # kept by ticket; the figures count all


def run(number: int) -> None:
    """The job. Who comes second does nothing."""
    row = _claim(number)
    if row is None:
        return
    try:
        _perform(row)
    except Exception as error:
        log.exception("rehearsal failed", rehearsal=number)
        db.session.rollback()
        _end(number, FAILED, error=type(error).__name__)


def run_waiting(as_of=None) -> int:
    """Those whose job was lost, for the sweep."""
    free = or_(
        (Rehearsal.state == WAITING) & (Rehearsal.created_at < clock.now() - timedelta(seconds=5)),
        (Rehearsal.state == RUNNING) & (Rehearsal.lease_until < clock.now()),
    )
    numbers = db.session.scalars(select(Rehearsal.id).where(free).order_by(Rehearsal.id).limit(5)).all()
    for number in numbers:
        run(number)
    return len(numbers)


def _perform(row: Rehearsal) -> None:
    since = row.until - timedelta(days=row.days)
    subject, tally, kept, done = subject_of(row.subject), Tally(), 0, 0
    number, until, total = row.id, row.until, reading.count(since, row.until)
    for pasts, library in reading.chunks(since, until, subject.asked):
        moves = []
        for past in pasts:
            before, after, changes = subject.try_on(past, library, until, tally)
            tally.note(past.row, changes, before, after)
            if changes and kept + len(moves) < MOST_MOVES:
                moves.append({"rehearsal_id": number, "ticket_id": past.row.id, "changes": _plain(changes)})
        done, kept = done + len(pasts), kept + len(moves)
        if not _progress(number, done, total, moves):
            return
    _end(number, DONE, result=tally.result() | {"as_today": subject.as_today} | subject.figures())


@transaction()
def _claim(number: int) -> Rehearsal | None:
    now = clock.now()
    free = or_(Rehearsal.state == WAITING, (Rehearsal.state == RUNNING) & (Rehearsal.lease_until < now))
    claimed = db.session.execute(
        update(Rehearsal)
        .where(Rehearsal.id == number, free)
        .values(state=RUNNING, lease_until=now + LEASE, done=0)
        .execution_options(synchronize_session=False)
    ).rowcount
    if not claimed:
        return None
    db.session.execute(delete(RehearsedMove).where(RehearsedMove.rehearsal_id == number))
    return db.session.get(Rehearsal, number, populate_existing=True)


@transaction()
def _progress(number: int, done: int, total: int, moves: list[dict]) -> bool:
    """False when somebody has stopped it."""
    if moves:
        db.session.execute(insert(RehearsedMove), moves)
    return bool(
        db.session.execute(
            update(Rehearsal)
            .where(Rehearsal.id == number, Rehearsal.state == RUNNING)
            .values(done=done, total=max(done, total), lease_until=clock.now() + LEASE)
            .execution_options(synchronize_session=False)
        ).rowcount
    )


@transaction()
def _end(number: int, state: str, result: dict | None = None, error: str = "") -> None:
    db.session.execute(
        update(Rehearsal)
        .where(Rehearsal.id == number, Rehearsal.state == RUNNING)
        .values(state=state, result=result or {}, error=error, ended_at=clock.now(), lease_until=None)
        .execution_options(synchronize_session=False)
    )


def _plain(changes: dict) -> dict:
    return {
        column: [value.isoformat() if hasattr(value, "isoformat") else value for value in pair]
        for column, pair in changes.items()
    }
