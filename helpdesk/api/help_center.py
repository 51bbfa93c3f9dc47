"""Help centre: categories, sections and articles in the field's shapes, with their translations and the search.

A number of a category or section is a category's; a section is one that stands inside another, or holds articles.
"""

from flask import request
from sqlalchemy import select

import knowledge_base as kb
from helpdesk import people
from helpdesk.api import paging, reading
from helpdesk.api.door import NUMBER, answer, given, invalid, me, not_found, route
from helpdesk.api.help_center_shape import article_shape, category_shape, section_shape, translation_shape
from helpdesk.db import db
from helpdesk.refusing import Refusal
from knowledge_base.article import Article
from knowledge_base.category import Category
from knowledge_base.listing import lines_of
from knowledge_base.moving.from_html import markdown_of

HERE = "/help_center"
LOCALE = "<locale>"


@route(f"{HERE}/categories")
@route(f"{HERE}/{LOCALE}/categories")
def list_categories(locale: str = "en"):
    """The shelves of the first page."""
    rows = [row for row in kb.categories() if row.parent_id is None]
    return answer(paging.whole(rows, "categories", lambda rows: [category_shape(row, locale) for row in rows]))


@route(f"{HERE}/categories/{NUMBER}")
@route(f"{HERE}/{LOCALE}/categories/{NUMBER}")
def show_category(number: int, locale: str = "en"):
    """One of them."""
    return answer({"category": category_shape(_category(number), locale)})


@route(f"{HERE}/categories", "POST")
@route(f"{HERE}/{LOCALE}/categories", "POST")
def create_category(locale: str = "en"):
    """A new one."""
    return answer({"category": category_shape(_save_category(None, given("category"), locale, None), locale)}, 201)


@route(f"{HERE}/sections")
@route(f"{HERE}/{LOCALE}/sections")
@route(f"{HERE}/categories/{NUMBER}/sections")
@route(f"{HERE}/{LOCALE}/categories/{NUMBER}/sections")
def list_sections(number: int | None = None, locale: str = "en"):
    """Sections, of all categories or of one."""
    rows = [row for row in kb.categories() if row.parent_id is not None and number in (None, row.parent_id)]
    return answer(paging.whole(rows, "sections", lambda rows: [section_shape(row, locale) for row in rows]))


@route(f"{HERE}/sections/{NUMBER}")
@route(f"{HERE}/{LOCALE}/sections/{NUMBER}")
def show_section(number: int, locale: str = "en"):
    """One of them."""
    return answer({"section": section_shape(_category(number), locale)})


@route(f"{HERE}/categories/{NUMBER}/sections", "POST")
@route(f"{HERE}/{LOCALE}/categories/{NUMBER}/sections", "POST")
def create_section(number: int, locale: str = "en"):
    """A new one in this category."""
    row = _save_category(None, given("section"), locale, _category(number).id)
    return answer({"section": section_shape(row, locale)}, 201)


@route(f"{HERE}/articles")
@route(f"{HERE}/{LOCALE}/articles")
def list_articles(locale: str | None = None):
    """All articles, drafts too, as the agent sees them."""
    return _listed(select(Article), locale, f"help_center/{locale + '/' if locale else ''}articles.json")


@route(f"{HERE}/sections/{NUMBER}/articles")
@route(f"{HERE}/{LOCALE}/sections/{NUMBER}/articles")
def list_articles_of(number: int, locale: str | None = None):
    """Those on this shelf."""
    path = f"help_center/{locale + '/' if locale else ''}sections/{_category(number).id}/articles.json"
    return _listed(select(Article).where(Article.category_id == number), locale, path)


@route(f"{HERE}/articles/{NUMBER}")
@route(f"{HERE}/{LOCALE}/articles/{NUMBER}")
def show_article(number: int, locale: str | None = None):
    """One article."""
    return answer({"article": article_shape(lines_of([_article(number)])[0], locale)})


@route(f"{HERE}/sections/{NUMBER}/articles", "POST")
@route(f"{HERE}/{LOCALE}/sections/{NUMBER}/articles", "POST")
def create_article(number: int, locale: str | None = None):
    """A new article; published at once unless it says `draft`, as far as the agent may publish."""
    _may_write()
    said = given("article")
    made = _refused(
        kb.begin,
        title=reading.line(said, "title", 250),
        body=_body(said),
        language=_language(said, locale),
        category_id=_category(number).id,
        by=me(),
    )
    _after_writing(made, said, _language(said, locale))
    return answer({"article": article_shape(lines_of([made])[0], locale)}, 201)


@route(f"{HERE}/articles/{NUMBER}", "PUT")
@route(f"{HERE}/{LOCALE}/articles/{NUMBER}", "PUT")
def update_article(number: int, locale: str | None = None):
    """Other words, another place, in the trash or out of it."""
    _may_write()
    row, said = _article(number), given("article")
    language = _language(said, locale or row.source_language)
    if {"title", "body"} & said.keys():
        _write(row, said, language)
    if "section_id" in said:
        _refused(kb.place, row, category_id=_category(reading.number(said, "section_id") or 0).id, by=me())
    _after_writing(row, said, language)
    return answer({"article": article_shape(lines_of([row])[0], locale)})


@route(f"{HERE}/articles/{NUMBER}", "DELETE")
@route(f"{HERE}/{LOCALE}/articles/{NUMBER}", "DELETE")
def delete_article(number: int, locale: str | None = None):
    """Into the trash."""
    _may_publish()
    kb.remove(_article(number), by=me())
    return answer({}, 204)


@route(f"{HERE}/articles/{NUMBER}/translations")
def list_translations(number: int):
    """Its languages."""
    texts = list(lines_of([_article(number)])[0].texts.values())
    return answer(paging.whole(texts, "translations", lambda rows: [translation_shape(row) for row in rows]))


@route(f"{HERE}/articles/{NUMBER}/translations", "POST")
def create_translation(number: int):
    """One more language."""
    _may_write()
    row, said = _article(number), given("translation")
    language = _language(said, None)
    _write(row, said, language)
    _after_writing(row, said, language)
    return answer({"translation": translation_shape(kb.text_of(row.id, language))}, 201)


@route(f"{HERE}/articles/search")
def search_articles():
    """Articles by words; `locale` keeps to one language."""
    typed = request.args.get("query", "")[:400]
    locale = request.args.get("locale")
    size = min(paging.positive("per_page", 25), paging.MOST)
    page = paging.positive("page", 1)
    language = locale.partition("-")[0].lower() if locale else None
    found = kb.search(typed, who=kb.AGENT, language=language, limit=size, offset=(page - 1) * size)
    rows = {row.id: row for row in db.session.scalars(_alive(select(Article)).where(Article.id.in_(_ids(found))))}
    lines = {line.article.id: line for line in lines_of(rows.values())}
    results = [
        article_shape(lines[hit.text.article_id], hit.text.language)
        | {"snippet": "".join(f"<em>{p['text']}</em>" if p["hit"] else p["text"] for p in _safe(hit.snippet))}
        for hit in found.hits
        if hit.text.article_id in lines
    ]
    return answer(
        {
            "results": results,
            "count": found.total,
            "page": page,
            "per_page": size,
            "next_page": None,
            "previous_page": None,
        }
    )


def _listed(query, locale: str | None, path: str):
    def shape(rows) -> list[dict]:
        return [article_shape(line, locale) for line in lines_of(rows)]

    return answer(paging.page_of(_alive(query), path, "articles", shape, order=(Article.id,)))


def _alive(query):
    return query.where(Article.removed_at.is_(None))


def _ids(found: kb.Found) -> list[int]:
    return [hit.text.article_id for hit in found.hits]


def _safe(pieces: list[dict]) -> list[dict]:
    from html import escape

    return [{"text": escape(piece["text"]), "hit": piece["hit"]} for piece in pieces]


def _write(row: Article, said: dict, language: str) -> None:
    before = kb.text_of(row.id, language)
    from knowledge_base.writing import current

    revision = current(before) if before is not None else None
    title = reading.line(said, "title", 250) or (revision.title if revision is not None else "")
    body = _body(said) if "body" in said else (revision.body if revision is not None else "")
    _refused(kb.write, row, language, title=title, body=body, by=me())


def _after_writing(row: Article, said: dict, language: str) -> None:
    if "promoted" in said and people.may(me(), "articles.publish"):
        _refused(kb.place, row, promoted=reading.flag(said, "promoted", False), by=me())
    text = kb.text_of(row.id, language)
    if text is not None and text.draft_id and not reading.flag(said, "draft", False):
        if not people.may(me(), "articles.publish"):
            return
        _refused(kb.publish, text, by=me())
    elif text is not None and text.published_id and said.get("draft") is True and people.may(me(), "articles.publish"):
        _refused(kb.withdraw, text, by=me())


def _save_category(row: Category | None, said: dict, locale: str, parent_id: int | None) -> Category:
    _may_publish()
    name, language = reading.line(said, "name", 100), _language(said, locale)
    about = {language: reading.text(said, "description", "", 500)}
    position = reading.number(said, "position")
    return _refused(
        kb.save_category,
        row,
        names={language: name},
        descriptions=about,
        parent_id=parent_id,
        position=min(position, 9999) if position is not None else None,
        by=me(),
    )


def _body(said: dict) -> str:
    """`body` is HTML, as the field's programs send it; `markdown` is ours."""
    if said.get("markdown") is not None:
        return reading.text(said, "markdown", "", 200_000)
    return markdown_of(reading.text(said, "body", "", 400_000))


def _language(said: dict, locale: str | None) -> str:
    wanted = reading.line(said, "locale", 20) or locale or kb.centre().languages[0]
    return wanted.lower().partition("-")[0]


def _refused(verb, *arguments, **values):
    try:
        return verb(*arguments, **values)
    except kb.NotAllowed as why:
        raise invalid(why.en, why.zh, why=why.code) from None


def _may_write() -> None:
    if not people.may(me(), "articles.write"):
        raise Refusal(403)


def _may_publish() -> None:
    if not people.may(me(), "articles.publish"):
        raise Refusal(403)


def _article(number: int) -> Article:
    row = db.session.get(Article, number)
    if row is None or row.removed_at is not None:
        raise not_found()
    return row


def _category(number: int) -> Category:
    row = db.session.get(Category, number)
    if row is None:
        raise not_found()
    return row
