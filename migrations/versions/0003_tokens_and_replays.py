"""Access tokens that all processes share, and signatures that have been used."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "access_token",
        sa.Column("id", number, nullable=False),
        sa.Column("row_key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("index", sa.LargeBinary(length=16), nullable=False),
        sa.Column("token_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("renew_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ux_access_token_index", "access_token", ["index"], unique=True)
    op.create_table(
        "seen_signature",
        sa.Column("id", number, nullable=False),
        sa.Column("inbox_id", number, nullable=False),
        sa.Column("index", sa.LargeBinary(length=16), nullable=False),
        sa.Column("body", sa.LargeBinary(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ux_seen_signature", "seen_signature", ["inbox_id", "index"], unique=True)
    op.create_index(op.f("ix_seen_signature_at"), "seen_signature", ["at"], unique=False)


def downgrade() -> None:
    op.drop_table("seen_signature")
    op.drop_table("access_token")
