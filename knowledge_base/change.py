"""Change: which articles were changed, in the order in which it was committed. Every index knows how far it has read.

One row an article: an older change is dropped by a newer. An index that was lost reads all of it and has everything.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import Row, db, id_column, only_one
from helpdesk.hot import insert
from knowledge_base.article import Article


class ArticleChange(Row):
    """This article is to be indexed anew by whoever has not read this row."""

    __tablename__ = "article_change"
    id: Mapped[int] = id_column()
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    __table_args__ = (Index("ix_article_change_article", "article_id"),)


def note(event) -> None:
    """The `now` reaction to whatever changes what is found."""
    if number := event.data.get("article"):
        _note(number)
    elif number := event.data.get("category"):
        for article in db.session.scalars(select(Article.id).where(Article.category_id == number)):
            _note(article)


def last() -> int:
    """The newest change."""
    return db.session.scalar(select(func.max(ArticleChange.id))) or 0


def after(position: int, limit: int) -> list[tuple[int, int]]:
    """(change, article) after this one, oldest first."""
    rows = select(ArticleChange.id, ArticleChange.article_id).where(ArticleChange.id > position)
    return [tuple(row) for row in db.session.execute(rows.order_by(ArticleChange.id).limit(limit))]


def oldest_after(position: int) -> datetime | None:
    """Since when an index that has read so far is behind."""
    rows = select(ArticleChange.at).where(ArticleChange.id > position).order_by(ArticleChange.id)
    return db.session.scalar(rows.limit(1))


def _note(article_id: int) -> None:
    only_one("article_change")  # numbers must become visible in their order, or an index would pass one over
    row = insert(ArticleChange(article_id=article_id))
    # After the new one is there: SQLite gives the highest number again once its row is gone.
    older = (ArticleChange.article_id == article_id, ArticleChange.id < row.id)
    db.session.execute(delete(ArticleChange).where(*older).execution_options(synchronize_session=False))
