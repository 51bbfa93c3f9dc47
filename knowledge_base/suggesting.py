"""Suggesting: for what a customer wrote, the articles that may answer it, in the customer's language where they are."""

from helpdesk.db import db
from knowledge_base.article import ArticleText
from knowledge_base.reader import Reader
from knowledge_base.reading import in_language, published
from knowledge_base.searching import Found, Hit, hit_of, search

LONGEST = 400


def suggested(asked: str, *, who: Reader, language: str, limit: int = 5) -> Found:
    """Found in this language first, then in any; each article once."""
    asked = asked[:LONGEST]
    found = search(asked, who=who, language=language, limit=limit)
    if len(found.hits) < limit:
        found.hits += search(asked, who=who, limit=limit * 2).hits
    hits: dict[int, Hit] = {}
    for hit in found.hits:
        hits.setdefault(hit.text.article_id, hit)
    found.hits = _in_language(list(hits.values())[:limit], who, language)
    return found


def _in_language(hits: list[Hit], who: Reader, language: str) -> list[Hit]:
    """What was found by its words in another language, in the one that is wanted."""
    other = [hit.text.article_id for hit in hits if hit.text.language != language]
    texts: dict[int, list[ArticleText]] = {}
    for text in db.session.scalars(published(who).where(ArticleText.article_id.in_(other))) if other else ():
        texts.setdefault(text.article_id, []).append(text)
    found = []
    for hit in hits:
        better = in_language(texts.get(hit.text.article_id, ()), language)
        found.append(hit if better is None or better.id == hit.text.id else hit_of(better, set()))
    return found
