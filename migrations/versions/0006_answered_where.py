"""Answered where: to find the ticket from which an address was answered last."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    replies = sa.text("kind = 'reply'")
    op.create_index("ix_message_answered", "message", ["inbox_id", "identity_id", "at"], sqlite_where=replies,
                    postgresql_where=replies)


def downgrade() -> None:
    op.drop_index("ix_message_answered", "message")
