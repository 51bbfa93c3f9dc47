"""SlaPolicy: by when what is promised, for which tickets, and what happens when it is not kept."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import Row, id_column

METRICS = ("first_reply", "next_reply", "solution", "call_back", "periodic_update", "proposal")
REOPENINGS = ("continue", "count", "restart")
ACTIONS = ("notify", "raise_priority", "reassign", "escalate", "webhook")
# A reply nobody has given yet waits whatever the status says; a solution waits for the customer and for others.
PAUSES = {"solution": ["pending", "on_hold"], "proposal": ["on_hold"], "periodic_update": ["pending", "on_hold"]}
# That of the policy for complaints (migrations/versions/0017).
SHIPPED_DESCRIPTION = (
    "Answered within an hour, solved within a day, followed up within three days.",
    "一小时内回复，一天内解决，三天内回访。",
)


class SlaPolicy(Row):
    """The first policy whose conditions hold is a ticket's.

    `targets`: [{"metric", "priority", "seconds", "business"}] · `pauses`: {metric: [status]} · `levels`: what happens,
    [{"level": 0 (warning), 1 (breach), 2 …, "after": seconds beyond the breach, "do": [{"action", …}]}] ·
    `warn_percent`: of the target, when the warning comes; 0 for none · `reopening`: what the time of solution does.
    """

    __tablename__ = "sla_policy"
    id: Mapped[int] = id_column()
    key: Mapped[str | None]
    name_en: Mapped[str]
    name_zh: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=1000)
    enabled: Mapped[bool] = mapped_column(default=True)
    conditions: Mapped[dict] = mapped_column(default=lambda: {"all": []})
    targets: Mapped[list] = mapped_column(default=list)
    pauses: Mapped[dict] = mapped_column(default=lambda: {metric: list(names) for metric, names in PAUSES.items()})
    levels: Mapped[list] = mapped_column(default=list)
    warn_percent: Mapped[int] = mapped_column(default=75)
    reopening: Mapped[str] = mapped_column(default="continue")
    calendar_id: Mapped[int | None] = mapped_column(ForeignKey("business_calendar.id"))
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    __table_args__ = (Index("ux_sla_policy_key", "key", unique=True),)

    def name_in(self, language: str) -> str:
        """The name in the reader's language."""
        return self.name_zh if language == "zh" else self.name_en

    def description_in(self, language: str) -> str:
        """What it is for: in the reader's language as long as it is the one that came with the installation."""
        en, zh = SHIPPED_DESCRIPTION
        return (zh if language == "zh" else en) if self.description in SHIPPED_DESCRIPTION else self.description


class SlaChoice(Row):
    """A person or a rule said which policy this ticket has, whatever the conditions say; empty: none at all."""

    __tablename__ = "sla_choice"
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), primary_key=True)
    policy_id: Mapped[int | None] = mapped_column(ForeignKey("sla_policy.id"))
