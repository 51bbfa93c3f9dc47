"""Reads: how often each article is read, a row for an article, language and day. Who read it is not kept."""

import threading
import time
from collections import Counter
from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import Row, db, transaction
from knowledge_base.article import Article, ArticleText
from knowledge_base.reader import Reader
from knowledge_base.reading import published

WRITTEN_EVERY = 10.0  # seconds: whoever loads pages as fast as they can does not make the database write as fast
COUNTED = timedelta(days=30)
_lock, _gathered, _written = threading.Lock(), Counter(), [0.0]


class ArticleReads(Row):
    """How often this article was read in this language on this day."""

    __tablename__ = "article_reads"
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    times: Mapped[int]


def note_read(article_id: int, language: str) -> None:
    """Somebody has read it. Gathered for a few seconds in each process; a crash costs that much of a statistic."""
    with _lock:
        _gathered[article_id, language] += 1
        if time.monotonic() - _written[0] < WRITTEN_EVERY:
            return
        found, _written[0] = dict(_gathered), time.monotonic()
        _gathered.clear()
    _write(found)


def most_read(
    who: Reader, language: str, *, limit: int, as_of: datetime | None = None
) -> list[tuple[int, str, str, str]]:
    """What this reader may see in this language, most read of the last thirty days first: (id, language, slug, title).

    Where nothing was read yet, what the editors have put first.
    """
    since = ((as_of or clock.now()) - COUNTED).date()
    read = (
        select(ArticleReads.article_id, func.sum(ArticleReads.times).label("times"))
        .where(ArticleReads.language == language, ArticleReads.day >= since)
        .group_by(ArticleReads.article_id)
        .subquery()
    )
    order = (func.coalesce(read.c.times, 0).desc(), Article.promoted.desc(), Article.position, Article.id)
    wanted = (
        published(who)
        .with_only_columns(ArticleText.article_id, ArticleText.language, ArticleText.slug, ArticleText.title)
        .outerjoin(read, read.c.article_id == ArticleText.article_id)
        .where(ArticleText.language == language)
    )
    return [tuple(row) for row in db.session.execute(wanted.order_by(*order).limit(limit))]


@transaction()
def _write(found: dict[tuple[int, str], int]) -> None:
    day = clock.now().date()
    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    # Always in the same order: two processes that write the same rows do not wait for each other in a circle.
    for (article, language), times in sorted(found.items()):
        row = dialect.insert(ArticleReads).values(article_id=article, language=language, day=day, times=times)
        more = {"times": ArticleReads.times + row.excluded.times}
        db.session.execute(row.on_conflict_do_update(index_elements=["article_id", "language", "day"], set_=more))
