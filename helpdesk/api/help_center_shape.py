"""The help centre's rows as the API says them."""

from flask import current_app

from helpdesk import clock
from helpdesk.api.door import url
from knowledge_base.article import ArticleText
from knowledge_base.category import Category
from knowledge_base.listing import Line
from knowledge_base.reading import address_of
from knowledge_base.rendering import rendered
from knowledge_base.writing import current


def category_shape(row: Category, locale: str) -> dict:
    """A shelf."""
    language = locale.lower().partition("-")[0]
    at = clock.iso(row.created_at)
    return {
        "id": row.id,
        "url": url(f"help_center/{language}/categories/{row.id}.json"),
        "html_url": _page(f"/help/{language}/categories/{row.slug}"),
        "position": row.position,
        "name": row.name(language),
        "description": row.description(language),
        "locale": language,
        "source_locale": "en",
        "outdated": False,
        "created_at": at,
        "updated_at": at,
    }


def section_shape(row: Category, locale: str) -> dict:
    """A shelf in a shelf."""
    shape = category_shape(row, locale)
    shape["url"] = shape["url"].replace("/categories/", "/sections/")
    return {**shape, "category_id": row.parent_id or row.id, "parent_section_id": None, "sorting": "manual"}


def article_shape(line: Line, locale: str | None) -> dict:
    """An article in this language, else in the one it was written in."""
    row = line.article
    language = (locale or row.source_language).lower().partition("-")[0]
    text = line.texts.get(language) or line.texts.get(row.source_language) or next(iter(line.texts.values()))
    revision = current(text)
    return {
        "id": row.id,
        "url": url(f"help_center/{text.language}/articles/{row.id}.json"),
        "html_url": _page(address_of(text)),
        "author_id": row.created_by,
        "comments_disabled": True,
        "draft": text.published_id is None,
        "promoted": row.promoted,
        "position": row.position,
        "vote_sum": 0,
        "vote_count": 0,
        "section_id": row.category_id,
        "created_at": clock.iso(row.created_at),
        "updated_at": clock.iso(text.updated_at),
        "edited_at": clock.iso(text.edited_at or text.updated_at),
        "name": text.title,
        "title": text.title,
        "body": text.html or (rendered(revision.body) if revision is not None else ""),
        "markdown": revision.body if revision is not None else "",
        "locale": text.language,
        "source_locale": row.source_language,
        "outdated": text.language in line.behind,
        "outdated_locales": sorted(line.behind),
        "visibility": row.visibility,
        "state": text.state,
        "label_names": [],
        "user_segment_id": None,
    }


def translation_shape(text: ArticleText) -> dict:
    """One language of an article."""
    revision = current(text)
    return {
        "id": text.id,
        "source_id": text.article_id,
        "source_type": "Article",
        "locale": text.language,
        "title": text.title,
        "body": text.html or (rendered(revision.body) if revision is not None else ""),
        "draft": text.published_id is None,
        "html_url": _page(address_of(text)),
        "created_at": clock.iso(text.updated_at),
        "updated_at": clock.iso(text.updated_at),
    }


def _page(path: str) -> str:
    return current_app.config["PUBLIC_URL"] + path
