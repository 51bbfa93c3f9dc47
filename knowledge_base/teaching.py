"""Teaching: somebody at the desk, or a customer, said which article answers a ticket. The bot learns from the rows."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import BigId, Row, db, id_column, transaction
from helpdesk.events import record
from knowledge_base.article import Article
from knowledge_base.events import ANSWER_TAUGHT

HOW = ("inserted", "answered", "bot_right", "bot_wrong")


class Taught(Row):
    """`message_id` is what was asked: the words stay in the message, so that erasing it erases them here too."""

    __tablename__ = "taught"
    id: Mapped[int] = id_column()
    ticket_id: Mapped[int] = mapped_column(BigId)
    message_id: Mapped[int | None] = mapped_column(BigId)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    language: Mapped[str]
    how: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(BigId)
    at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    __table_args__ = (
        Index("ux_taught", "ticket_id", "article_id", "how", unique=True),
        Index("ix_taught_at", "at"),
    )


@transaction()
def teach(
    ticket, article: Article, *, language: str, how: str = "answered", by, message_id: int | None = None
) -> Taught:
    """This article answered this ticket; said twice it counts once."""
    same = (Taught.ticket_id == ticket.id, Taught.article_id == article.id, Taught.how == how)
    row = db.session.scalar(select(Taught).where(*same))
    if row is None:
        row = Taught(ticket_id=ticket.id, article_id=article.id, language=language, how=how, message_id=message_id)
        row.by_id, row.at = by and by.id, clock.now()
        db.session.add(row)
        db.session.flush()
        record(ANSWER_TAUGHT, ticket, by=by, article=article.id, language=language, how=how)
    return row


@transaction()
def unteach(ticket, article: Article, *, how: str = "answered") -> None:
    """It did not after all."""
    same = (Taught.ticket_id == ticket.id, Taught.article_id == article.id, Taught.how == how)
    row = db.session.scalar(select(Taught).where(*same))
    if row is not None:
        db.session.delete(row)


def taught_by(ticket_id: int) -> list[Taught]:
    """What is known of this ticket."""
    return list(db.session.scalars(select(Taught).where(Taught.ticket_id == ticket_id).limit(100)))
