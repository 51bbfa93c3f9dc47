"""Limits of time: calendars, policies, clocks, escalations, complaints, notifications."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010_bot"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WHEN = sa.DateTime(timezone=True)
OPEN, DUE = sa.text("ended_at IS NULL"), sa.text("next_at IS NOT NULL")
CLIMBS = sa.text("due_at IS NOT NULL AND ended_at IS NULL")
UNREAD = sa.text("read_at IS NULL")
ACTIVE = sa.text(
    "status IN ('new','open','pending','on_hold') AND spam_at IS NULL AND trashed_at IS NULL AND merged_into_id IS NULL"
)
LISTED = ["due_at", "id", "status", "team_id", "assignee_id", "snoozed_until", "spam_at", "trashed_at", "merged_into_id"]


def _partial(where) -> dict:
    return {"sqlite_where": where, "postgresql_where": where}


def upgrade() -> None:
    _calendars_and_policies()
    _clocks()
    _escalations()
    _complaints()
    _notifications()
    op.add_column("ticket", sa.Column("due_at", WHEN, nullable=True))
    op.add_column("ticket", sa.Column("due_kind", sa.String(), nullable=True))
    op.add_column("ticket", sa.Column("breached_at", WHEN, nullable=True))
    op.create_index("ix_ticket_due", "ticket", LISTED, **_partial(ACTIVE))


def _calendars_and_policies() -> None:
    op.create_table(
        "business_calendar",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("created_at", WHEN, nullable=False),
        sa.Column("updated_at", WHEN, nullable=False),
    )
    op.create_index("ux_business_calendar_name", "business_calendar", ["name"], unique=True)
    op.create_index("ux_business_calendar_default", "business_calendar", ["is_default"], unique=True,
                    **_partial(sa.text("is_default")))
    op.create_table(
        "sla_policy",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("key", sa.String()),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("conditions", sa.JSON(), nullable=False),
        sa.Column("targets", sa.JSON(), nullable=False),
        sa.Column("pauses", sa.JSON(), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("warn_percent", sa.Integer(), nullable=False),
        sa.Column("reopening", sa.String(), nullable=False),
        sa.Column("calendar_id", BIG, sa.ForeignKey("business_calendar.id")),
        sa.Column("created_at", WHEN, nullable=False),
        sa.Column("updated_at", WHEN, nullable=False),
    )
    op.create_index("ux_sla_policy_key", "sla_policy", ["key"], unique=True)
    op.create_table(
        "sla_choice",
        sa.Column("ticket_id", BIG, sa.ForeignKey("ticket.id"), primary_key=True),
        sa.Column("policy_id", BIG, sa.ForeignKey("sla_policy.id")),
    )


def _clocks() -> None:
    op.create_table(
        "sla_clock",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("ticket_id", BIG, sa.ForeignKey("ticket.id"), nullable=False),
        sa.Column("metric", sa.String(), nullable=False),
        sa.Column("policy_id", BIG, nullable=False),
        sa.Column("calendar_id", BIG),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("used_us", sa.BigInteger(), nullable=False),
        sa.Column("started_at", WHEN, nullable=False),
        sa.Column("running_since", WHEN),
        sa.Column("due_at", WHEN),
        sa.Column("next_at", WHEN),
        sa.Column("warned_at", WHEN),
        sa.Column("breached_at", WHEN),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("ended_at", WHEN),
        sa.Column("outcome", sa.String()),
    )
    op.create_index("ux_sla_clock_open", "sla_clock", ["ticket_id", "metric"], unique=True, **_partial(OPEN))
    op.create_index("ix_sla_clock_next", "sla_clock", ["next_at", "id"], **_partial(DUE))
    op.create_index("ix_sla_clock_ticket", "sla_clock", ["ticket_id", "id"])


def _escalations() -> None:
    op.create_table(
        "escalation",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("ticket_id", BIG, sa.ForeignKey("ticket.id"), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("by_kind", sa.String(), nullable=False),
        sa.Column("by_id", BIG),
        sa.Column("owner_id", BIG, sa.ForeignKey("agent.id")),
        sa.Column("opened_at", WHEN, nullable=False),
        sa.Column("taken_at", WHEN),
        sa.Column("due_at", WHEN),
        sa.Column("ended_at", WHEN),
        sa.Column("outcome", sa.String()),
        sa.Column("outcome_note", sa.String(), nullable=False),
    )
    op.create_index("ux_escalation_open", "escalation", ["ticket_id", "reason"], unique=True, **_partial(OPEN))
    op.create_index("ix_escalation_due", "escalation", ["due_at"], **_partial(CLIMBS))
    op.create_index("ix_escalation_desk", "escalation", ["level", "opened_at"], **_partial(OPEN))
    op.create_index("ix_escalation_ticket", "escalation", ["ticket_id", "id"])
    op.create_table(
        "escalation_step",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("escalation_id", BIG, sa.ForeignKey("escalation.id"), nullable=False),
        sa.Column("at", WHEN, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by_kind", sa.String(), nullable=False),
        sa.Column("by_id", BIG),
        sa.Column("data", sa.JSON(), nullable=False),
    )
    op.create_index("ix_escalation_step_escalation_id", "escalation_step", ["escalation_id"])
    op.create_table(
        "escalation_plan",
        sa.Column("level", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("business", sa.Boolean(), nullable=False),
    )


def _complaints() -> None:
    op.create_table(
        "complaint",
        sa.Column("ticket_id", BIG, sa.ForeignKey("ticket.id"), primary_key=True),
        sa.Column("received_at", WHEN, nullable=False),
        sa.Column("answered_at", WHEN),
        sa.Column("proposal_at", WHEN),
        sa.Column("agreed_at", WHEN),
        sa.Column("followed_up_at", WHEN),
        sa.Column("withdrawn_at", WHEN),
        sa.Column("proposal", sa.String(), nullable=False),
        sa.Column("cause", sa.String()),
        sa.Column("lesson", sa.String(), nullable=False),
        sa.Column("article_id", BIG),
        sa.Column("rule_id", BIG),
        sa.Column("learned_at", WHEN),
    )


def _notifications() -> None:
    op.create_table(
        "notification",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("agent_id", BIG, sa.ForeignKey("agent.id"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("ticket_id", BIG),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("key", sa.String()),
        sa.Column("at", WHEN, nullable=False),
        sa.Column("read_at", WHEN),
    )
    op.create_index("ix_notification_agent", "notification", ["agent_id", "id"])
    op.create_index("ix_notification_unread", "notification", ["agent_id", "id"], **_partial(UNREAD))
    op.create_index("ux_notification_key", "notification", ["agent_id", "key"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_ticket_due", "ticket")
    for column in ("due_at", "due_kind", "breached_at"):
        op.drop_column("ticket", column)
    for table in ("notification", "complaint", "escalation_plan", "escalation_step", "escalation", "sla_clock",
                  "sla_choice", "sla_policy", "business_calendar"):
        op.drop_table(table)
