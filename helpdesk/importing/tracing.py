"""Traces: what an import made or changed, so that it can be taken back, and what things were called elsewhere."""

from sqlalchemy import delete, select

from helpdesk.crypto import blind
from helpdesk.db import db
from helpdesk.hot import write, write_many
from helpdesk.importing.import_run import ImportKey, ImportTrace


def made(run, kind: str, number: int, **found) -> None:
    """The import made this row; `found` is what it left it like, to tell later whether anybody used it."""
    told = {"before": found} if found else {}
    write(ImportTrace(run_id=run.id, kind=kind, object_id=number, made=True, **told))


def made_many(run, rows: list[tuple[str, int]]) -> None:
    """The import made these, each (kind, number), in this order."""
    write_many(
        ImportTrace, [{"run_id": run.id, "kind": kind, "object_id": number, "made": True} for kind, number in rows]
    )


def changed(run, kind: str, number: int, before: dict) -> None:
    """The import changed this row; `before` is {name: [what it was, what it is]}."""
    write(ImportTrace(run_id=run.id, kind=kind, object_id=number, made=False, before=before))


def known(run, kind: str, names: list[str]) -> dict[str, int]:
    """Which of these names of the other program are rows of ours already."""
    indexes = {_index(kind, name): name for name in names if name}
    query = select(ImportKey.external, ImportKey.object_id).where(
        ImportKey.source == run.source, ImportKey.kind == kind, ImportKey.external.in_(list(indexes))
    )
    return {indexes[bytes(index)]: number for index, number in db.session.execute(query)}


def remember(run, kind: str, name: str, number: int) -> None:
    """From now on the other program's name is this row."""
    write(ImportKey(source=run.source, kind=kind, external=_index(kind, name), object_id=number))


def _index(kind: str, name: str) -> bytes:
    return blind(f"import.{kind}", name)


def forget(kind: str, number: int) -> None:
    """The row is gone, and what it was called elsewhere with it: it may be taken in again."""
    db.session.execute(delete(ImportKey).where(ImportKey.kind == kind, ImportKey.object_id == number))
