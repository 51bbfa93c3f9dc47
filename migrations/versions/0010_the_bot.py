"""The bot: how it behaves, what it said and what it was asked in vain."""

import sqlalchemy as sa
from alembic import op

revision = "0010_bot"
down_revision = "0009"

AT = sa.DateTime(timezone=True)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "bot",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("row_key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("inbox_id", NUMBER, nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.Column("tone", sa.String(), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.Column("aim", sa.Double(), nullable=False),
        sa.Column("engine", sa.String(), nullable=True),
        sa.Column("mail", sa.String(), nullable=False),
        sa.Column("model_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("drifted_at", AT, nullable=True),
        sa.Column("created_at", AT, nullable=False),
        sa.Column("updated_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ux_bot_inbox", "bot", ["inbox_id"], unique=True)
    op.create_table(
        "bot_flow",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("phrasings", sa.JSON(), nullable=False),
        sa.Column("version_id", NUMBER, nullable=True),
        sa.Column("updated_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ux_bot_flow_key", "bot_flow", ["key"], unique=True)
    op.create_table(
        "bot_measured",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("base", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("floor", sa.Double(), nullable=False),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.Column("wrong", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ux_bot_measured_base", "bot_measured", ["base"], unique=True)
    op.create_table(
        "kb_gap",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("terms", sa.String(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("not_helpful", sa.Integer(), nullable=False),
        sa.Column("first_at", AT, nullable=False),
        sa.Column("last_at", AT, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("article_id", NUMBER, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_kb_gap_state", "kb_gap", ["state", "language", "last_at"])
    op.create_table(
        "bot_flow_version",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("flow_id", NUMBER, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("made_by", NUMBER, nullable=True),
        sa.Column("made_at", AT, nullable=False),
        sa.ForeignKeyConstraint(
            ["flow_id"],
            ["bot_flow.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ux_bot_flow_version", "bot_flow_version", ["flow_id", "number"], unique=True)
    op.create_table(
        "kb_gap_case",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("gap_id", NUMBER, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("where", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("ticket_id", NUMBER, nullable=True),
        sa.Column("at", AT, nullable=False),
        sa.ForeignKeyConstraint(
            ["gap_id"],
            ["kb_gap.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_kb_gap_case", "kb_gap_case", ["gap_id", "id"])
    op.create_index("ix_kb_gap_case_ticket", "kb_gap_case", ["ticket_id"])
    op.create_table(
        "bot_talk",
        sa.Column("ticket_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("row_key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("bot_id", NUMBER, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("message_id", NUMBER, nullable=True),
        sa.Column("due_at", AT, nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("misses", sa.Integer(), nullable=False),
        sa.Column("offered", sa.JSON(), nullable=False),
        sa.Column("flow_version_id", NUMBER, nullable=True),
        sa.Column("flow_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("ended_why", sa.String(), nullable=True),
        sa.Column("ended_at", AT, nullable=True),
        sa.ForeignKeyConstraint(
            ["bot_id"],
            ["bot.id"],
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["ticket.id"],
        ),
        sa.PrimaryKeyConstraint("ticket_id"),
    )
    op.create_index(
        "ix_bot_talk_due",
        "bot_talk",
        ["due_at"],
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_table(
        "bot_turn",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("bot_id", NUMBER, nullable=False),
        sa.Column("ticket_id", NUMBER, nullable=False),
        sa.Column("message_id", NUMBER, nullable=False),
        sa.Column("reply_id", NUMBER, nullable=True),
        sa.Column("at", AT, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("intent", sa.String(), nullable=False),
        sa.Column("band", sa.String(), nullable=False),
        sa.Column("article_ids", sa.JSON(), nullable=False),
        sa.Column("sureness", sa.Double(), nullable=True),
        sa.Column("suggestion", sa.String(), nullable=True),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column("verdict_by", sa.String(), nullable=True),
        sa.Column("verdict_at", AT, nullable=True),
        sa.ForeignKeyConstraint(
            ["bot_id"],
            ["bot.id"],
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["ticket.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_bot_turn_at", "bot_turn", ["bot_id", "at"])
    op.create_index(
        "ix_bot_turn_judged",
        "bot_turn",
        ["bot_id", "verdict_at"],
        sqlite_where=sa.text("verdict IS NOT NULL"),
        postgresql_where=sa.text("verdict IS NOT NULL"),
    )
    op.create_index("ix_bot_turn_ticket", "bot_turn", ["ticket_id", "id"])
    op.create_index("ux_bot_turn_message", "bot_turn", ["message_id"], unique=True)
    with op.batch_alter_table("ticket") as table:
        table.add_column(sa.Column("bot_since", AT, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("ticket") as table:
        table.drop_column("bot_since")
    for name in (
        "bot_turn",
        "bot_talk",
        "kb_gap_case",
        "bot_flow_version",
        "kb_gap",
        "bot_measured",
        "bot_flow",
        "bot",
    ):
        op.drop_table(name)
