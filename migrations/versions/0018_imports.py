"""Imports: files that were taken in, their rows until a week later, what came of them, and the way back."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
AT_WORK = sa.text("state IN ('reading', 'checking', 'running', 'undoing')")


def upgrade() -> None:
    op.create_table(
        "import_key",
        sa.Column("id", BIG, nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("external", sa.LargeBinary(length=16), nullable=False),
        sa.Column("object_id", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source", "kind", "external", name="ux_import_key"),
    )
    op.create_index("ix_import_key_object", "import_key", ["kind", "object_id"], unique=False)
    op.create_table(
        "import_run",
        sa.Column("id", BIG, nullable=False),
        sa.Column("row_key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("file_key", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("samples_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("same", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("checked", sa.JSON(), nullable=True),
        sa.Column("trouble", sa.String(), nullable=True),
        sa.Column("by_id", BIG, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("started_at", INSTANT, nullable=True),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"],
            ["agent.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_import_run_at_work", "import_run", ["id"], unique=False, sqlite_where=AT_WORK, postgresql_where=AT_WORK
    )
    op.create_table(
        "import_block",
        sa.Column("id", BIG, nullable=False),
        sa.Column("run_id", BIG, nullable=False),
        sa.Column("row_key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("rows_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ux_import_block", "import_block", ["run_id", "first"], unique=True)
    op.create_table(
        "import_refusal",
        sa.Column("id", BIG, nullable=False),
        sa.Column("run_id", BIG, nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("trial", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_import_refusal", "import_refusal", ["run_id", "trial", "id"], unique=False)
    op.create_table(
        "import_trace",
        sa.Column("id", BIG, nullable=False),
        sa.Column("run_id", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("object_id", BIG, nullable=False),
        sa.Column("made", sa.Boolean(), nullable=False),
        sa.Column("row_key", sa.LargeBinary(length=16), nullable=True),
        sa.Column("before_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_import_trace", "import_trace", ["run_id", "id"], unique=False)
    op.create_index("ix_import_trace_object", "import_trace", ["kind", "object_id"], unique=False)


def downgrade() -> None:
    for table in ("import_trace", "import_refusal", "import_block", "import_run", "import_key"):
        op.drop_table(table)
