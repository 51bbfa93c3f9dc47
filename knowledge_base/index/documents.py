"""Documents: what stands in the index for an article, one for each language in which readers may see it."""

from collections.abc import Iterable, Iterator

from sqlalchemy import select

from helpdesk import language
from helpdesk.db import db
from knowledge_base.article import Article, ArticleSegment, ArticleText
from knowledge_base.category import Category
from knowledge_base.phrasing import phrasings_of

MOST_WORDS = 20_000  # of one text


def documents_of(articles: Iterable[int]) -> Iterator[dict]:
    """The documents of these articles; those that nobody may find have none."""
    numbers = list(articles)
    asked, segments, shelves = phrasings_of(numbers), _segments(numbers), _shelves()
    rows = (
        select(ArticleText, Article)
        .join(Article, Article.id == ArticleText.article_id)
        .where(Article.id.in_(numbers), Article.removed_at.is_(None), ArticleText.published_id.is_not(None))
    )
    for text, article in db.session.execute(rows):
        said = [p.text for p in asked.get(article.id, ()) if p.language == text.language]
        shelf = shelves.get(article.category_id, [])
        names = " ".join(row.names.get(text.language, "") for row in shelf)
        head = "\n".join((text.title, *said))
        yield {
            "key": f"{article.id}:{text.language}",
            "article": str(article.id),
            "language": text.language,
            "seen_by": " ".join(_marks(article, segments)),
            "shelf": " ".join(str(row.id) for row in shelf),
            "head": language.words(head),
            "body": language.words(f"{names}\n{text.plain}")[:MOST_WORDS],
            "spell": sorted(set(_whole(f"{head}\n{text.plain}"))),
            "start": sorted(set(_whole(head))),
        }


def _marks(article: Article, segments: dict[int, list[int]]) -> list[str]:
    if article.visibility == "segments":
        return [f"s{number}" for number in segments.get(article.id, ())] or ["nobody"]
    return [article.visibility]


def _segments(numbers: list[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    rows = select(ArticleSegment).where(ArticleSegment.article_id.in_(numbers))
    for row in db.session.scalars(rows):
        found.setdefault(row.article_id, []).append(row.segment_id)
    return found


def _shelves() -> dict[int, list[Category]]:
    """Of each category itself and its parent."""
    rows = {row.id: row for row in db.session.scalars(select(Category))}
    return {row.id: [row, *([rows[row.parent_id]] if row.parent_id in rows else [])] for row in rows.values()}


def _whole(text: str) -> Iterator[str]:
    for run in language.runs(language.fold(text)):
        if not language.is_han(run.group()) and 2 < len(run.group()) <= 30 and not run.group().isdigit():
            yield run.group()
