"""Retention rule: how long what is kept, and for which tickets; when the time is over it is deleted by itself."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import BigId, Row, id_column

KEPT = ("tickets", "attachments", "customers", "recordings")


class RetentionRule(Row):
    """`what` is kept `days` after its last use; `channel` and `tag` narrow it. Off until somebody switches it on."""

    __tablename__ = "retention_rule"

    id: Mapped[int] = id_column()
    what: Mapped[str]
    days: Mapped[int]
    channel: Mapped[str | None]
    tag: Mapped[str | None]
    enabled: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    created_by_id: Mapped[int | None] = mapped_column(BigId)
    ran_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    last_count: Mapped[int] = mapped_column(default=0)
