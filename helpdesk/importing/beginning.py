"""Beginning: a file is kept sealed, and read beside; then somebody says which column is what."""

from pathlib import PurePath

from helpdesk import clock, files, jobs
from helpdesk.crypto import seal
from helpdesk.db import db, transaction
from helpdesk.hot import insert
from helpdesk.importing.import_run import AT_WORK, OVER, ImportRun

EXPORT = "export"  # the subject of a run that brings everything another helpdesk has


@transaction()
def begin(*, filename: str, data: bytes, subject: str, by, options: dict | None = None) -> ImportRun:
    """Take a file; it is read by a job. `subject` is one of subjects/, or EXPORT."""
    run = insert(
        ImportRun(
            subject=subject,
            source=EXPORT if subject == EXPORT else "table",
            filename=PurePath(filename).name[:200],
            options=options or {},
            by_id=by.id if by is not None else None,
        )
    )
    run.file_key = run.row_key.hex()
    files.put(run.file_key, seal(data, bound_to=bound(run)))
    wake(run)
    return run


def bound(run: ImportRun) -> str:
    """What the seal of the file is bound to."""
    return f"import_run|file|{run.row_key.hex()}"


@transaction()
def choose(run: ImportRun, mapping: dict[str, str], options: dict) -> None:
    """Say which column each field is in, and how cells are read. Only before it has been taken in."""
    if run.state in ("mapping", "checked"):
        run.mapping, run.options, run.state = mapping, options, "mapping"


@transaction()
def start(run: ImportRun, state: str) -> bool:
    """Begin the trial ("checking"), the taking in ("running") or the way back ("undoing"); False when it cannot be."""
    db.session.refresh(run, with_for_update=True)
    allowed = {
        "checking": ("mapping", "checked"),
        "running": ("mapping", "checked", "stopped"),
        "undoing": ("done", "stopped"),
    }
    if run.state not in allowed[state]:
        return False
    if not (state == "running" and run.state == "stopped"):  # one that was stopped goes on where it was
        run.position = 0
        if state != "undoing":
            run.made = run.changed = run.same = run.refused = 0
    run.state, run.started_at, run.ended_at = state, run.started_at or clock.now(), None
    wake(run)
    return True


@transaction()
def stop(run: ImportRun) -> None:
    """No further: what is in stays in, the rest can follow."""
    db.session.refresh(run, with_for_update=True)
    if run.state in AT_WORK and run.state != "reading":
        run.state = {"checking": "mapping", "running": "stopped", "undoing": "done"}[run.state]


def is_over(run: ImportRun) -> bool:
    """Whether nothing goes on by itself."""
    return run.state in OVER


def wake(run: ImportRun) -> None:
    """Let a worker look at it once this is committed."""
    from helpdesk.importing.working import work

    jobs.wake(work, run.id, queue="slow")
