"""One person: who was found to be the same, whose a row was before; and what privacy needs."""

import json

import sqlalchemy as sa
from alembic import op

from helpdesk import crypto

revision = "0008"
down_revision = "0007"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def _partial(name: str, table: str, column: str) -> None:
    where = sa.text(f"{column} IS NOT NULL")
    op.create_index(name, table, [column], sqlite_where=where, postgresql_where=where)


def upgrade() -> None:
    _widen()
    op.create_table(
        "customer_origin",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("table", sa.String(), nullable=False),
        sa.Column("row_id", BIG, nullable=False),
        sa.Column("customer_id", BIG, sa.ForeignKey("customer.id"), nullable=False),
    )
    op.create_index("ux_customer_origin", "customer_origin", ["table", "row_id"], unique=True)
    op.create_index("ix_customer_origin", "customer_origin", ["customer_id"])
    op.create_table(
        "not_the_same",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("one_id", BIG, sa.ForeignKey("customer.id"), nullable=False),
        sa.Column("other_id", BIG, sa.ForeignKey("customer.id"), nullable=False),
        sa.Column("by_id", BIG),
    )
    op.create_index("ux_not_the_same", "not_the_same", ["one_id", "other_id"], unique=True)
    op.create_index("ix_not_the_same", "not_the_same", ["other_id"])
    _forgetting()
    _choosing()


def _widen() -> None:
    with op.batch_alter_table("customer") as table:
        table.add_column(sa.Column("merged_into_id", BIG, nullable=True))
        table.add_column(sa.Column("merged_at", INSTANT, nullable=True))
        table.add_column(sa.Column("held_at", INSTANT, nullable=True))
        table.add_column(sa.Column("held_why_sealed", sa.LargeBinary(), nullable=True))
        table.create_foreign_key("fk_customer_merged_into", "customer", ["merged_into_id"], ["id"])
    _partial("ix_customer_merged", "customer", "merged_into_id")
    _partial("ix_customer_held", "customer", "held_at")
    op.add_column("identity", sa.Column("tail_index", sa.LargeBinary(16), nullable=True))
    op.add_column("identity", sa.Column("domain_index", sa.LargeBinary(16), nullable=True))
    op.add_column("identity", sa.Column("beside_id", BIG, nullable=True))
    _partial("ix_identity_tail", "identity", "tail_index")
    _partial("ix_identity_domain", "identity", "domain_index")
    _index_parts()


def _index_parts() -> None:
    """The addresses that are there already are found by their last digits and their domain, too."""
    connection, last = op.get_bind(), 0
    columns = ("id", "kind", "row_key", "value_sealed", "tail_index", "domain_index")
    identity = sa.table("identity", *map(sa.column, columns))
    some = (
        sa.select(identity.c.id, identity.c.kind, identity.c.row_key, identity.c.value_sealed)
        .where(identity.c.kind.in_(("email", "phone", "whatsapp")), identity.c.value_sealed.is_not(None))
        .order_by(identity.c.id)
        .limit(1000)
    )
    while rows := connection.execute(some.where(identity.c.id > last)).all():
        for number, kind, key, sealed in rows:
            value = json.loads(crypto.unseal(sealed, bound_to=f"identity|value_sealed|{key.hex()}"))
            connection.execute(sa.update(identity).where(identity.c.id == number).values(_parts(kind, value)))
        last = rows[-1].id


def _parts(kind: str, value: str) -> dict:
    digits = "".join(filter(str.isdigit, value)) if kind != "email" else ""
    return {
        "tail_index": crypto.blind("identity.tail", digits[-4:]) if len(digits) > 5 else None,
        "domain_index": crypto.blind("identity.domain", value.rpartition("@")[2]) if kind == "email" else None,
    }


def _forgetting() -> None:
    op.create_table(
        "tombstone",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("inbox_id", BIG, nullable=False),
        sa.Column("index", sa.LargeBinary(16), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
    )
    op.create_index("ux_tombstone", "tombstone", ["scope", "inbox_id", "index"], unique=True)
    op.create_table(
        "erasure",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("subject", BIG, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("by_id", BIG),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("done_at", INSTANT),
        sa.Column("counts", sa.JSON(), nullable=False),
    )
    op.create_index("ux_erasure_key", "erasure", ["key"], unique=True)
    asked = sa.text("state = 'asked'")
    op.create_index("ix_erasure_asked", "erasure", ["id"], sqlite_where=asked, postgresql_where=asked)


def _choosing() -> None:
    op.create_table(
        "consent",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("customer_id", BIG, sa.ForeignKey("customer.id"), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by_kind", sa.String(), nullable=False),
        sa.Column("by_id", BIG),
    )
    op.create_index("ix_consent", "consent", ["customer_id", "purpose", "channel", "id"])
    op.create_table(
        "retention_rule",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String()),
        sa.Column("tag", sa.String()),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("created_by_id", BIG),
        sa.Column("ran_at", INSTANT),
        sa.Column("last_count", sa.Integer(), nullable=False),
    )
    op.create_table(
        "privacy_choice",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("value", sa.JSON(), nullable=False),
    )


def downgrade() -> None:
    for name in ("privacy_choice", "retention_rule", "consent", "erasure", "tombstone", "not_the_same"):
        op.drop_table(name)
    op.drop_table("customer_origin")
    for name in ("ix_identity_domain", "ix_identity_tail"):
        op.drop_index(name, "identity")
    for name in ("beside_id", "domain_index", "tail_index"):
        op.drop_column("identity", name)
    op.drop_index("ix_customer_held", "customer")
    op.drop_index("ix_customer_merged", "customer")
    with op.batch_alter_table("customer") as table:
        table.drop_constraint("fk_customer_merged_into", type_="foreignkey")
        for name in ("held_why_sealed", "held_at", "merged_at", "merged_into_id"):
            table.drop_column(name)
