"""Assignment: plans of teams, profiles and skills of agents, recalls, and what the classifier learned and thought."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)
SHOWN = "spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"
ACTIVE = sa.text(f"status IN ('new','open','pending','on_hold') AND {SHOWN}")
QUEUED = sa.text(f"assignee_id IS NULL AND status IN ('new','open') AND {SHOWN}")
ACTIVE_BEFORE = ["assignee_id", "last_message_at", "id", "status", "team_id", "snoozed_until", "spam_at",
                 "trashed_at", "merged_into_id"]


def _replace(name: str, columns: list[str], where) -> None:
    op.drop_index(name, table_name="ticket")
    op.create_index(name, "ticket", columns, sqlite_where=where, postgresql_where=where)


def upgrade() -> None:
    op.create_table(
        "routing_plan",
        sa.Column("team_id", BIG, autoincrement=False, nullable=False),
        sa.Column("strategies", sa.JSON(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("calendar_id", BIG, nullable=True),
        sa.Column("overflow_team_id", BIG, nullable=True),
        sa.Column("overflow_seconds", sa.Integer(), nullable=True),
        sa.Column("on_leaving", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("team_id"),
    )
    op.create_table(
        "routing_profile",
        sa.Column("agent_id", BIG, autoincrement=False, nullable=False),
        sa.Column("limits", sa.JSON(), nullable=False),
        sa.Column("calendar_id", BIG, nullable=True),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("agent_id"),
    )
    op.create_table(
        "agent_skill",
        sa.Column("agent_id", BIG, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("agent_id", "kind", "key"),
    )
    op.create_index("ix_agent_skill_key", "agent_skill", ["kind", "key"])
    op.create_table(
        "skill",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("asked_by", sa.JSON(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "routing_recall",
        sa.Column("ticket_id", BIG, autoincrement=False, nullable=False),
        sa.Column("agent_id", BIG, nullable=False),
        sa.Column("due_at", AT, nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("ticket_id"),
    )
    op.create_index("ix_routing_recall_due", "routing_recall", ["due_at"])
    op.create_index("ix_routing_recall_agent", "routing_recall", ["agent_id"])
    op.create_table(
        "routing_setting",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    _make_the_classifiers_tables()
    with op.batch_alter_table("routing_decision") as table:
        table.add_column(sa.Column("facts", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("routing_decision") as table:
        table.alter_column("facts", existing_type=sa.JSON(), server_default=None)
    _replace("ix_ticket_queue", ["team_id", "priority", "waiting_since", "id"], QUEUED)
    _replace("ix_ticket_active_assignee", [*ACTIVE_BEFORE, "channel"], ACTIVE)


def _make_the_classifiers_tables() -> None:
    op.create_table(
        "classifier_model",
        sa.Column("id", BIG, nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("trained_at", AT, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("texts", sa.Integer(), nullable=False),
        sa.Column("threshold", sa.Double(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_classifier_model_target", "classifier_model", ["target", "id"])
    used = sa.text("state = 'used'")
    op.create_index("ux_classifier_model_used", "classifier_model", ["target"], unique=True, sqlite_where=used,
                    postgresql_where=used)
    op.create_table(
        "classifier_guess",
        sa.Column("ticket_id", BIG, autoincrement=False, nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("model_id", BIG, nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("sureness", sa.Double(), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("sure", sa.Boolean(), nullable=False),
        sa.Column("acted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("ticket_id", "target"),
    )
    op.create_index("ix_classifier_guess_model", "classifier_guess", ["model_id", "target"])


def downgrade() -> None:
    _replace("ix_ticket_active_assignee", ACTIVE_BEFORE, ACTIVE)
    _replace("ix_ticket_queue", ["team_id", "waiting_since", "id"], QUEUED)
    with op.batch_alter_table("routing_decision") as table:
        table.drop_column("facts")
    for table in ("classifier_guess", "classifier_model", "routing_setting", "routing_recall", "skill", "agent_skill",
                  "routing_profile", "routing_plan"):
        op.drop_table(table)
