"""Searching the rows themselves, while there is no index: slower and plainer, but it always answers."""

from sqlalchemy import Integer, and_, case, cast, exists, func, or_

from helpdesk import language
from helpdesk.db import db
from knowledge_base.article import Article, ArticleText
from knowledge_base.category import Category
from knowledge_base.phrasing import Phrasing
from knowledge_base.reading import published

MOST_WORDS = 8


def found(asked, wanted, limit: int, offset: int, make, hit_of):
    """Articles with most of the words, those with words in the title first."""
    words = _words(asked, wanted)
    if not words:
        return make()
    said = [_like(ArticleText.folded, word) for word in words]
    titled = [_like(func.lower(ArticleText.title), word) for word in words]
    phrased = [_phrased(word) for word in words]
    rows = published(wanted.who).where(or_(*said, *titled, *phrased))
    if wanted.language:
        rows = rows.where(ArticleText.language == wanted.language)
    if wanted.shelf:
        below = exists().where(Category.id == Article.category_id, Category.parent_id == wanted.shelf)
        rows = rows.where(or_(Article.category_id == wanted.shelf, below))
    score = sum((case((part, 1), else_=0) for part in said), cast(0, Integer))
    score += sum((case((part, 3), else_=0) for part in (*titled, *phrased)), cast(0, Integer))
    top = rows.order_by(score.desc(), ArticleText.article_id).limit(limit).offset(offset)
    hits = [hit_of(text, set(asked.words)) for text in db.session.scalars(top)]
    return make(hits=hits, total=offset + len(hits))


def _words(asked, wanted) -> list[str]:
    """Beginnings long enough to be in any form of the word; of Chinese the pairs."""
    # A stem of more than three letters stands in the text but for its last i, which is the y of delivery or policy.
    words = [word[:-1] if word.endswith("i") and len(word) > 3 else word for word in asked.words]
    if wanted.prefix and wanted.prefix not in words:
        words.append(wanted.prefix)
    return words[:MOST_WORDS]


def _like(column, word: str):
    return column.contains(word, autoescape=True)


def _phrased(word: str):
    mine = and_(Phrasing.article_id == ArticleText.article_id, Phrasing.language == ArticleText.language)
    return exists().where(mine, Phrasing.approved_at.is_not(None), _like(Phrasing.key, language.fold(word)))
