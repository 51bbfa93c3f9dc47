"""Placing: the address of an article, and the ones that lead to it from before."""

from sqlalchemy import delete, select

from helpdesk.db import db
from knowledge_base.article import ArticleAddress, ArticleText
from knowledge_base.refusals import NotAllowed
from knowledge_base.slugs import slug_of


def slug_for(article_id: int, language: str, title: str, text: ArticleText | None = None) -> str:
    """A free slug for this title; the one it has, if that already comes from the title."""
    wanted = slug_of(title) or f"article-{article_id}"
    if text is not None and (text.slug == wanted or text.slug == f"{wanted}-{article_id}"):
        return text.slug
    return wanted if _free(article_id, language, wanted) else f"{wanted}-{article_id}"


def move(text: ArticleText, slug: str) -> None:
    """Give it another address; the old one leads to it. Called inside a verb. Raises NotAllowed."""
    slug = slug_of(slug) or f"article-{text.article_id}"
    if slug == text.slug:
        return
    if not _free(text.article_id, text.language, slug):
        raise NotAllowed("bad_slug")
    here = (ArticleAddress.language == text.language,)
    db.session.execute(delete(ArticleAddress).where(*here, ArticleAddress.slug.in_((slug, text.slug))))
    db.session.add(ArticleAddress(language=text.language, slug=text.slug, article_id=text.article_id))
    text.slug = slug
    db.session.flush()


def led_to(language: str, slug: str) -> int | None:
    """The number of the article that once had this address."""
    same = (ArticleAddress.language == language, ArticleAddress.slug == slug)
    return db.session.scalar(select(ArticleAddress.article_id).where(*same))


def _free(article_id: int, language: str, slug: str) -> bool:
    others = (ArticleText.language == language, ArticleText.slug == slug, ArticleText.article_id != article_id)
    if db.session.scalar(select(ArticleText.id).where(*others)):
        return False
    former = (ArticleAddress.language == language, ArticleAddress.slug == slug, ArticleAddress.article_id != article_id)
    return db.session.scalar(select(ArticleAddress.id).where(*former)) is None
