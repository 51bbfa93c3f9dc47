"""Numbers once: which numbers of deleted rows are never given again, on SQLite."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.create_table(
        "retired_number",
        sa.Column("of_table", sa.String(), primary_key=True),
        sa.Column("highest", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("retired_number")
