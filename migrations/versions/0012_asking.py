"""Asking: surveys and what is answered, promises, and how long each inbox waits for its customers."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _make_surveys()
    _make_responses()
    _make_promises()
    op.create_table(
        "patience",
        sa.Column("inbox_id", BIG, primary_key=True, autoincrement=False),
        sa.Column("solved_days", sa.Integer(), nullable=False),
        sa.Column("nudges", sa.Integer(), nullable=False),
        sa.Column("nudge_hours", sa.Integer(), nullable=False),
        sa.Column("close_hours", sa.Integer(), nullable=False),
    )
    op.create_table(
        "pending_wait",
        sa.Column("ticket_id", BIG, sa.ForeignKey("ticket.id"), primary_key=True, autoincrement=False),
        sa.Column("since", AT, nullable=False),
        sa.Column("said", sa.Integer(), nullable=False),
        sa.Column("due_at", AT, nullable=False),
    )
    op.create_index("ix_pending_wait_due", "pending_wait", ["due_at"])


def _make_surveys() -> None:
    op.create_table(
        "survey",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("delay_minutes", sa.Integer(), nullable=False),
        sa.Column("expires_days", sa.Integer(), nullable=False),
        sa.Column("remind_hours", sa.Integer(), nullable=False),
        sa.Column("rest_days", sa.Integer(), nullable=False),
        sa.Column("low_at", sa.Integer()),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("created_at", AT, nullable=False),
        sa.Column("updated_at", AT, nullable=False),
    )
    op.create_index("ux_survey_key", "survey", ["key"], unique=True)
    op.create_table(
        "survey_occasion",
        sa.Column("inbox_id", BIG, primary_key=True, autoincrement=False),
        sa.Column("survey_id", BIG, sa.ForeignKey("survey.id")),
    )


def _make_responses() -> None:
    op.create_table(
        "survey_response",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("row_key", sa.LargeBinary(16), nullable=False),
        sa.Column("survey_id", BIG, sa.ForeignKey("survey.id"), nullable=False),
        sa.Column("ticket_id", BIG, sa.ForeignKey("ticket.id"), nullable=False),
        sa.Column("customer_id", BIG, sa.ForeignKey("customer.id"), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("why", sa.String()),
        sa.Column("on_solve", sa.Boolean(), nullable=False),
        sa.Column("created_at", AT, nullable=False),
        sa.Column("due_at", AT),
        sa.Column("sent_at", AT),
        sa.Column("reminded_at", AT),
        sa.Column("expires_at", AT),
        sa.Column("inbox_id", BIG),
        sa.Column("identity_id", BIG),
        sa.Column("message_id", BIG),
        sa.Column("question", sa.String()),
        sa.Column("heard_index", sa.LargeBinary(16)),
        sa.Column("agent_id", BIG),
        sa.Column("team_id", BIG),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("topic", sa.String()),
        sa.Column("segments", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("score", sa.Integer()),
        sa.Column("low", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.String()),
        sa.Column("answered_at", AT),
        sa.Column("changed_at", AT),
    )
    table = "survey_response"
    _index("ux_survey_response_once", table, ["ticket_id", "survey_id"],
           "state IN ('planned','asked','answered')", unique=True)
    _index("ix_survey_response_due", table, ["due_at"], "due_at IS NOT NULL")
    _index("ix_survey_response_address", table, ["identity_id", "inbox_id", "id"], "identity_id IS NOT NULL")
    _index("ix_survey_response_results", table, ["survey_id", "answered_at"], "answered_at IS NOT NULL")
    op.create_index("ix_survey_response_customer", table, ["customer_id", "id"])
    op.create_index("ix_survey_response_ticket", table, ["ticket_id", "id"])


def _make_promises() -> None:
    op.create_table(
        "promise",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("ticket_id", BIG, sa.ForeignKey("ticket.id"), nullable=False),
        sa.Column("origin_ticket_id", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("agent_id", BIG, sa.ForeignKey("agent.id")),
        sa.Column("team_id", BIG),
        sa.Column("due_at", AT, nullable=False),
        sa.Column("remind_at", AT),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("created_at", AT, nullable=False),
        sa.Column("done_at", AT),
        sa.Column("outcome", sa.String()),
    )
    op.create_index("ix_promise_ticket", "promise", ["ticket_id", "id"])
    op.create_index("ix_promise_due", "promise", ["due_at", "id"])
    _index("ix_promise_open", "promise", ["agent_id", "due_at"], "done_at IS NULL")
    _index("ix_promise_remind", "promise", ["remind_at"], "remind_at IS NOT NULL")


def _index(name: str, table: str, columns: list[str], where: str, unique: bool = False) -> None:
    op.create_index(name, table, columns, unique=unique, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def downgrade() -> None:
    for table in ("pending_wait", "patience", "promise", "survey_response", "survey_occasion", "survey"):
        op.drop_table(table)
