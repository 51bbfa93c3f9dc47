"""Customers' worth: orders, value, segments, organisations, outside facts, and where journeys broke."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _choices_and_segments()
    _buying()
    _organizations()
    _outside()
    _journeys()
    _name_segments()


def _choices_and_segments() -> None:
    op.create_table(
        "customer_choice",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("row_key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("secret_sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "segment",
        sa.Column("id", BIG, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.Column("conditions", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("counted_at", INSTANT, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("created_by_id", BIG, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ux_segment_key", "segment", ["key"], unique=True)
    op.create_table(
        "segment_member",
        sa.Column("customer_id", BIG, autoincrement=False, nullable=False),
        sa.Column("segment_id", BIG, autoincrement=False, nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"]),
        sa.ForeignKeyConstraint(["segment_id"], ["segment.id"]),
        sa.PrimaryKeyConstraint("customer_id", "segment_id"),
    )
    op.create_index("ix_segment_member", "segment_member", ["segment_id", "customer_id"])


def _buying() -> None:
    op.create_table(
        "product",
        sa.Column("id", BIG, nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("price", BIG, nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("image_url", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ux_product_sku", "product", ["sku"], unique=True)
    op.create_table(
        "customer_order",
        sa.Column("id", BIG, nullable=False),
        sa.Column("customer_id", BIG, nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("placed_at", INSTANT, nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("total", BIG, nullable=False),
        sa.Column("refunded", BIG, nullable=False),
        sa.Column("worth", BIG, nullable=True),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_customer_order_customer", "customer_order", ["customer_id", "placed_at", "status", "worth"])
    op.create_index("ix_customer_order_number", "customer_order", ["number"])
    op.create_index("ux_customer_order_external", "customer_order", ["external_id"], unique=True)
    op.create_table(
        "customer_value",
        sa.Column("customer_id", BIG, autoincrement=False, nullable=False),
        sa.Column("valued_at", INSTANT, nullable=True),
        sa.Column("orders", sa.Integer(), nullable=False),
        sa.Column("spend", BIG, nullable=False),
        sa.Column("orders_365d", sa.Integer(), nullable=False),
        sa.Column("spend_365d", BIG, nullable=False),
        sa.Column("first_order_at", INSTANT, nullable=True),
        sa.Column("last_order_at", INSTANT, nullable=True),
        sa.Column("recency", sa.Integer(), nullable=False),
        sa.Column("frequency", sa.Integer(), nullable=False),
        sa.Column("monetary", sa.Integer(), nullable=False),
        sa.Column("rfm", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("lifetime_value", BIG, nullable=False),
        sa.Column("tickets", sa.Integer(), nullable=False),
        sa.Column("tickets_30d", sa.Integer(), nullable=False),
        sa.Column("tickets_90d", sa.Integer(), nullable=False),
        sa.Column("open_tickets", sa.Integer(), nullable=False),
        sa.Column("complaints", sa.Integer(), nullable=False),
        sa.Column("complaints_30d", sa.Integer(), nullable=False),
        sa.Column("first_contact_at", INSTANT, nullable=True),
        sa.Column("last_contact_at", INSTANT, nullable=True),
        sa.Column("last_channel", sa.String(), nullable=True),
        sa.Column("channels", sa.Integer(), nullable=False),
        sa.Column("broken_90d", sa.Integer(), nullable=False),
        sa.Column("last_score", sa.Integer(), nullable=True),
        sa.Column("last_score_at", INSTANT, nullable=True),
        sa.Column("low_scores_90d", sa.Integer(), nullable=False),
        sa.Column("open_promises", sa.Integer(), nullable=False),
        sa.Column("organization_id", BIG, nullable=True),
        sa.Column("vip_agent_id", BIG, nullable=True),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"]),
        sa.ForeignKeyConstraint(["vip_agent_id"], ["agent.id"]),
        sa.PrimaryKeyConstraint("customer_id"),
    )
    op.create_index("ix_customer_value_contact", "customer_value", ["last_contact_at", "customer_id"])


def _organizations() -> None:
    op.create_table(
        "organization",
        sa.Column("id", BIG, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_folded", sa.String(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=True),
        sa.Column("details", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("shared_tickets", sa.Boolean(), nullable=False),
        sa.Column("team_id", BIG, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ux_organization_external", "organization", ["external_id"], unique=True)
    op.create_index("ux_organization_name", "organization", ["name_folded"], unique=True)
    op.create_table(
        "organization_domain",
        sa.Column("domain", sa.String(), nullable=False),
        sa.Column("organization_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"]),
        sa.PrimaryKeyConstraint("domain"),
    )
    op.create_index("ix_organization_domain_organization_id", "organization_domain", ["organization_id"])
    op.create_table(
        "organization_member",
        sa.Column("id", BIG, nullable=False),
        sa.Column("organization_id", BIG, nullable=False),
        sa.Column("customer_id", BIG, nullable=False),
        sa.Column("sees", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"]),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_organization_member", "organization_member", ["organization_id", "customer_id"])
    op.create_index("ix_organization_member_customer", "organization_member", ["customer_id"])


def _outside() -> None:
    op.create_table(
        "outside_answer",
        sa.Column("id", BIG, nullable=False),
        sa.Column("row_key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("customer_id", BIG, nullable=False),
        sa.Column("lines_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("at", INSTANT, nullable=True),
        sa.Column("tried_at", INSTANT, nullable=True),
        sa.Column("error", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ux_outside_answer_customer", "outside_answer", ["customer_id"], unique=True)
    op.create_table(
        "outside_fact",
        sa.Column("id", BIG, nullable=False),
        sa.Column("row_key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("customer_id", BIG, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("word_index", sa.LargeBinary(length=16), nullable=True),
        sa.Column("number", sa.Double(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_outside_fact_customer", "outside_fact", ["customer_id", "key"])
    op.create_index("ix_outside_fact_key", "outside_fact", ["key", "customer_id", "word_index", "number"])


def _journeys() -> None:
    op.create_table(
        "broken_point",
        sa.Column("id", BIG, nullable=False),
        sa.Column("customer_id", BIG, nullable=False),
        sa.Column("ticket_id", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"]),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_broken_point_at", "broken_point", ["at", "kind", "channel"])
    op.create_index("ix_broken_point_customer", "broken_point", ["customer_id", "at"])
    op.create_index("ux_broken_point", "broken_point", ["ticket_id", "kind", "mark"], unique=True)
    op.create_table(
        "channel_switch",
        sa.Column("id", BIG, nullable=False),
        sa.Column("customer_id", BIG, nullable=False),
        sa.Column("from_ticket_id", BIG, nullable=False),
        sa.Column("ticket_id", BIG, nullable=False),
        sa.Column("from_channel", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("smooth", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"]),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_channel_switch_at", "channel_switch", ["at", "from_channel", "channel", "smooth"])
    op.create_index("ix_channel_switch_customer", "channel_switch", ["customer_id", "at"])
    op.create_index("ix_channel_switch_from", "channel_switch", ["from_ticket_id"])
    op.create_index("ux_channel_switch", "channel_switch", ["ticket_id"], unique=True)


def _is(field: str, op_: str, value) -> dict:
    return {"field": field, "op": op_, "value": value}


NAMED = (
    ("high_value", "High value", "高价值", {"all": [_is("value", "is", "high")]}),
    (
        "promising",
        "Promising",
        "潜力客户",
        {
            "all": [
                _is("recency", "at_least", 4),
                _is("frequency", "at_most", 3),
                _is("monetary", "at_least", 3),
                _is("value", "is_not", "high"),
            ]
        },
    ),
    ("asleep", "Asleep", "沉睡客户", {"all": [_is("stage", "is", "asleep")]}),
    (
        "new",
        "New",
        "新客户",
        {
            "any": [
                _is("stage", "is", "new"),
                {"all": [_is("stage", "is", "prospect"), _is("customer_days", "at_most", 30)]},
            ]
        },
    ),
    (
        "at_risk",
        "At risk",
        "流失风险",
        {
            "any": [
                _is("stage", "is", "at_risk"),
                {
                    "all": [
                        _is("value", "in", ["high", "middle"]),
                        {"any": [_is("low_scores_90d", "at_least", 1), _is("broken_90d", "at_least", 3)]},
                    ]
                },
            ]
        },
    ),
    ("complained_lately", "Complained lately", "近期投诉", {"all": [_is("complaints_30d", "at_least", 1)]}),
)


def _name_segments() -> None:
    columns = ("key", "name_en", "name_zh", "conditions", "position", "members", "created_at")
    types = {"conditions": sa.JSON(), "created_at": INSTANT}
    table = sa.table("segment", *(sa.column(name, types.get(name)) for name in columns))
    now = datetime.now(UTC)
    if op.get_bind().dialect.name == "sqlite":
        now = now.replace(tzinfo=None)
    op.bulk_insert(
        table,
        [
            {
                "key": key,
                "name_en": en,
                "name_zh": zh,
                "conditions": conditions,
                "position": position,
                "members": 0,
                "created_at": now,
            }
            for position, (key, en, zh, conditions) in enumerate(NAMED, 1)
        ],
    )


def downgrade() -> None:
    for table in (
        "channel_switch",
        "broken_point",
        "outside_fact",
        "outside_answer",
        "organization_member",
        "organization_domain",
        "organization",
        "customer_value",
        "customer_order",
        "product",
        "segment_member",
        "segment",
        "customer_choice",
    ):
        op.drop_table(table)
