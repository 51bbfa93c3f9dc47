"""Parts of answers, each with what became of it; and how often each article was read."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "outgoing_part",
        sa.Column("id", BIG, nullable=False),
        sa.Column("message_id", BIG, nullable=False),
        sa.Column("inbox_id", BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("external_index", sa.LargeBinary(length=16), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_outgoing_part_message", "outgoing_part", ["message_id", "inbox_id"])
    op.create_index("ix_outgoing_part_external", "outgoing_part", ["inbox_id", "external_index"])
    op.create_table(
        "article_reads",
        sa.Column("article_id", BIG, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"]),
        sa.PrimaryKeyConstraint("article_id", "language", "day"),
    )


def downgrade() -> None:
    for table in ("article_reads", "outgoing_part"):
        op.drop_table(table)
