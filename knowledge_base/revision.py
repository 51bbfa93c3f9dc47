"""Revision: a text as somebody left it; none is ever changed once another follows it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import BigId, Row, id_column


class Revision(Row):
    """`number` counts within one article and language; `note` says why, where somebody said it."""

    __tablename__ = "article_revision"
    id: Mapped[int] = id_column()
    text_id: Mapped[int] = mapped_column(ForeignKey("article_text.id"))
    number: Mapped[int]
    title: Mapped[str]
    body: Mapped[str]  # Markdown
    note: Mapped[str] = mapped_column(default="")
    author_id: Mapped[int | None] = mapped_column(BigId)
    at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    published_at: Mapped[datetime | None] = mapped_column(clock.Instant)

    __table_args__ = (Index("ux_article_revision", "text_id", "number", unique=True),)
