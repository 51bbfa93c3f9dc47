"""Talk: where the bot stands with a ticket, and what it still has to answer there."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.crypto import Sealed, row_key_column, sealed_column
from helpdesk.db import BigId, Row

STATES = ("talking", "handed", "stopped")  # it speaks · it has called a person · a person speaks


class Talk(Row):
    """`message_id` and `due_at` are of the message it has not answered; `offered` what its last message let choose."""

    __tablename__ = "bot_talk"
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), primary_key=True, autoincrement=False)
    row_key: Mapped[bytes] = row_key_column()
    bot_id: Mapped[int] = mapped_column(ForeignKey("bot.id"))
    state: Mapped[str] = mapped_column(default="talking")
    message_id: Mapped[int | None] = mapped_column(BigId)
    due_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    tries: Mapped[int] = mapped_column(default=0)
    language: Mapped[str] = mapped_column(default="en")
    turns: Mapped[int] = mapped_column(default=0)
    misses: Mapped[int] = mapped_column(default=0)  # in a row, that it could not answer
    offered: Mapped[list] = mapped_column(default=list)  # [{"title", "article" | "flow" | "do"}]
    flow_version_id: Mapped[int | None] = mapped_column(BigId)  # the flow it is in the middle of
    flow_sealed: Mapped[bytes | None] = sealed_column()  # {"step", "filled", "wrong"}
    ended_why: Mapped[str | None]
    ended_at: Mapped[datetime | None] = mapped_column(clock.Instant)

    flow = Sealed("flow_sealed")

    __table_args__ = (
        Index(
            "ix_bot_talk_due",
            "due_at",
            sqlite_where=text("due_at IS NOT NULL"),
            postgresql_where=text("due_at IS NOT NULL"),
        ),
    )
