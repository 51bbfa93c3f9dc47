"""Shelves: the first page, categories and sections."""

from flask import Blueprint, redirect

import knowledge_base as kb
from helpdesk.db import db
from helpdesk.help_centre.frame import centre_for, page, the_centre
from helpdesk.help_centre.who import reader
from helpdesk.reader import preferred
from helpdesk.refusing import Refusal
from knowledge_base.article import Article, ArticleText
from knowledge_base.reading import in_language, published

MOST = 500  # articles on one page


def register(blueprint: Blueprint) -> None:
    """Their addresses."""
    blueprint.get("/help")(anywhere)
    blueprint.get("/help/")(anywhere)
    blueprint.get("/help/<locale>")(without_slash)
    blueprint.get("/help/<locale>/")(home)
    blueprint.get("/help/<locale>/categories/<slug>")(shelf)


def anywhere():
    """The language that the browser prefers."""
    languages = the_centre().languages
    return redirect(f"/help/{preferred(languages) or languages[0]}/")


def without_slash(locale: str):
    """The same place."""
    centre_for(locale)
    return redirect(f"/help/{locale}/", 301)


def home(locale: str):
    """Categories with what is in them, and what is read first."""
    centre_for(locale)
    texts = texts_on(None, locale)
    shelves = kb.categories()
    top = [row for row in shelves if row.parent_id is None]
    inside = {row.id: {row.id, *(s.id for s in shelves if s.parent_id == row.id)} for row in top}
    cards = [(row, [text for article, text in texts if article.category_id in inside[row.id]]) for row in top]
    loose = [text for article, text in texts if article.category_id is None]
    promoted = [text for article, text in texts if article.promoted][:6]
    return page("home", locale, cards=[card for card in cards if card[1]], loose=loose, promoted=promoted)


def shelf(locale: str, slug: str):
    """One category with its sections, or one section."""
    centre_for(locale)
    shelves = kb.categories()
    row = next((one for one in shelves if one.slug == slug), None)
    if row is None:
        raise Refusal(404)
    sections = [one for one in shelves if one.parent_id == row.id]
    parent = next((one for one in shelves if one.id == row.parent_id), None)
    texts = texts_on({row.id, *(one.id for one in sections)}, locale)
    if not texts:  # what one may not see is not there: an empty shelf would tell of what stands on it
        raise Refusal(404)
    own = [text for article, text in texts if article.category_id == row.id]
    parts = [(one, [text for article, text in texts if article.category_id == one.id]) for one in sections]
    return page("shelf", locale, shelf=row, parent=parent, own=own, parts=[part for part in parts if part[1]])


def texts_on(shelves: set[int] | None, locale: str) -> list[tuple[Article, ArticleText]]:
    """What this reader sees there, each article once: in this language, or in another where it has no other."""
    rows = published(reader()).add_columns(Article).order_by(Article.position, Article.id).limit(MOST * 3)
    if shelves is not None:
        rows = rows.where(Article.category_id.in_(shelves))
    found: dict[int, tuple[Article, list[ArticleText]]] = {}
    for text, article in db.session.execute(rows):
        found.setdefault(article.id, (article, []))[1].append(text)
    return [(article, in_language(texts, locale)) for article, texts in found.values()][:MOST]


def breadcrumbs_of(article: Article) -> list:
    """The shelves above an article, outermost first."""
    from knowledge_base.category import Category

    row = db.session.get(Category, article.category_id) if article.category_id else None
    parent = db.session.get(Category, row.parent_id) if row is not None and row.parent_id else None
    return [one for one in (parent, row) if one is not None]


def languages_of(article_id: int) -> dict[str, ArticleText]:
    """In which languages this reader can read it."""
    rows = published(reader()).where(ArticleText.article_id == article_id)
    return {text.language: text for text in db.session.scalars(rows.order_by(ArticleText.language))}
