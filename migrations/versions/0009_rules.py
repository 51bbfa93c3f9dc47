"""Rules: rules with their versions and runs, rehearsals, and webhooks with their deliveries."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)
WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    op.create_table(
        "rule",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("triggers", sa.JSON(), nullable=False),
        sa.Column("conditions", sa.JSON(), nullable=False),
        sa.Column("actions", sa.JSON(), nullable=False),
        sa.Column("stops", sa.Boolean(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", AT, nullable=False),
        sa.Column("updated_at", AT, nullable=False),
        sa.Column("dropped_at", AT),
        sa.Column("trouble", sa.JSON()),
        sa.Column("trouble_at", AT),
    )
    op.create_table(
        "rule_version",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("rule_id", BIG, sa.ForeignKey("rule.id"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("triggers", sa.JSON(), nullable=False),
        sa.Column("conditions", sa.JSON(), nullable=False),
        sa.Column("actions", sa.JSON(), nullable=False),
        sa.Column("stops", sa.Boolean(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("agent_id", BIG),
        sa.Column("restored_from", sa.Integer()),
    )
    op.create_index("ux_rule_version", "rule_version", ["rule_id", "version"], unique=True)
    op.create_table(
        "rule_stamp",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("stamp", BIG, nullable=False),
    )
    op.create_table(
        "rule_run",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("ticket_id", BIG, nullable=False),
        sa.Column("event_id", BIG),
        sa.Column("at", AT, nullable=False),
        sa.Column("trigger", sa.String(), nullable=False),
        sa.Column("looked_at", sa.Integer(), nullable=False),
        sa.Column("matched", sa.JSON(), nullable=False),
        sa.Column("missed", sa.JSON(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("cut", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_rule_run_ticket", "rule_run", ["ticket_id", "id"])
    op.create_table(
        "rule_match",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("rule_id", BIG, nullable=False),
        sa.Column("ticket_id", BIG, nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("since", AT),
    )
    op.create_index("ix_rule_match_rule", "rule_match", ["rule_id", "at"])
    op.create_index("ux_rule_match_since", "rule_match", ["rule_id", "ticket_id", "since"], unique=True)
    _rehearsals()
    _webhooks()


def _rehearsals() -> None:
    op.create_table(
        "rehearsal",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("agent_id", BIG),
        sa.Column("rule_id", BIG),
        sa.Column("subject", sa.JSON(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("until", AT, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("created_at", AT, nullable=False),
        sa.Column("ended_at", AT),
        sa.Column("lease_until", AT),
    )
    op.create_index("ix_rehearsal_rule", "rehearsal", ["rule_id", "id"])
    op.create_index("ix_rehearsal_state", "rehearsal", ["state", "id"])
    op.create_table(
        "rehearsed_move",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("rehearsal_id", BIG, nullable=False),
        sa.Column("ticket_id", BIG, nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
    )
    op.create_index("ix_rehearsed_move", "rehearsed_move", ["rehearsal_id", "id"])


def _webhooks() -> None:
    op.create_table(
        "webhook",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("row_key", sa.LargeBinary(16), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("secret_sealed", sa.LargeBinary()),
        sa.Column("events", sa.JSON(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("created_at", AT, nullable=False),
    )
    op.create_table(
        "webhook_delivery",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("webhook_id", BIG, sa.ForeignKey("webhook.id"), nullable=False),
        sa.Column("event_id", BIG),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", AT, nullable=False),
        sa.Column("due_at", AT),
        sa.Column("lease_until", AT),
        sa.Column("ended_at", AT),
        sa.Column("status", sa.Integer()),
        sa.Column("error", sa.String(), nullable=False),
    )
    op.create_index("ix_webhook_delivery_webhook", "webhook_delivery", ["webhook_id", "id"])
    op.create_index("ux_webhook_delivery_event", "webhook_delivery", ["webhook_id", "event_id", "name"], unique=True)
    op.create_index("ix_webhook_delivery_due", "webhook_delivery", ["due_at"], sqlite_where=WAITING,
                    postgresql_where=WAITING)


def downgrade() -> None:
    for table in ("webhook_delivery", "webhook", "rehearsed_move", "rehearsal", "rule_match", "rule_run", "rule_stamp",
                  "rule_version", "rule"):
        op.drop_table(table)
