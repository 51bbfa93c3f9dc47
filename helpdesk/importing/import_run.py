"""ImportRun: one file that is taken in, how far it is, and what came of each of its rows."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.crypto import Sealed, row_key_column, sealed_column
from helpdesk.db import BigId, Row, id_column

# reading → mapping → checking → checked → running → done → undoing → undone; each may end as stopped or failed.
AT_WORK = ("reading", "checking", "running", "undoing")
OVER = ("done", "stopped", "failed", "undone")
_AT_WORK = text("state IN ('reading', 'checking', 'running', 'undoing')")


class ImportRun(Row):
    """`position` counts the rows that are done in this state, of `total`. Cells of people are sealed.

    `mapping` is {field: column}; `options` how cells are read and what happens to who is known already.
    """

    __tablename__ = "import_run"

    id: Mapped[int] = id_column()
    row_key: Mapped[bytes] = row_key_column()
    subject: Mapped[str]  # customers, organizations, orders, tickets, articles; of an export: everything
    source: Mapped[str] = mapped_column(default="table")  # or the helpdesk that the file comes from
    filename: Mapped[str] = mapped_column(default="")
    file_key: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="reading")
    columns: Mapped[list] = mapped_column(default=list)
    mapping: Mapped[dict] = mapped_column(default=dict)
    options: Mapped[dict] = mapped_column(default=dict)
    samples_sealed: Mapped[bytes | None] = sealed_column()
    total: Mapped[int] = mapped_column(default=0)
    position: Mapped[int] = mapped_column(default=0)
    made: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    same: Mapped[int] = mapped_column(default=0)
    refused: Mapped[int] = mapped_column(default=0)
    checked: Mapped[dict | None]  # what the trial said: {made, changed, same, refused}
    trouble: Mapped[str | None]  # why it failed, a code of words.py
    by_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"))
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    started_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    ended_at: Mapped[datetime | None] = mapped_column(clock.Instant)

    samples = Sealed("samples_sealed")  # the first rows, for the preview

    __table_args__ = (Index("ix_import_run_at_work", "id", sqlite_where=_AT_WORK, postgresql_where=_AT_WORK),)


class ImportBlock(Row):
    """Some hundred rows of the file, sealed, in their order: [[number of the row, {column: cell}]]."""

    __tablename__ = "import_block"

    id: Mapped[int] = id_column()
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"))
    row_key: Mapped[bytes] = row_key_column()
    first: Mapped[int]  # how many rows come before it
    size: Mapped[int]
    subject: Mapped[str]
    rows_sealed: Mapped[bytes | None] = sealed_column()

    rows = Sealed("rows_sealed")

    __table_args__ = (Index("ux_import_block", "run_id", "first", unique=True),)


class ImportRefusal(Row):
    """A row that was not taken in, and why; its cells stay in its block."""

    __tablename__ = "import_refusal"

    id: Mapped[int] = id_column()
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"))
    subject: Mapped[str]
    row: Mapped[int]
    code: Mapped[str]
    field: Mapped[str] = mapped_column(default="")
    trial: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (Index("ix_import_refusal", "run_id", "trial", "id"),)


class ImportTrace(Row):
    """A row of ours that an import made or changed; `before` is what it was, for the way back."""

    __tablename__ = "import_trace"

    id: Mapped[int] = id_column()
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"))
    kind: Mapped[str]  # the table
    object_id: Mapped[int] = mapped_column(BigId)
    made: Mapped[bool]
    row_key: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    before_sealed: Mapped[bytes | None] = sealed_column()

    before = Sealed("before_sealed")

    __table_args__ = (
        Index("ix_import_trace", "run_id", "id"),
        Index("ix_import_trace_object", "kind", "object_id"),
    )


class ImportKey(Row):
    """What another program called a thing that is ours now, so that taking it in again changes it."""

    __tablename__ = "import_key"

    id: Mapped[int] = id_column()
    source: Mapped[str]
    kind: Mapped[str]
    external: Mapped[bytes] = mapped_column(LargeBinary(16))  # a blind index
    object_id: Mapped[int] = mapped_column(BigId)

    __table_args__ = (
        UniqueConstraint("source", "kind", "external", name="ux_import_key"),
        Index("ix_import_key_object", "kind", "object_id"),
    )
