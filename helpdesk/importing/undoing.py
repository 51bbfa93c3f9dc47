"""The way back: what an import made goes, what it changed becomes what it was, unless somebody has used it since."""

from sqlalchemy import delete, select

from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.hot import get, write
from helpdesk.importing.import_run import ImportRefusal, ImportRun, ImportTrace
from helpdesk.importing.removing import Gone, remove, used_addresses
from helpdesk.importing.subjects import all_subjects

AT_ONCE = 200
OF = {
    "customer": "customers",
    "identity": "customers",
    "organization": "organizations",
    "organization_member": "organizations",
    "customer_order": "orders",
    "ticket": "tickets",
    "article": "articles",
}
KEPT = "undo"  # the subject of a refusal that speaks of a row of ours: `row` is its number here


def step(run: ImportRun) -> None:
    """Take the last traces back, newest first; the last one ends it."""
    with transaction():
        run = get(ImportRun, run.id)
        traces = list(
            db.session.scalars(
                select(ImportTrace).where(ImportTrace.run_id == run.id).order_by(ImportTrace.id.desc()).limit(AT_ONCE)
            )
        )
        if not traces:
            run.state, run.ended_at = "undone", clock.now()
            return
        numbers = [trace.id for trace in traces]
        gone = Gone(used=used_addresses([trace.object_id for trace in traces if trace.kind == "identity"]))
        for trace in traces:
            _take_back(trace, run, gone)
        remove(gone)
        db.session.execute(delete(ImportTrace).where(ImportTrace.id.in_(numbers)))
        run.position += len(numbers)


def _take_back(trace: ImportTrace, run: ImportRun, gone: Gone) -> None:
    why = all_subjects()[OF[trace.kind]].undo(trace, run, gone)
    if why is not None and trace.kind != "identity":
        write(ImportRefusal(run_id=run.id, subject=KEPT, row=trace.object_id, code=why, field=trace.kind, trial=False))
