"""Notification: something that concerns one person at the desk, until they have read it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import BigId, Row, id_column

_UNREAD = text("read_at IS NULL")


class Notification(Row):
    """`kind` and `data` are put into the reader's words when shown. `key` makes telling twice tell once."""

    __tablename__ = "notification"
    id: Mapped[int] = id_column()
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"))
    kind: Mapped[str]
    ticket_id: Mapped[int | None] = mapped_column(BigId)
    data: Mapped[dict] = mapped_column(default=dict)
    key: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    read_at: Mapped[datetime | None] = mapped_column(clock.Instant)

    __table_args__ = (
        Index("ix_notification_agent", "agent_id", "id"),
        Index("ix_notification_unread", "agent_id", "id", sqlite_where=_UNREAD, postgresql_where=_UNREAD),
        Index("ux_notification_key", "agent_id", "key", unique=True),
    )
