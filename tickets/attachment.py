"""Attachment: a file of a message; its bytes lie under a random name behind fsspec."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import BigId, Row, id_column


class Attachment(Row):
    """`token` names it in addresses, `storage_key` in the store; `message_id` is empty until it is sent.

    `place`: as its writer chose the files, in whatever order they went up.
    """

    __tablename__ = "attachment"

    id: Mapped[int] = id_column()
    token: Mapped[str] = mapped_column(default=lambda: secrets.token_urlsafe(24))
    storage_key: Mapped[str] = mapped_column(default=lambda: secrets.token_hex(20))
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"), index=True)
    ticket_id: Mapped[int | None] = mapped_column(BigId)
    place: Mapped[int | None]
    uploaded_by_kind: Mapped[str | None]  # who may still attach it: agent or customer, and which
    uploaded_by_id: Mapped[int | None] = mapped_column(BigId)
    filename: Mapped[str]
    content_type: Mapped[str] = mapped_column(default="application/octet-stream")
    size: Mapped[int] = mapped_column(BigId, default=0)
    sha256: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    content_id: Mapped[str | None]  # of an inline picture in a mail
    inline: Mapped[bool] = mapped_column(default=False)
    thumbnail_key: Mapped[str | None]
    state: Mapped[str | None]  # None: it is there; fetching; failed, and then `error` says why
    error: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    __table_args__ = (Index("ux_attachment_token", "token", unique=True),)


IN_ORDER = (Attachment.place, Attachment.id)


def as_chosen(files: Iterable[Attachment], numbers: list[int]) -> list[Attachment]:
    """These files in the order in which somebody has chosen their numbers."""
    return sorted(files, key=lambda file: numbers.index(file.id))
