"""Order of the queue: within a priority, who must be answered soonest comes first."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

QUEUED = sa.text(
    "assignee_id IS NULL AND status IN ('new','open') AND spam_at IS NULL AND trashed_at IS NULL"
    " AND merged_into_id IS NULL"
)


def _order_by(*columns: str) -> None:
    op.drop_index("ix_ticket_queue", table_name="ticket")
    op.create_index("ix_ticket_queue", "ticket", list(columns), sqlite_where=QUEUED, postgresql_where=QUEUED)


def upgrade() -> None:
    _order_by("team_id", "priority", "due_at", "waiting_since", "id")


def downgrade() -> None:
    _order_by("team_id", "priority", "waiting_since", "id")
