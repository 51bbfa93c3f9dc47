"""Feedback: whether an article helped, and why not. Who said it is not kept, only that one reader counts once."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, func, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.crypto import blind
from helpdesk.db import Row, db, id_column, transaction
from helpdesk.events import record
from knowledge_base.events import ARTICLE_RATED

REASONS = ("unclear", "wrong", "incomplete", "not_mine", "other")
LONGEST = 1000


class Feedback(Row):
    """`reader` is a keyed hash; `place` says where: help, widget, bot, survey."""

    __tablename__ = "article_feedback"
    id: Mapped[int] = id_column()
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    language: Mapped[str]
    reader: Mapped[bytes] = mapped_column(LargeBinary(16))
    helpful: Mapped[bool]
    reason: Mapped[str | None]
    comment: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="help")
    at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    handled_at: Mapped[datetime | None] = mapped_column(clock.Instant)

    __table_args__ = (
        Index("ux_article_feedback", "article_id", "language", "reader", unique=True),
        Index("ix_article_feedback_at", "at"),
    )


@transaction()
def rate(
    article,
    *,
    language: str,
    helpful: bool,
    reader: str,
    reason: str | None = None,
    comment: str = "",
    place: str = "help",
) -> Feedback:
    """Note what a reader says; who says it again changes it. `reader` is anything that tells readers apart."""
    key = blind("article_feedback", reader)[:16]
    same = (Feedback.article_id == article.id, Feedback.language == language, Feedback.reader == key)
    row = db.session.scalar(select(Feedback).where(*same))
    new = row is None
    row = row or Feedback(article_id=article.id, language=language, reader=key, place=place)
    row.helpful, row.reason = helpful, reason if reason in REASONS and not helpful else None
    row.comment, row.at, row.handled_at = comment.strip()[:LONGEST], clock.now(), None
    db.session.add(row)
    db.session.flush()
    if new or comment or reason:
        record(ARTICLE_RATED, by=None, article=article.id, language=language, helpful=helpful)
    return row


@transaction()
def handle(row: Feedback) -> None:
    """An editor has seen to it."""
    row.handled_at = clock.now()


def helped(articles: Iterable[int]) -> dict[tuple[int, str], tuple[int, int]]:
    """How many found each text helpful and how many not, by (article, language); one read."""
    yes = func.sum(func.cast(Feedback.helpful, _number()))
    rows = (
        select(Feedback.article_id, Feedback.language, yes, func.count())
        .where(Feedback.article_id.in_(list(articles)))
        .group_by(Feedback.article_id, Feedback.language)
    )
    return {(article, lang): (int(good), int(total - good)) for article, lang, good, total in db.session.execute(rows)}


def comments_of(article_id: int, limit: int = 50) -> list[Feedback]:
    """What readers say who were not helped, newest first."""
    bad = (Feedback.article_id == article_id, Feedback.helpful.is_(False))
    return list(db.session.scalars(select(Feedback).where(*bad).order_by(Feedback.at.desc()).limit(limit)))


def _number():
    from sqlalchemy import Integer

    return Integer
