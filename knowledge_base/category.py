"""Category: a shelf of the help centre; a section is a category inside another."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, func, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import Row, db, id_column, only_one, transaction
from helpdesk.events import record
from knowledge_base.article import Article
from knowledge_base.events import ARTICLE_CHANGED
from knowledge_base.refusals import NotAllowed
from knowledge_base.slugs import slug_of

MOST = 500


class Category(Row):
    """`names` and `descriptions` by language; a reader whose language is missing is shown another."""

    __tablename__ = "article_category"
    id: Mapped[int] = id_column()
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("article_category.id"), index=True)
    slug: Mapped[str]
    names: Mapped[dict] = mapped_column(default=dict)
    descriptions: Mapped[dict] = mapped_column(default=dict)
    position: Mapped[int] = mapped_column(default=0)
    origin: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    __table_args__ = (
        Index("ux_article_category_slug", "slug", unique=True),
        Index("ux_article_category_origin", "origin", unique=True),
    )

    def name(self, language: str) -> str:
        """Its name in this language, or in whichever there is."""
        return said(self.names, language)

    def description(self, language: str) -> str:
        """What it holds, likewise."""
        return said(self.descriptions, language)


def said(texts: dict, language: str) -> str:
    """The text in this language, else in English, else in any."""
    return texts.get(language) or texts.get("en") or next((text for text in texts.values() if text), "")


@transaction()
def save_category(
    row: Category | None = None,
    *,
    names: dict[str, str],
    descriptions: dict[str, str] | None = None,
    parent_id: int | None = None,
    position: int | None = None,
    origin: str | None = None,
    by,
) -> Category:
    """Make a category or a section, or change one. Raises NotAllowed."""
    names = {language: " ".join(name.split())[:100] for language, name in names.items() if name and name.strip()}
    if not names:
        raise NotAllowed("no_name")
    if parent_id is not None:
        _may_stand_in(row, parent_id)
    only_one("article_category")
    row = row or _new(names, origin)
    row.names, row.parent_id = names, parent_id
    if descriptions is not None:
        row.descriptions = {language: text.strip()[:500] for language, text in descriptions.items() if text}
    if position is not None:
        row.position = position
    db.session.add(row)
    db.session.flush()
    record(ARTICLE_CHANGED, by=by, category=row.id)
    return row


@transaction()
def drop_category(row: Category, *, by) -> None:
    """Take away an empty one. Raises NotAllowed while something is in it."""
    inside = select(Article.id).where(Article.category_id == row.id, Article.removed_at.is_(None)).limit(1)
    below = select(Category.id).where(Category.parent_id == row.id).limit(1)
    if db.session.scalar(inside) or db.session.scalar(below):
        raise NotAllowed("not_empty")
    for article in db.session.scalars(select(Article).where(Article.category_id == row.id)):
        article.category_id = None  # what is in the trash does not hold it
    db.session.flush()
    db.session.delete(row)
    record(ARTICLE_CHANGED, by=by, category=row.id)


def categories() -> list[Category]:
    """All of them in their order."""
    order = (Category.position, Category.id)
    return list(db.session.scalars(select(Category).order_by(*order).limit(MOST)))


def _may_stand_in(row: Category | None, parent_id: int) -> None:
    parent = db.session.get(Category, parent_id)
    if parent is None or (row is not None and parent.id == row.id):
        raise NotAllowed("circle")
    has_sections = row is not None and db.session.scalar(
        select(Category.id).where(Category.parent_id == row.id).limit(1)
    )
    if parent.parent_id is not None or has_sections:
        raise NotAllowed("too_deep")


def _new(names: dict[str, str], origin: str | None) -> Category:
    if db.session.scalar(select(func.count()).select_from(Category)) >= MOST:
        raise NotAllowed("many")
    wanted = slug_of(said(names, "en")) or "category"
    taken = set(db.session.scalars(select(Category.slug).where(Category.slug.startswith(wanted, autoescape=True))))
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return Category(slug=slug, origin=origin)
