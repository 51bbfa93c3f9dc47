"""Telephone: phone calls, and where calls reach an agent."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
GOING_ON = sa.text("state IN ('dialling', 'ringing', 'talking')")


def upgrade() -> None:
    op.create_table(
        "phone_call",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("inbox_id", BIG, sa.ForeignKey("inbox.id"), nullable=False),
        sa.Column("call_index", sa.LargeBinary(16)),
        sa.Column("ticket_id", BIG, nullable=False),
        sa.Column("message_id", BIG, sa.ForeignKey("message.id")),
        sa.Column("identity_id", BIG, sa.ForeignKey("identity.id"), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("opened", sa.Boolean(), nullable=False),
        sa.Column("rings_at_id", BIG),
        sa.Column("agent_id", BIG),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("seconds", sa.Integer()),
        sa.Column("voicemail", sa.Boolean(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
    )
    op.create_index("ux_phone_call", "phone_call", ["inbox_id", "call_index"], unique=True)
    op.create_index("ix_phone_call_message", "phone_call", ["message_id"])
    op.create_index("ix_phone_call_going_on", "phone_call", ["started_at"], sqlite_where=GOING_ON,
                    postgresql_where=GOING_ON)
    with op.batch_alter_table("agent") as table:
        table.add_column(sa.Column("phone", sa.String(), nullable=True))
        table.add_column(sa.Column("extension", sa.String(), nullable=True))
        table.create_index("ix_agent_phone", ["phone"])
        table.create_index("ix_agent_extension", ["extension"])


def downgrade() -> None:
    with op.batch_alter_table("agent") as table:
        table.drop_index("ix_agent_extension")
        table.drop_index("ix_agent_phone")
        table.drop_column("extension")
        table.drop_column("phone")
    op.drop_table("phone_call")
