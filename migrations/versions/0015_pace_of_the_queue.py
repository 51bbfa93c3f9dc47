"""Pace of the queue: how fast a team takes what waits is read from an index."""

from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_index("ix_routing_decision_team", "routing_decision", ["team_id", "outcome", "at"])


def downgrade() -> None:
    op.drop_index("ix_routing_decision_team", table_name="routing_decision")
