"""Message: what a customer wrote (inbound), what we answered (reply), what only the team sees (note), a phone call."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, select
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.crypto import Sealed, row_key_column, sealed_column
from helpdesk.db import BigId, Row, db, id_column
from tickets.refusals import NotAllowed

KINDS = ("inbound", "reply", "note", "call")
# A reply is scheduled until it may go out (send later, undo), then queued, sending, and what the provider says.
STATES = ("scheduled", "queued", "sending", "sent", "delivered", "read", "failed", "unsure", "cancelled")
# A call goes through some of these, from left to right; see channels/calls. In two of them somebody waits.
CALL_STATES = ("ringing", "talking", "failed", "cancelled", "busy", "missed", "ended", "voicemail")
CALL_WAITS = ("missed", "voicemail")


class Message(Row):
    """`ticket_id` is the thread that shows it; `origin_ticket_id` where it belongs, should a merge be undone."""

    __tablename__ = "message"

    id: Mapped[int] = id_column()
    row_key: Mapped[bytes] = row_key_column()
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    origin_ticket_id: Mapped[int] = mapped_column(BigId)
    kind: Mapped[str]
    author_kind: Mapped[str] = mapped_column(default="customer")  # customer, agent, bot, system
    author_id: Mapped[int | None] = mapped_column(BigId)
    text: Mapped[str] = mapped_column(default="")
    reply_text: Mapped[str | None]  # the text without quotes and signature, when it differs
    html: Mapped[str | None]  # sanitised when stored, sanitised again when shown
    subject: Mapped[str | None]
    inbox_id: Mapped[int | None] = mapped_column(BigId)
    identity_id: Mapped[int | None] = mapped_column(ForeignKey("identity.id"))
    # Addresses and headers of the message as its channel needs them (mail: to, cc, message_id, references).
    envelope_sealed: Mapped[bytes | None] = sealed_column()
    external_index: Mapped[bytes | None] = mapped_column(LargeBinary(16))  # blind index of the provider's id
    client_id: Mapped[str | None]  # uuid made by the writer's browser: the same post twice is one message
    trust: Mapped[str | None]  # inbound: proven or unverified sender, where the channel can be forged
    is_auto: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)  # the provider's time; the thread's order
    state: Mapped[str | None]
    state_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    due_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    error: Mapped[str | None]
    edited_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    deleted_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    earlier: Mapped[list | None]  # what it said before it was edited: [{"text", "at"}], the newest last
    reaction: Mapped[str | None]  # the emoji that the customer put on it
    reaction_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    status_after: Mapped[str | None]  # the status the ticket takes when a scheduled reply goes out

    envelope = Sealed("envelope_sealed")

    __table_args__ = (
        Index("ix_message_thread", "ticket_id", "at", "id"),
        Index("ix_message_origin", "origin_ticket_id"),
        Index(
            "ux_message_external",
            "inbox_id",
            "external_index",
            unique=True,
            sqlite_where=sql("external_index IS NOT NULL"),
            postgresql_where=sql("external_index IS NOT NULL"),
        ),
        Index(
            "ux_message_client",
            "origin_ticket_id",
            "client_id",
            unique=True,
            sqlite_where=sql("client_id IS NOT NULL"),
            postgresql_where=sql("client_id IS NOT NULL"),
        ),
        # The address stands first: whoever goes takes theirs along, and SQL looks whether anything names it still.
        Index(
            "ix_message_address",
            "identity_id",
            "inbox_id",
            "kind",
            "at",
            sqlite_where=sql("identity_id IS NOT NULL"),
            postgresql_where=sql("identity_id IS NOT NULL"),
        ),
        Index(
            "ix_message_scheduled",
            "due_at",
            sqlite_where=sql("state = 'scheduled'"),
            postgresql_where=sql("state = 'scheduled'"),
        ),
    )


LONGEST_TEXT = 100_000


def checked(text: str, attachment_ids, values: dict) -> str:
    """The text of a message that is to be written. Raises NotAllowed when it says nothing or far too much."""
    if not text.strip() and not attachment_ids and not (values.get("html") or "").strip():
        raise NotAllowed("empty")
    if len(text) > LONGEST_TEXT:
        raise NotAllowed("too_long")
    return text.replace("\x00", "")  # PostgreSQL keeps no NUL


def written(ticket, client_id: str) -> Message | None:
    """The message of this ticket that a browser has already posted under this id."""
    return db.session.scalar(
        select(Message).where(Message.origin_ticket_id == ticket.id, Message.client_id == client_id)
    )
