"""First promises: the policy for complaints that every installation starts with, and a view of what is due soon."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

HOURS = {"first_reply": 1, "proposal": 8, "solution": 24, "call_back": 72}
COMPLAINT = {
    "key": "complaint",
    "name_en": "Complaints",
    "name_zh": "投诉",
    "description": "Answered within an hour, solved within a day, followed up within three days.",
    "position": 0,
    "enabled": True,
    "conditions": {"all": [{"field": "type", "op": "is", "value": "complaint"}]},
    "targets": [
        {"metric": metric, "priority": priority, "seconds": hours * 3600, "business": False}
        for metric, hours in HOURS.items()
        for priority in ("low", "normal", "high", "urgent")
    ],
    "pauses": {"solution": ["pending", "on_hold"], "proposal": ["on_hold"], "periodic_update": ["pending", "on_hold"]},
    "levels": [
        {"level": 0, "do": [{"action": "notify", "to": ["assignee"]}]},
        {"level": 1, "do": [{"action": "notify", "to": ["assignee", "supervisors"]}, {"action": "escalate", "level": 1}]},
        {"level": 2, "after": 3600, "do": [{"action": "raise_priority"}, {"action": "escalate", "level": 2}]},
    ],
    "warn_percent": 75,
    "reopening": "continue",
}
DUE_SOON = {
    "key": "due_soon",
    "name_en": "Due soon",
    "name_zh": "即将到期",
    "icon": "clock",
    "group": "all",
    "conditions": {
        "all": [
            {"field": "due", "op": "is", "value": True},
            {"field": "category", "op": "in", "value": ["open", "waiting"]},
            {"field": "spam", "op": "is", "value": False},
            {"field": "trashed", "op": "is", "value": False},
            {"field": "merged_into", "op": "unset"},
        ]
    },
    "sort": {"by": "due_at", "descending": False},
    "position": 75,
}


def upgrade() -> None:
    now = datetime.now(UTC)
    if op.get_bind().dialect.name == "sqlite":  # which knows no zones: instants are kept as naive UTC
        now = now.replace(tzinfo=None)
    when = sa.DateTime(timezone=True)
    _insert("sla_policy", {**COMPLAINT, "created_at": now, "updated_at": now}, created_at=when, updated_at=when)
    _insert("ticket_view", {**DUE_SOON, "created_at": now}, created_at=when)


def downgrade() -> None:
    op.execute("DELETE FROM sla_choice WHERE policy_id IN (SELECT id FROM sla_policy WHERE key = 'complaint')")
    op.execute("DELETE FROM sla_policy WHERE key = 'complaint'")
    op.execute("DELETE FROM ticket_view WHERE key = 'due_soon'")


def _insert(table: str, row: dict, **kinds) -> None:
    columns = [
        sa.column(name, kinds.get(name, sa.JSON() if isinstance(value, dict | list) else None))
        for name, value in row.items()
    ]
    op.bulk_insert(sa.table(table, *columns), [row])
