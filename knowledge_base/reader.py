"""Reader: who looks something up, and so what they may see of the knowledge base."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, or_

from knowledge_base.article import Article, ArticleSegment

PUBLIC, SIGNED_IN, INTERNAL, SEGMENTS = "public", "signed_in", "internal", "segments"


@dataclass(frozen=True)
class Reader:
    """Anybody, a customer who is signed in, or an agent, who sees everything."""

    agent: bool = False
    customer_id: int | None = None
    segments: frozenset[int] = frozenset()

    @property
    def marks(self) -> frozenset[str]:
        """What an article's `seen_by` must hold one of, for this reader to see it. Agents need none."""
        if self.customer_id is None:
            return frozenset({PUBLIC})
        return frozenset({PUBLIC, SIGNED_IN, *(f"s{number}" for number in self.segments)})

    def sees(self) -> ColumnElement[bool]:
        """The same as a condition on Article, for every look into the database."""
        if self.agent:
            return Article.id.is_not(None)
        if self.customer_id is None:
            return Article.visibility == PUBLIC
        seen = Article.visibility.in_((PUBLIC, SIGNED_IN))
        if not self.segments:
            return seen
        mine = exists().where(ArticleSegment.article_id == Article.id, ArticleSegment.segment_id.in_(self.segments))
        return or_(seen, (Article.visibility == SEGMENTS) & mine)


ANYBODY = Reader()
AGENT = Reader(agent=True)


def customer(number: int, segments=()) -> Reader:
    """A customer who is signed in and belongs to these segments."""
    return Reader(customer_id=number, segments=frozenset(segments))
