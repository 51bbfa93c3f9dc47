"""By address: what an address said and heard is found by it alone, so that forgetting one reads no whole table."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

KNOWN, INBOUND, REPLY = (sa.text(one) for one in ("identity_id IS NOT NULL", "kind = 'inbound'", "kind = 'reply'"))


def upgrade() -> None:
    _drop({"ix_message_answered": "message", "ix_message_address": "message", "ix_outgoing_address": "outgoing"})
    _index("ix_message_address", "message", ["identity_id", "inbox_id", "kind", "at"], KNOWN)
    op.create_index("ix_outgoing_address", "outgoing", ["identity_id", "inbox_id", "created_at"])
    op.create_index("ix_phone_call_identity_id", "phone_call", ["identity_id"])


def downgrade() -> None:
    _drop(
        {"ix_phone_call_identity_id": "phone_call", "ix_outgoing_address": "outgoing", "ix_message_address": "message"}
    )
    op.create_index("ix_outgoing_address", "outgoing", ["inbox_id", "identity_id", "created_at"])
    _index("ix_message_address", "message", ["inbox_id", "identity_id", "at"], INBOUND)
    _index("ix_message_answered", "message", ["inbox_id", "identity_id", "at"], REPLY)


def _drop(names: dict[str, str]) -> None:
    for name, table in names.items():
        op.drop_index(name, table)


def _index(name: str, table: str, columns: list[str], where) -> None:
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
