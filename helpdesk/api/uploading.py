"""Upload tokens: one names the files that were uploaded under it, until a comment takes them."""

import secrets

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.api import reading
from helpdesk.api.door import invalid
from helpdesk.db import Row, db, id_column, transaction
from helpdesk.hot import insert
from tickets import Attachment
from tickets.uploading import MOST_FILES, upload


class Upload(Row):
    """This file was uploaded under this token."""

    __tablename__ = "api_upload"
    id: Mapped[int] = id_column()
    token: Mapped[str]
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id", ondelete="CASCADE"), index=True)

    __table_args__ = (Index("ix_api_upload_token", "token"),)


@transaction()
def keep(token: str | None, agent, **file) -> tuple[str, Attachment]:
    """Keep a file under this token, or a new one. Raises TooLarge, NotAccepted, or a Refusal for a foreign token."""
    if token is not None and not files_of([token], agent):
        raise invalid("There is no such upload.", "上传不存在。", field="token")
    token = token or secrets.token_urlsafe(24)
    row = upload(by_kind="agent", by_id=agent.id, **file)
    insert(Upload(token=token, attachment_id=row.id))
    return token, row


def files_of(tokens, agent) -> list[int]:
    """The numbers of the files under these tokens that the agent has uploaded and not yet sent. Raises a Refusal."""
    tokens = reading.words({"uploads": tokens}, "uploads", MOST_FILES)
    if not tokens:
        return []
    found = list(
        db.session.execute(
            select(Upload.token, Attachment.id)
            .join(Attachment, Attachment.id == Upload.attachment_id)
            .where(
                Upload.token.in_(tokens),
                Attachment.message_id.is_(None),
                Attachment.uploaded_by_kind == "agent",
                Attachment.uploaded_by_id == agent.id,
            )
        )
    )
    if {token for token, _ in found} != set(tokens):
        raise invalid("There is no such upload, or it has been used.", "上传文件不存在或已使用。", field="uploads")
    return [number for _, number in found]


@transaction()
def forget(token: str, agent) -> None:
    """Drop the files under this token that were not sent."""
    numbers = files_of([token], agent)
    for row in db.session.scalars(select(Upload).where(Upload.attachment_id.in_(numbers))):
        db.session.delete(row)
