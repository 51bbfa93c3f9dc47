"""Exporting: every article as Markdown with front matter, its files beside it; it can be imported as it is."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import yaml
from sqlalchemy import select

from helpdesk import files
from helpdesk.db import db
from knowledge_base.article import Article, ArticleText
from knowledge_base.category import Category
from knowledge_base.file import ArticleFile
from knowledge_base.phrasing import phrasings_of
from knowledge_base.slugs import slug_of
from knowledge_base.writing import current

_FILE = re.compile(r"/help/files/([A-Za-z0-9_-]{8,40})(/[^\s)\"]*)?")
PORTION = 200


def export_to(folder: Path) -> int:
    """Write all into this folder, which is made; returns how many texts."""
    count = 0
    for name, data in _whole():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        count += name.endswith(".md")
    return count


def export_zip() -> bytes:
    """The same as one archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _whole():
            archive.writestr(name, data)
    return out.getvalue()


def _whole() -> Iterator[tuple[str, bytes]]:
    shelves = {row.id: row for row in db.session.scalars(select(Category))}
    last = 0
    while articles := list(
        db.session.scalars(
            select(Article).where(Article.id > last, Article.removed_at.is_(None)).order_by(Article.id).limit(PORTION)
        )
    ):
        asked = phrasings_of([article.id for article in articles])
        for article in articles:
            texts = db.session.scalars(select(ArticleText).where(ArticleText.article_id == article.id)).all()
            for text in texts:
                yield from _text(article, text, shelves, asked.get(article.id, ()))
        last = articles[-1].id


def _text(article: Article, text: ArticleText, shelves: dict[int, Category], phrasings) -> Iterator[tuple[str, bytes]]:
    revision = current(text)
    if revision is None:
        return
    shelf = shelves.get(article.category_id)
    top = shelves.get(shelf.parent_id) if shelf is not None and shelf.parent_id else shelf
    front = {
        "id": (article.origin or "").removeprefix("md:") or f"article-{article.id}",
        "title": revision.title,
        "language": text.language,
        "slug": text.slug,
        "category": top.name(text.language) if top is not None else "",
        "section": shelf.name(text.language) if shelf is not None and shelf is not top else "",
        "visibility": "internal" if article.visibility == "segments" else article.visibility,
        "draft": text.published_id is None,
        "phrasings": [row.text for row in phrasings if row.language == text.language],
    }
    body, taken = _with_files(revision.body)
    said = yaml.safe_dump(
        {k: v for k, v in front.items() if v not in ("", [], False)}, allow_unicode=True, sort_keys=False
    )
    folder = f"{text.language}/{slug_of(top.name('en')) if top is not None else 'articles'}"
    yield f"{folder}/{article.id}-{slug_of(text.slug)[:60]}.md", f"---\n{said}---\n\n{body}".encode()
    for name, key in taken.items():
        try:
            yield f"{folder}/{name}", files.get(key)
        except OSError:
            continue


def _with_files(body: str) -> tuple[str, dict[str, str]]:
    tokens = {found[1] for found in _FILE.finditer(body)}
    rows = {row.token: row for row in db.session.scalars(select(ArticleFile).where(ArticleFile.token.in_(tokens)))}
    taken: dict[str, str] = {}

    def named(found: re.Match) -> str:
        row = rows.get(found[1])
        if row is None:
            return found[0]
        name = f"files/{row.token}-{row.filename.replace(' ', '-')}"
        taken[name] = row.storage_key
        return name

    return _FILE.sub(named, body), taken
