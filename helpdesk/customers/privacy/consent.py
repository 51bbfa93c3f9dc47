"""Consent: what a person allowed or forbade, per channel and purpose; every word is kept, the last one counts."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.customers.belongings import belongs
from helpdesk.db import BigId, Row, id_column

PURPOSES = ("service", "survey", "marketing", "care", "recording", "processing")


class Consent(Row):
    """One word of theirs. `channel` is the kind of a channel, or * for all; `how`: where they said it."""

    __tablename__ = "consent"

    id: Mapped[int] = id_column()
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    channel: Mapped[str] = mapped_column(default="*")
    purpose: Mapped[str]
    granted: Mapped[bool]
    how: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    by_kind: Mapped[str] = mapped_column(default="system")
    by_id: Mapped[int | None] = mapped_column(BigId)

    __table_args__ = (Index("ix_consent", "customer_id", "purpose", "channel", "id"),)


def said(consent: Consent) -> dict:
    """One word of consent as its owner is told of it."""
    return {
        "channel": consent.channel,
        "purpose": consent.purpose,
        "granted": consent.granted,
        "how": consent.how,
        "at": clock.iso(consent.at),
    }


belongs(Consent, export=said)
