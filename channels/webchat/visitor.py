"""Visitor: one browser that has opened the chat of one inbox; only the hash of its token is kept."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.crypto import Sealed, row_key_column, sealed_column
from helpdesk.db import Row, id_column


class Visitor(Row):
    """`identity_id` is its own address, made with its first words; `user` is who the site's server says it is."""

    __tablename__ = "visitor"

    id: Mapped[int] = id_column()
    row_key: Mapped[bytes] = row_key_column()
    inbox_id: Mapped[int] = mapped_column(ForeignKey("inbox.id"))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    identity_id: Mapped[int | None] = mapped_column(ForeignKey("identity.id"), index=True)
    user_sealed: Mapped[bytes | None] = sealed_column()  # the signed user id
    user_index: Mapped[bytes | None] = mapped_column(LargeBinary(16), index=True)
    said_sealed: Mapped[bytes | None] = sealed_column()  # {"name", "email"}: claims
    language: Mapped[str] = mapped_column(default="en")
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    seen_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    user = Sealed("user_sealed")
    said = Sealed("said_sealed")

    __table_args__ = (
        Index("ux_visitor_token", "token_hash", unique=True),
        Index("ix_visitor_seen", "seen_at"),
    )

    @property
    def address(self) -> str:
        """The value of its own identity: random, and good for nothing but finding it again."""
        return self.row_key.hex()

    @property
    def name(self) -> str:
        return (self.said or {}).get("name", "")

    @property
    def email(self) -> str:
        return (self.said or {}).get("email", "")
