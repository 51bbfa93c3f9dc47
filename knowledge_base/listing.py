"""Listing: all articles as editors look for them, one line each with the state of every language."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import and_, exists, func, or_, select

from helpdesk import clock, language
from helpdesk.db import db
from knowledge_base.article import Article, ArticleText

A_PAGE = 50


@dataclass
class Line:
    """An article with its texts by language; `behind` are languages whose source has been published anew since."""

    article: Article
    texts: dict[str, ArticleText] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return self.title_in(self.article.source_language)

    def title_in(self, spoken: str) -> str:
        """For who reads this language; where there is none in it, that of the source."""
        known = (self.texts.get(name) for name in (spoken, self.article.source_language, *self.texts))
        return next((text.title for text in known if text is not None), f"#{self.article.id}")

    @property
    def behind(self) -> set[str]:
        source = self.texts.get(self.article.source_language)
        if source is None or source.published_id is None:
            return set()
        others = ((name, text) for name, text in self.texts.items() if name != self.article.source_language)
        return {name for name, text in others if text.published_id and text.translated_id != source.published_id}


def lines(
    *,
    query: str = "",
    show: str = "all",
    category_id: int | None = None,
    by=None,
    page: int = 1,
    as_of: datetime | None = None,
) -> tuple[list[Line], int]:
    """One page of them and how many there are. `show`: all, mine, drafts, review, scheduled, check, behind, trash."""
    wanted = select(Article).where(Article.removed_at.is_not(None) if show == "trash" else Article.removed_at.is_(None))
    if query.strip():
        like = ArticleText.title.icontains(query.strip()[:100], autoescape=True)
        said = ArticleText.folded.contains(language.fold(query.strip()[:100]), autoescape=True)
        wanted = wanted.where(_some_text(or_(like, said)))
    if category_id is not None:
        wanted = wanted.where(Article.category_id == category_id)
    if (part := _shown(show, by, as_of or clock.now())) is not None:
        wanted = wanted.where(part)
    count = db.session.scalar(select(func.count()).select_from(wanted.subquery()))
    order = (Article.check_by,) if show == "check" else (Article.id.desc(),)
    rows = db.session.scalars(wanted.order_by(*order).limit(A_PAGE).offset((page - 1) * A_PAGE)).all()
    return lines_of(rows), count


def lines_of(articles) -> list[Line]:
    """These articles with all their languages, in one read."""
    found = {article.id: Line(article) for article in articles}
    for text in db.session.scalars(select(ArticleText).where(ArticleText.article_id.in_(found))):
        found[text.article_id].texts[text.language] = text
    return list(found.values())


def waiting(by) -> dict[str, int]:
    """How many drafts wait for a second person, and how many articles to be checked again."""
    due = and_(Article.removed_at.is_(None), Article.check_by <= clock.now())
    asked = and_(ArticleText.review == "asked", ArticleText.draft_id.is_not(None))
    return {
        "review": db.session.scalar(select(func.count()).select_from(ArticleText).where(asked)),
        "check": db.session.scalar(select(func.count()).select_from(Article).where(due)),
    }


def _shown(show: str, by, as_of: datetime):
    return {
        "mine": lambda: Article.owner_id == by.id,
        "drafts": lambda: _some_text(ArticleText.draft_id.is_not(None)),
        "review": lambda: _some_text(and_(ArticleText.review == "asked", ArticleText.draft_id.is_not(None))),
        "scheduled": lambda: _some_text(ArticleText.publish_at.is_not(None)),
        "check": lambda: Article.check_by <= as_of,
        "behind": _is_behind,
    }.get(show, lambda: None)()


def _some_text(condition):
    return exists().where(ArticleText.article_id == Article.id, condition)


def _is_behind():
    source, other = (ArticleText.__table__.alias(name) for name in ("source", "other"))
    return exists().where(
        source.c.article_id == Article.id,
        source.c.language == Article.source_language,
        source.c.published_id.is_not(None),
        other.c.article_id == Article.id,
        other.c.language != Article.source_language,
        other.c.published_id.is_not(None),
        or_(other.c.translated_id.is_(None), other.c.translated_id != source.c.published_id),
    )
