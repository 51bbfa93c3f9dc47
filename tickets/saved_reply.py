"""Saved reply: a text that is written often, with placeholders and files."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, and_, case, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock, files
from helpdesk.db import Row, db, id_column, transaction
from helpdesk.people import teams_of
from tickets.attachment import Attachment, as_chosen
from tickets.message import LONGEST_TEXT
from tickets.placeholders import fill, unknown_in
from tickets.refusals import NotAllowed
from tickets.uploading import keep_for_good, let_go, upload


class SavedReply(Row):
    """`owner_id` is empty for one that everybody has, or everybody in the team when it has one."""

    __tablename__ = "saved_reply"
    id: Mapped[int] = id_column()
    title: Mapped[str]
    text: Mapped[str]
    shortcut: Mapped[str] = mapped_column(default="")
    language: Mapped[str | None]
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"), index=True)
    attachment_ids: Mapped[list] = mapped_column(default=list)
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)


@transaction()
def save_reply(
    row: SavedReply | None = None,
    *,
    title: str,
    text: str,
    shortcut: str = "",
    language: str | None = None,
    by,
    shared: bool = True,
    team_id: int | None = None,
    attachment_ids: list[int] = (),
) -> SavedReply:
    """Keep a text for later, or write a kept one anew. Raises NotAllowed for a placeholder that nothing stands for."""
    if not title.strip() or not text.strip():
        raise NotAllowed("empty")
    if len(text) > LONGEST_TEXT or len(title) > 200:
        raise NotAllowed("too_long")
    if wrong := unknown_in(text):
        raise NotAllowed("unknown_placeholder", placeholders=wrong[:5])
    row = row or SavedReply()
    row.title, row.text, row.shortcut, row.language = title.strip(), text, shortcut.strip().lower()[:40], language
    gone = set(row.attachment_ids or []) - set(attachment_ids)
    row.owner_id, row.team_id, row.attachment_ids = None if shared else by.id, team_id, list(attachment_ids)
    row.updated_at = clock.now()
    db.session.add(row)
    db.session.flush()
    if gone:
        let_go(list(gone), for_id=row.id)
    if attachment_ids:
        keep_for_good(list(attachment_ids), for_id=row.id, by=by)
    return row


@transaction()
def drop_reply(row: SavedReply) -> None:
    """Forget it, and its files in a day."""
    let_go(list(row.attachment_ids or []), for_id=row.id)
    db.session.delete(row)


def saved_replies(agent, *, query: str = "", language: str | None = None, limit: int = 50) -> list[SavedReply]:
    """Those the agent has whose title or text says this.

    With a language those in it come first, and of several with one shortcut there is only the one that suits it
    best: who looks for `hello` finds what to say to this customer.
    """
    wanted = select(SavedReply).where(_belongs_to(agent))
    if query.strip():
        said = _says(query.strip()[:100])
        if language:  # by its shortcut one leads to those in other languages
            known = select(SavedReply.shortcut).where(_belongs_to(agent), said, SavedReply.shortcut != "")
            said = or_(said, SavedReply.shortcut.in_(known))
        wanted = wanted.where(said)
    suits = _suits(language)
    rows = db.session.scalars(wanted.order_by(suits, SavedReply.title, SavedReply.id).limit(limit * 2)).all()
    return _one_a_shortcut(rows)[:limit] if language else list(rows)[:limit]


def saved_reply_of(agent, number: int) -> SavedReply:
    """The one of this number, if the agent has it. Raises LookupError."""
    row = db.session.scalar(select(SavedReply).where(SavedReply.id == number, _belongs_to(agent)))
    if row is None:
        raise LookupError(f"no saved reply {number}")
    return row


def filled(row: SavedReply, ticket, agent) -> str:
    """Its text for this ticket, written by this agent."""
    return fill(row.text, ticket, agent)


def files_for(row: SavedReply, agent) -> list[Attachment]:
    """Copies of its files that the agent can send: what is sent and later erased must not take the template along."""
    chosen = list(row.attachment_ids or [])
    kept = db.session.scalars(select(Attachment).where(Attachment.id.in_(chosen)))
    return [
        upload(
            filename=file.filename,
            content_type=file.content_type,
            data=files.get(file.storage_key),
            by_kind="agent",
            by_id=agent.id,
        )
        for file in as_chosen(kept, chosen)
    ]


def _belongs_to(agent):
    shared = SavedReply.owner_id.is_(None)
    if not agent.sees_all:
        shared = and_(shared, or_(SavedReply.team_id.is_(None), SavedReply.team_id.in_(teams_of(agent))))
    return or_(shared, SavedReply.owner_id == agent.id)


def _says(text: str):
    like = f"%{_literally(text)}%"
    return or_(
        *(column.ilike(like, escape="\\") for column in (SavedReply.title, SavedReply.text, SavedReply.shortcut))
    )


def _suits(language: str | None):
    return case((SavedReply.language == language, 0), (SavedReply.language.is_(None), 1), else_=2)


def _one_a_shortcut(rows: Sequence[SavedReply]) -> list[SavedReply]:
    best: dict = {}
    for row in rows:  # those that suit come first
        best.setdefault(row.shortcut or row.id, row)
    return list(best.values())


def _literally(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
