"""Outgoing: an answer on its way to a provider; written in the same transaction as the answer itself."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import BigId, Row, id_column


class Outgoing(Row):
    """state: queued → sending (leased) → sent | failed | unsure. `external_index` finds it again for receipts.

    `attempts` counts claims and so names them: only the claim that is still the last one may settle the row.
    `tries` counts what the provider did not take; when it has had enough, the row has failed. `progress` is what of
    an answer that takes several calls has been sent already: it is never sent again, whatever happens to the rest.
    """

    __tablename__ = "outgoing"

    id: Mapped[int] = id_column()
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"))
    ticket_id: Mapped[int] = mapped_column(BigId)
    inbox_id: Mapped[int] = mapped_column(ForeignKey("inbox.id"))
    identity_id: Mapped[int | None] = mapped_column(ForeignKey("identity.id"))
    state: Mapped[str] = mapped_column(default="queued")
    attempts: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    lease_until: Mapped[datetime | None] = mapped_column(clock.Instant)
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    sent_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    external_index: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    error: Mapped[str | None]
    progress: Mapped[dict | None]

    __table_args__ = (
        Index("ux_outgoing_message", "message_id", "inbox_id", unique=True),
        Index(
            "ix_outgoing_due",
            "inbox_id",
            "due_at",
            "id",
            sqlite_where=text("state IN ('queued','sending')"),
            postgresql_where=text("state IN ('queued','sending')"),
        ),
        Index(
            "ix_outgoing_order",
            "ticket_id",
            "id",
            sqlite_where=text("state IN ('queued','sending')"),
            postgresql_where=text("state IN ('queued','sending')"),
        ),
        Index("ix_outgoing_address", "identity_id", "inbox_id", "created_at"),
        Index("ix_outgoing_external", "inbox_id", "external_index"),
    )


class OutgoingPart(Row):
    """One of several messages that an answer became at the provider; `number` counts from 1, `state` only goes on."""

    __tablename__ = "outgoing_part"

    id: Mapped[int] = id_column()
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"))
    inbox_id: Mapped[int] = mapped_column(BigId)
    number: Mapped[int]
    external_index: Mapped[bytes] = mapped_column(LargeBinary(16))
    state: Mapped[str] = mapped_column(default="sent")  # sent, failed, delivered, read

    __table_args__ = (
        Index("ix_outgoing_part_message", "message_id", "inbox_id"),
        Index("ix_outgoing_part_external", "inbox_id", "external_index"),
    )
