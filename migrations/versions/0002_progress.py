"""Progress: what of an answer that takes several calls has been sent already."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("outgoing") as table:
        table.add_column(sa.Column("progress", sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("outgoing") as table:
        table.drop_column("progress")
