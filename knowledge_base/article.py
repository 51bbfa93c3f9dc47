"""Article: one thing the company explains, in as many languages as it likes."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import BigId, Row, id_column

VISIBILITIES = ("public", "signed_in", "internal", "segments")
LONGEST_TITLE, LONGEST_BODY = 250, 200_000


class Article(Row):
    """What all its languages share: where it stands, who sees it, who looks after it."""

    __tablename__ = "article"
    id: Mapped[int] = id_column()
    category_id: Mapped[int | None] = mapped_column(ForeignKey("article_category.id"), index=True)
    visibility: Mapped[str] = mapped_column(default="public")  # public signed_in internal segments
    source_language: Mapped[str] = mapped_column(default="en")  # the others are translations of this one
    position: Mapped[int] = mapped_column(default=0)
    promoted: Mapped[bool] = mapped_column(default=False)
    owner_id: Mapped[int | None] = mapped_column(BigId, index=True)
    check_by: Mapped[datetime | None] = mapped_column(clock.Instant, index=True)
    origin: Mapped[str | None]  # what it was imported from; the same origin is the same article
    created_by: Mapped[int | None] = mapped_column(BigId)
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    removed_at: Mapped[datetime | None] = mapped_column(clock.Instant)

    __table_args__ = (Index("ux_article_origin", "origin", unique=True),)


class ArticleSegment(Row):
    """Customers of this segment see the article, when its visibility is `segments`."""

    __tablename__ = "article_segment"
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    segment_id: Mapped[int] = mapped_column(BigId, primary_key=True, index=True)


class ArticleText(Row):
    """An article in one language: what readers see now, and what is being written.

    `draft_id` is the revision being written and empty when everything is published; `published_id` the one readers
    see and empty when they see none. What is published is kept here whole (title, html, plain), so that a page is
    one read; `folded` is what the search looks at while there is no index.
    """

    __tablename__ = "article_text"
    id: Mapped[int] = id_column()
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    language: Mapped[str]
    slug: Mapped[str]
    title: Mapped[str]  # as published; the draft's until then
    html: Mapped[str] = mapped_column(default="")
    plain: Mapped[str] = mapped_column(default="")
    folded: Mapped[str] = mapped_column(default="")
    draft_id: Mapped[int | None] = mapped_column(BigId)
    published_id: Mapped[int | None] = mapped_column(BigId)
    published_at: Mapped[datetime | None] = mapped_column(clock.Instant)  # the first time
    edited_at: Mapped[datetime | None] = mapped_column(clock.Instant)  # when what readers see last changed
    translated_id: Mapped[int | None] = mapped_column(BigId)  # the revision of the source that this one renders
    review: Mapped[str | None]  # asked, approved, sent_back; empty: nobody was asked
    reviewer_id: Mapped[int | None] = mapped_column(BigId)  # who is asked, then who decided
    review_note: Mapped[str] = mapped_column(default="")
    publish_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    updated_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        UniqueConstraint("article_id", "language", name="ux_article_text"),
        Index("ux_article_text_slug", "language", "slug", unique=True),
        Index(
            "ix_article_text_due",
            "publish_at",
            sqlite_where=text("publish_at IS NOT NULL"),
            postgresql_where=text("publish_at IS NOT NULL"),
        ),
    )

    @property
    def state(self) -> str:
        """draft, in_review, sent_back, approved, scheduled, published, or changed: published, with a newer draft."""
        if self.publish_at is not None:
            return "scheduled"
        if self.draft_id is not None and self.review:
            return {"asked": "in_review"}.get(self.review, self.review)
        if self.published_id is None:
            return "draft"
        return "changed" if self.draft_id is not None else "published"


class ArticleAddress(Row):
    """An address an article once had in this language; it leads to where the article is now."""

    __tablename__ = "article_address"
    id: Mapped[int] = id_column()
    language: Mapped[str]
    slug: Mapped[str]
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)

    __table_args__ = (Index("ux_article_address", "language", "slug", unique=True),)
