"""Publishing: have a second person look, publish now or at a time, withdraw."""

from datetime import datetime

from sqlalchemy import select

from helpdesk import clock, language
from helpdesk.db import db, transaction
from helpdesk.events import SYSTEM, record
from knowledge_base import events as e
from knowledge_base.article import Article, ArticleText
from knowledge_base.centre import centre
from knowledge_base.placing import move, slug_for
from knowledge_base.refusals import NotAllowed
from knowledge_base.rendering import plain_of, rendered
from knowledge_base.revision import Revision
from knowledge_base.writing import text_of


@transaction()
def submit(text: ArticleText, *, by, to: int | None = None) -> None:
    """Ask a second person to look at the draft; `to` names them. Raises NotAllowed."""
    _draft(text)
    if text.review != "asked":
        text.review, text.reviewer_id, text.review_note = "asked", to, ""
        record(e.ARTICLE_SUBMITTED, by=by, article=text.article_id, language=text.language, to=to)


@transaction()
def approve(text: ArticleText, *, by) -> None:
    """Find the draft good. Raises NotAllowed: nobody approves their own."""
    _judge(text, by)
    text.review, text.reviewer_id, text.review_note = "approved", by.id, ""
    record(e.ARTICLE_APPROVED, by=by, article=text.article_id, language=text.language)


@transaction()
def send_back(text: ArticleText, why: str, *, by) -> None:
    """Want changes first. Raises NotAllowed."""
    _judge(text, by)
    text.review, text.reviewer_id, text.review_note = "sent_back", by.id, why.strip()[:1000]
    record(e.ARTICLE_SENT_BACK, by=by, article=text.article_id, language=text.language, why=text.review_note)


@transaction()
def schedule(text: ArticleText, at: datetime, *, by) -> None:
    """Publish the draft by itself at this time. Raises NotAllowed."""
    _ready(text)
    if at <= clock.now():
        raise NotAllowed("past")
    text.publish_at = at
    record(e.ARTICLE_SCHEDULED, by=by, article=text.article_id, language=text.language, at=clock.iso(at))


@transaction()
def unschedule(text: ArticleText, *, by) -> None:
    """It stays a draft."""
    if text.publish_at is not None:
        text.publish_at = None
        record(e.ARTICLE_SCHEDULED, by=by, article=text.article_id, language=text.language, at=None)


@transaction()
def publish(text: ArticleText, *, by, slug: str | None = None, ready: bool = True) -> None:
    """Show the draft to readers from now on. Raises NotAllowed, `not_approved` where a second person must look."""
    revision = _ready(text) if ready else _draft(text)
    article, now = db.session.get(Article, text.article_id), clock.now()
    text.title, text.html, text.plain = revision.title, rendered(revision.body), plain_of(revision.body)
    text.folded = language.fold(f"{text.title}\n{text.plain}")
    move(text, slug or slug_for(article.id, text.language, revision.title, text))
    text.published_id, text.draft_id, text.publish_at, text.review = revision.id, None, None, None
    text.published_at, text.edited_at = text.published_at or now, now
    revision.published_at = revision.published_at or now
    if text.language != article.source_language:
        source = text_of(article.id, article.source_language)
        text.translated_id = source.published_id if source is not None else None
    db.session.flush()
    record(e.ARTICLE_PUBLISHED, by=by, article=article.id, language=text.language, revision=revision.id)


@transaction()
def withdraw(text: ArticleText, *, by) -> None:
    """Readers no longer see it; its text becomes a draft again. Raises NotAllowed."""
    if text.published_id is None:
        raise NotAllowed("not_published")
    text.draft_id = text.draft_id or text.published_id
    text.published_id, text.publish_at, text.html, text.plain, text.folded = None, None, "", "", ""
    db.session.flush()
    record(e.ARTICLE_WITHDRAWN, by=by, article=text.article_id, language=text.language)


@transaction()
def follow_source(text: ArticleText, *, by) -> None:
    """The translation is still right although its source has changed."""
    source = text_of(text.article_id, db.session.get(Article, text.article_id).source_language)
    text.translated_id = source.published_id if source is not None else None
    record(e.ARTICLE_CHANGED, by=by, article=text.article_id, language=text.language)


def publish_due(as_of: datetime) -> int:
    """Publish what waits for its time; returns how many. What cannot be published any more stays a draft."""
    due = select(ArticleText.id).where(ArticleText.publish_at <= as_of).order_by(ArticleText.publish_at).limit(200)
    return sum(_publish_when_due(number, as_of) for number in db.session.scalars(due).all())


@transaction()
def _publish_when_due(number: int, as_of: datetime) -> bool:
    text = db.session.get(ArticleText, number)
    if text is None or text.publish_at is None or text.publish_at > as_of:
        return False  # somebody else was first
    try:
        publish(text, by=SYSTEM, ready=False)
    except NotAllowed:
        text.publish_at = None
        return False
    return True


def _draft(text: ArticleText) -> Revision:
    revision = db.session.get(Revision, text.draft_id) if text.draft_id else None
    if revision is None:
        raise NotAllowed("no_draft")
    if not revision.body.strip():
        raise NotAllowed("no_body")
    return revision


def _ready(text: ArticleText) -> Revision:
    revision = _draft(text)
    if centre().review and text.review != "approved":
        raise NotAllowed("not_approved")
    return revision


def _judge(text: ArticleText, by) -> None:
    revision = _draft(text)
    if text.review != "asked":
        raise NotAllowed("not_in_review")
    if revision.author_id == by.id:
        raise NotAllowed("own_work")
