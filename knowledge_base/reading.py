"""Reading: published articles, through the person who looks; what they may not see is not there."""

from collections.abc import Iterable

from sqlalchemy import select

from helpdesk.db import db
from knowledge_base.article import Article, ArticleText
from knowledge_base.centre import centre
from knowledge_base.entry import Entry
from knowledge_base.phrasing import phrasings_of
from knowledge_base.placing import led_to
from knowledge_base.reader import Reader

MOST = 50_000


def published(who: Reader):
    """A SELECT of the texts that this reader may see, joined with their articles."""
    shown = (ArticleText.published_id.is_not(None), Article.removed_at.is_(None), who.sees())
    return select(ArticleText).join(Article, Article.id == ArticleText.article_id).where(*shown)


def article_of(number: int, who: Reader, language: str | None = None) -> ArticleText:
    """The article in this language, else in another. Raises LookupError."""
    texts = db.session.scalars(published(who).where(ArticleText.article_id == number)).all()
    found = in_language(texts, language)
    if found is None:
        raise LookupError(f"no article {number}")
    return found


def article_at(language: str, slug: str, who: Reader) -> ArticleText:
    """The article at this address, now or formerly (its own slug then differs). Raises LookupError."""
    here = published(who).where(ArticleText.language == language, ArticleText.slug == slug)
    text = db.session.scalar(here)
    if text is not None:
        return text
    number = led_to(language, slug)
    if number is None:
        raise LookupError(slug)
    return article_of(number, who, language)


def entries(who: Reader, language: str | None = None) -> list[Entry]:
    """What may be answered to this reader, as the bot reads it; in all languages, or in one. Ids are articles'."""
    wanted = published(who).order_by(ArticleText.article_id, ArticleText.language).limit(MOST)
    if language is not None:
        wanted = wanted.where(ArticleText.language == language)
    texts = db.session.scalars(wanted).all()
    asked = phrasings_of({text.article_id for text in texts}) if texts else {}
    return [
        Entry(
            id=text.article_id if language is not None else f"{text.article_id}:{text.language}",
            question=text.title,
            phrasings=tuple(p.text for p in asked.get(text.article_id, ()) if p.language == text.language),
            answer=text.plain,
        )
        for text in texts
    ]


def address_of(text: ArticleText, locale: str | None = None) -> str:
    """The path of this article in the help centre; put PUBLIC_URL before it."""
    return f"/help/{locale or text.language}/articles/{text.slug}"


def in_language(texts: Iterable[ArticleText], language: str | None) -> ArticleText | None:
    """Of the languages of one article the one wanted, else the first of the help centre's."""
    by_language = {text.language: text for text in texts}
    order = [language, *(centre().languages if by_language else ()), *by_language]
    return next((by_language[name] for name in order if name in by_language), None)
