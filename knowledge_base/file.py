"""Files of articles: pictures in the text and attachments below it. Who may see the article may fetch them."""

import hashlib
import secrets
from datetime import datetime
from urllib.parse import quote

import puremagic
from flask import current_app
from sqlalchemy import ForeignKey, Index, LargeBinary, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock, files
from helpdesk.db import BigId, Row, db, id_column, transaction
from knowledge_base.article import Article
from knowledge_base.refusals import NotAllowed

MOST = 100  # of one article
PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp"}
FILMS = {"video/mp4", "video/webm"}
_RUNS = (
    "app bat cmd com cpl dll dmg exe hta htm html jar js lnk mjs msc msi ps1 scr sh svg vb vbs wsf xhtml xml".split()
)


class ArticleFile(Row):
    """`token` stands in its address; `listed` ones are shown below the text, others only where the text has them."""

    __tablename__ = "article_file"
    id: Mapped[int] = id_column()
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    token: Mapped[str] = mapped_column(default=lambda: secrets.token_urlsafe(12))
    storage_key: Mapped[str] = mapped_column(default=lambda: secrets.token_hex(20))
    filename: Mapped[str]
    content_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigId)
    sha256: Mapped[bytes] = mapped_column(LargeBinary(32))
    listed: Mapped[bool] = mapped_column(default=False)
    created_by: Mapped[int | None] = mapped_column(BigId)
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    __table_args__ = (Index("ux_article_file_token", "token", unique=True),)

    @property
    def address(self) -> str:
        """Its path, the same for every reader who may see the article."""
        return f"/help/files/{self.token}/{quote(self.filename)}"


@transaction()
def keep_file(article: Article, *, filename: str, data: bytes, by, listed: bool = False) -> ArticleFile:
    """Keep a file with the article; the same bytes twice are one. Raises NotAllowed."""
    name = _clean(filename)
    if not data or name.rpartition(".")[2].lower() in _RUNS:
        raise NotAllowed("bad_file")
    if len(data) > int(current_app.config["ATTACHMENT_LIMIT_MB"]) * 2**20:
        raise NotAllowed("large_file")
    there = {row.sha256: row for row in files_of(article.id)}
    row = there.get(hashlib.sha256(data).digest())
    if row is not None:
        row.listed = row.listed or listed
        return row
    if len(there) >= MOST:
        raise NotAllowed("many")
    row = ArticleFile(article_id=article.id, filename=name, content_type=kind_of(data), size=len(data), listed=listed)
    row.token, row.storage_key = secrets.token_urlsafe(12), secrets.token_hex(20)
    row.sha256, row.created_by = hashlib.sha256(data).digest(), by and by.id
    files.put(row.storage_key, data)
    db.session.add(row)
    db.session.flush()
    return row


@transaction()
def drop_file(row: ArticleFile) -> None:
    """No longer listed; the bytes stay for the revisions whose text has them."""
    row.listed = False


def files_of(article_id: int) -> list[ArticleFile]:
    """All of an article's files, oldest first."""
    rows = select(ArticleFile).where(ArticleFile.article_id == article_id).order_by(ArticleFile.id)
    return list(db.session.scalars(rows.limit(MOST * 2)))


def kind_of(data: bytes) -> str:
    """The content type that the bytes themselves speak of."""
    try:
        found = puremagic.from_string(data[:4096], mime=True)
    except (puremagic.PureError, ValueError):
        found = ""
    return found or "application/octet-stream"


def _clean(filename: str) -> str:
    last = filename.replace("\\", "/").rpartition("/")[2]
    plain = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*()[]').strip(" .")
    return plain[-150:] or "file"
