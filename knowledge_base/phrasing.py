"""Phrasings: how customers really ask for an article; what finds it when its own words do not."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ForeignKey, Index, func, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock, language
from helpdesk.db import BigId, Row, db, id_column, transaction
from helpdesk.events import record
from knowledge_base.article import Article
from knowledge_base.events import ARTICLE_CHANGED
from knowledge_base.refusals import NotAllowed

LONGEST, MOST = 300, 200


class Phrasing(Row):
    """One way to ask. It counts once it is approved; `source` says where it is from: editor, ticket, search, bot."""

    __tablename__ = "article_phrasing"
    id: Mapped[int] = id_column()
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    language: Mapped[str]
    text: Mapped[str]
    key: Mapped[str]  # the same question twice is one
    source: Mapped[str] = mapped_column(default="editor")
    ticket_id: Mapped[int | None] = mapped_column(BigId)
    approved_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    created_by: Mapped[int | None] = mapped_column(BigId)
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    __table_args__ = (Index("ux_article_phrasing", "article_id", "language", "key", unique=True),)


@transaction()
def add_phrasing(
    article: Article, text: str, *, language: str, by, source: str = "editor", ticket_id=None, approved: bool = True
) -> Phrasing:
    """Note a way to ask for this article; the same one twice changes nothing. Raises NotAllowed."""
    text = " ".join(text.split())
    if not text or len(text) > LONGEST:
        raise NotAllowed("too_long" if text else "no_words")
    key = key_of(text)
    row = _known(article.id, language, key)
    if row is None:
        _room_in(article.id, language)
        row = Phrasing(
            article_id=article.id, language=language, text=text, key=key, source=source, created_by=by and by.id
        )
        row.ticket_id = ticket_id
        db.session.add(row)
    elif row.approved_at is not None:
        return row
    if approved:
        row.approved_at = clock.now()
    db.session.flush()
    if approved:
        record(ARTICLE_CHANGED, by=by, article=article.id, language=language)
    return row


@transaction()
def approve_phrasing(row: Phrasing, *, by) -> None:
    """It counts from now on."""
    if row.approved_at is None:
        row.approved_at = clock.now()
        record(ARTICLE_CHANGED, by=by, article=row.article_id, language=row.language)


@transaction()
def drop_phrasing(row: Phrasing, *, by) -> None:
    """Nobody asks like that."""
    db.session.delete(row)
    if row.approved_at is not None:
        record(ARTICLE_CHANGED, by=by, article=row.article_id, language=row.language)


def phrasings_of(articles: Iterable[int], *, approved: bool = True) -> dict[int, list[Phrasing]]:
    """The phrasings of these articles, in one read; with `approved` False those that wait for an editor."""
    state = Phrasing.approved_at.is_not(None) if approved else Phrasing.approved_at.is_(None)
    rows = select(Phrasing).where(Phrasing.article_id.in_(list(articles)), state).order_by(Phrasing.id)
    found: dict[int, list[Phrasing]] = {}
    for row in db.session.scalars(rows):
        found.setdefault(row.article_id, []).append(row)
    return found


def key_of(text: str) -> str:
    """What two spellings of one question share."""
    return " ".join(run.group() for run in language.runs(language.fold(text)))[:LONGEST]


def _known(article_id: int, lang: str, key: str) -> Phrasing | None:
    same = (Phrasing.article_id == article_id, Phrasing.language == lang, Phrasing.key == key)
    return db.session.scalar(select(Phrasing).where(*same))


def _room_in(article_id: int, lang: str) -> None:
    there = select(func.count()).where(Phrasing.article_id == article_id, Phrasing.language == lang)
    if db.session.scalar(there) >= MOST:
        raise NotAllowed("many")
