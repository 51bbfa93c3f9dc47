"""Webhook: an address of another program that is told what happened, and each telling with what came of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.crypto import Sealed, row_key_column, sealed_column
from helpdesk.db import BigId, Row, id_column

WAITING, DELIVERED, FAILED = "waiting", "delivered", "failed"
ANY = "*"


class BadWebhook(ValueError):
    """This is no address that can be told; `en` and `zh` say why."""

    def __init__(self, en: str, zh: str):
        self.en, self.zh = en, zh
        super().__init__(en)


class Webhook(Row):
    """`events` are names of events, or "*"; one without any is told only what rules send it."""

    __tablename__ = "webhook"
    id: Mapped[int] = id_column()
    row_key: Mapped[bytes] = row_key_column()
    name: Mapped[str]
    address: Mapped[str]
    secret_sealed: Mapped[bytes | None] = sealed_column()
    events: Mapped[list] = mapped_column(default=list)
    enabled: Mapped[bool] = mapped_column(default=True)
    failures: Mapped[int] = mapped_column(default=0)  # in a row
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    secret = Sealed("secret_sealed")  # whsec_…


class WebhookDelivery(Row):
    """One telling. The body is kept as it is sent, so that a repetition says the same."""

    __tablename__ = "webhook_delivery"
    id: Mapped[int] = id_column()
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhook.id"))
    event_id: Mapped[int | None] = mapped_column(BigId)
    name: Mapped[str]
    body: Mapped[str]
    state: Mapped[str] = mapped_column(default=WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    due_at: Mapped[datetime | None] = mapped_column(clock.Instant, default=clock.now)
    lease_until: Mapped[datetime | None] = mapped_column(clock.Instant)
    ended_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    status: Mapped[int | None]  # of the last answer
    error: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        Index("ix_webhook_delivery_webhook", "webhook_id", "id"),
        Index("ux_webhook_delivery_event", "webhook_id", "event_id", "name", unique=True),
        Index(
            "ix_webhook_delivery_due",
            "due_at",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )
