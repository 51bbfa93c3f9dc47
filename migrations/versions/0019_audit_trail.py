"""The audit trail: who looked, handed out, erased, or changed what others may, each entry chained to the one before."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("actor_kind", sa.String(), nullable=False),
        sa.Column("actor", BIG, nullable=True),
        sa.Column("subject", BIG, nullable=True),
        sa.Column("event", BIG, nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("mark", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_audit_subject", "audit_entry", ["subject", "id"])
    op.create_index("ix_audit_actor", "audit_entry", ["actor", "id"])


def downgrade() -> None:
    op.drop_table("audit_entry")
