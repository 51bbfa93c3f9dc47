"""Writing: begin an article, save a draft, add a language, go back to an earlier text, move it, put it in the trash."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.events import record
from knowledge_base.article import LONGEST_BODY, LONGEST_TITLE, VISIBILITIES, Article, ArticleSegment, ArticleText
from knowledge_base.category import Category
from knowledge_base.centre import centre
from knowledge_base.events import ARTICLE_CHANGED, ARTICLE_REMOVED, ARTICLE_WRITTEN
from knowledge_base.placing import slug_for
from knowledge_base.refusals import NotAllowed
from knowledge_base.revision import Revision

ONE_SITTING = timedelta(minutes=20)  # what one person saves within it is one revision
UNCHANGED = object()


@transaction()
def begin(
    *,
    title: str,
    body: str = "",
    language: str,
    by,
    category_id: int | None = None,
    visibility: str = "public",
    origin=None,
) -> Article:
    """A new article with a draft in this language. Raises NotAllowed."""
    article = Article(category_id=_shelf(category_id), source_language=language, created_by=by and by.id, origin=origin)
    article.visibility = _visibility(visibility)
    article.owner_id = by and by.id
    db.session.add(article)
    db.session.flush()
    write(article, language, title=title, body=body, by=by)
    return article


@transaction()
def write(
    article: Article, language: str, *, title: str, body: str, by, note: str = "", seen: int | None = None
) -> ArticleText:
    """Save a draft. `seen` is the revision that its writer began from. Raises NotAllowed, `changed` among others."""
    title, body = _checked(title, body)
    if language not in centre().languages:
        raise NotAllowed("bad_language")
    text = text_of(article.id, language)
    if text is None:
        text = ArticleText(article_id=article.id, language=language, title=title)
        text.slug = slug_for(article.id, language, title)
        db.session.add(text)
        db.session.flush()
    before = current(text)
    if seen is not None and before is not None and before.id != seen and before.author_id != (by and by.id):
        raise NotAllowed("changed", by=before.author_id)
    if before is not None and (before.title, before.body) == (title, body):
        return text
    revision = _revised(text, before, title, body, note, by)
    text.draft_id, text.updated_at = revision.id, clock.now()
    if text.review:  # what was looked at is no longer what would be published
        text.review, text.publish_at = None, None
    if text.published_id is None:
        text.title = title
        text.slug = slug_for(article.id, language, title, text)
    db.session.flush()
    record(ARTICLE_WRITTEN, by=by, article=article.id, language=language, revision=revision.id)
    return text


def go_back(article: Article, text: ArticleText, revision: Revision, *, by) -> ArticleText:
    """Make an earlier text the draft; it is published like any other. Raises NotAllowed."""
    return write(article, text.language, title=revision.title, body=revision.body, by=by, note=f"↩ {revision.number}")


@transaction()
def discard_draft(text: ArticleText, *, by) -> None:
    """Stop writing: what is published stays. Raises NotAllowed where nothing is published."""
    if text.published_id is None or text.draft_id is None:
        raise NotAllowed("not_published")
    text.draft_id, text.review, text.publish_at = None, None, None
    record(ARTICLE_WRITTEN, by=by, article=text.article_id, language=text.language, revision=text.published_id)


@transaction()
def place(
    article: Article,
    *,
    by,
    category_id=UNCHANGED,
    visibility: str | None = None,
    segments: list[int] | None = None,
    owner_id=UNCHANGED,
    check_by: datetime | None | object = UNCHANGED,
    promoted: bool | None = None,
    position: int | None = None,
) -> None:
    """Say where it stands, who sees it, who looks after it and until when. Raises NotAllowed."""
    if category_id is not UNCHANGED:
        article.category_id = _shelf(category_id)
    if owner_id is not UNCHANGED:
        article.owner_id = owner_id
    if check_by is not UNCHANGED:
        article.check_by = check_by
    article.promoted = article.promoted if promoted is None else promoted
    article.position = article.position if position is None else position
    if visibility is not None:
        _show_to(article, visibility, segments or [])
    db.session.flush()
    record(ARTICLE_CHANGED, by=by, article=article.id)


@transaction()
def confirm(article: Article, *, until: datetime | None, by) -> None:
    """Somebody has checked that it is still right; look again by then."""
    article.check_by = until
    record(ARTICLE_CHANGED, by=by, article=article.id)


@transaction()
def remove(article: Article, *, by) -> None:
    """Into the trash: nobody finds it any more."""
    if article.removed_at is None:
        article.removed_at = clock.now()
        record(ARTICLE_REMOVED, by=by, article=article.id, removed=True)


@transaction()
def bring_back(article: Article, *, by) -> None:
    """Out of the trash, as it was."""
    if article.removed_at is not None:
        article.removed_at = None
        record(ARTICLE_REMOVED, by=by, article=article.id, removed=False)


def text_of(article_id: int, language: str) -> ArticleText | None:
    """The article in this language."""
    same = (ArticleText.article_id == article_id, ArticleText.language == language)
    return db.session.scalar(select(ArticleText).where(*same))


def current(text: ArticleText) -> Revision | None:
    """What an editor goes on from: the draft, or what is published."""
    number = text.draft_id or text.published_id
    return db.session.get(Revision, number) if number else None


def segments_of(article_id: int) -> list[int]:
    """The segments that see it."""
    rows = select(ArticleSegment.segment_id).where(ArticleSegment.article_id == article_id)
    return list(db.session.scalars(rows.order_by(ArticleSegment.segment_id)))


def _checked(title: str, body: str) -> tuple[str, str]:
    title, body = " ".join(title.split()), body.replace("\r\n", "\n").replace("\0", "")
    if not title:
        raise NotAllowed("no_title")
    if len(title) > LONGEST_TITLE or len(body) > LONGEST_BODY:
        raise NotAllowed("too_long")
    return title, body


def _revised(text: ArticleText, before: Revision | None, title: str, body: str, note: str, by) -> Revision:
    mine = before is not None and before.id == text.draft_id and before.author_id == (by and by.id)
    if mine and not text.review and not note and before.at > clock.now() - ONE_SITTING and not before.published_at:
        before.title, before.body = title, body
        return before
    number = db.session.scalar(select(func.max(Revision.number)).where(Revision.text_id == text.id)) or 0
    revision = Revision(text_id=text.id, number=number + 1, title=title, body=body, note=note[:200])
    revision.author_id, revision.at = by and by.id, clock.now()
    db.session.add(revision)
    db.session.flush()
    return revision


def _shelf(category_id: int | None) -> int | None:
    return category_id if category_id and db.session.get(Category, category_id) is not None else None


def _visibility(visibility: str) -> str:
    if visibility not in VISIBILITIES:
        raise NotAllowed("bad_visibility")
    return visibility


def _show_to(article: Article, visibility: str, segments: list[int]) -> None:
    if _visibility(visibility) == "segments" and not segments:
        raise NotAllowed("no_segment")
    article.visibility = visibility
    db.session.execute(delete(ArticleSegment).where(ArticleSegment.article_id == article.id))
    if visibility == "segments":
        db.session.add_all(ArticleSegment(article_id=article.id, segment_id=number) for number in sorted(set(segments)))
