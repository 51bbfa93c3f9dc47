"""More arrives: reactions, consent, and files that are fetched after their message."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ADDED = {
    "message": [("reaction", sa.String()), ("reaction_at", sa.DateTime(timezone=True))],
    "early_receipt": [("emoji", sa.String())],
    "identity": [("stopped_at", sa.DateTime(timezone=True)), ("stopped_word", sa.String()),
                 ("consent_at", sa.DateTime(timezone=True))],
    "attachment": [("state", sa.String()), ("error", sa.String())],
}
UNDONE = sa.text("state IN ('waiting','fetching')")


def upgrade() -> None:
    for name, columns in ADDED.items():
        with op.batch_alter_table(name) as table:
            for column, kind in columns:
                table.add_column(sa.Column(column, kind, nullable=True))
    op.create_table(
        "media_fetch",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
        sa.Column("row_key", sa.LargeBinary(16), nullable=False),
        sa.Column("inbox_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), sa.ForeignKey("inbox.id"),
                  nullable=False),
        sa.Column("attachment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
                  sa.ForeignKey("attachment.id"), nullable=False),
        sa.Column("how_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("error", sa.String(), nullable=True))
    inbound = sa.text("kind = 'inbound'")
    op.create_index("ix_message_address", "message", ["inbox_id", "identity_id", "at"], sqlite_where=inbound,
                    postgresql_where=inbound)
    op.create_index("ix_outgoing_address", "outgoing", ["inbox_id", "identity_id", "created_at"])
    op.create_index("ux_media_fetch_attachment", "media_fetch", ["attachment_id"], unique=True)
    op.create_index("ix_media_fetch_due", "media_fetch", ["due_at"], sqlite_where=UNDONE, postgresql_where=UNDONE)


def downgrade() -> None:
    op.drop_table("media_fetch")
    op.drop_index("ix_outgoing_address", "outgoing")
    op.drop_index("ix_message_address", "message")
    for name, columns in ADDED.items():
        with op.batch_alter_table(name) as table:
            for column, _ in columns:
                table.drop_column(column)
