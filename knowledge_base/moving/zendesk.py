"""Zendesk's help centre as its API gives it: articles with categories, sections and translations, in JSON.

One object with the lists, as several answers of the API put together are, or one article a line. Texts are HTML and
become Markdown; pictures that lie at Zendesk stay links, because nothing is fetched from elsewhere.
"""

import json

from knowledge_base.moving.from_html import markdown_of
from knowledge_base.moving.item import Item, Unreadable


def items_in(data: bytes, languages: list[str]) -> tuple[list[Item], list[str]]:
    """Every translation of every article. Raises Unreadable for what is no such export."""
    export = _export(data)
    sections, categories = _by_id(export, "sections"), _by_id(export, "categories")
    translations: dict = {}
    for row in export.get("translations") or []:
        if isinstance(row, dict):
            translations.setdefault(row.get("source_id"), []).append(row)
    items, refused = [], []
    for article in export["articles"]:
        if not isinstance(article, dict) or "id" not in article:
            refused.append("an article without an id")
            continue
        section = sections.get(article.get("section_id"), {})
        category = categories.get(section.get("category_id"), {})
        for text in _texts(article, translations):
            item = _item(article, text, section.get("name"), category.get("name"), languages)
            (items if item is not None else refused).append(item or f"article {article['id']}: no title")
    return items, refused


def _item(article: dict, text: dict, section, category, languages: list[str]) -> Item | None:
    title = " ".join(str(text.get("title") or article.get("title") or "").split())
    if not title:
        return None
    locale = str(text.get("locale") or article.get("locale") or languages[0]).lower()
    restricted = article.get("user_segment_id") is not None
    return Item(
        origin=f"zendesk:{article['id']}",
        language=locale.partition("-")[0],
        title=title,
        body=markdown_of(str(text.get("body") or "")),
        category=str(category or ""),
        section=str(section or ""),
        visibility="signed_in" if restricted else "public",  # never wider than it was
        phrasings=[],
        draft=bool(text.get("draft")),
        place=f"article {article['id']} ({locale})",
    )


def _texts(article: dict, translations: dict) -> list[dict]:
    inside = article.get("translations")
    found = inside if isinstance(inside, list) and inside else translations.get(article["id"])
    return [one for one in found or [article] if isinstance(one, dict)]


def _export(data: bytes) -> dict:
    try:
        text = data.decode("utf-8-sig")
        try:
            found = json.loads(text)
        except ValueError:
            found = [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        raise Unreadable("is no JSON") from None
    if isinstance(found, list):
        found = {"articles": found}
    if not isinstance(found, dict) or not isinstance(found.get("articles"), list):
        raise Unreadable("holds no articles")
    return found


def _by_id(export: dict, name: str) -> dict:
    rows = export.get(name)
    return {row["id"]: row for row in rows if isinstance(row, dict) and "id" in row} if isinstance(rows, list) else {}
