"""Forgetting the cells of files: after a week, and at once when somebody is erased who may stand in them."""

from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select

from helpdesk.customers.belongings import Leaving, when_leaving
from helpdesk.db import db, transaction
from helpdesk.importing.import_run import OVER, ImportBlock, ImportRun, ImportTrace

KEPT = timedelta(days=7)
MOST = 50  # runs at a time


def forget_old(as_of: datetime) -> int:
    """Forget the cells of what ended, or was begun and left, a week ago; returns of how many files."""
    old = (ImportRun.created_at < as_of - KEPT, exists().where(ImportBlock.run_id == ImportRun.id))
    over = ImportRun.state.in_((*OVER, "mapping", "checked"))
    with transaction():
        runs = list(db.session.scalars(select(ImportRun).where(*old, over).limit(MOST)))
        for run in runs:
            _forget(run)
    return len(runs)


@transaction()
def forget_person(leaving: Leaving) -> None:
    """Who is erased may stand in any file: the cells of all that are not being taken in are forgotten."""
    for run in db.session.scalars(select(ImportRun).where(ImportRun.state.in_((*OVER, "mapping", "checked")))):
        _forget(run)
    gone = (("customer", leaving.customers), ("identity", leaving.identities), ("ticket", leaving.tickets))
    for kind, numbers in gone:
        db.session.execute(delete(ImportTrace).where(ImportTrace.kind == kind, ImportTrace.object_id.in_(numbers)))


def _forget(run: ImportRun) -> None:
    run.samples = None
    if run.state in ("mapping", "checked"):
        run.state = "stopped" if run.position else "failed"
    db.session.execute(delete(ImportBlock).where(ImportBlock.run_id == run.id))


when_leaving(forget_person)
