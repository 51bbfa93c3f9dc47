"""Turn: one message of a customer and what the bot made of it; from these come the figures and the verdicts."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import BigId, Row, id_column

BANDS = ("answer", "did_you_mean", "hand_over", "talk", "flow", "suggested")
VERDICTS = ("right", "wrong")


class Turn(Row):
    """`article_ids` are what it found, the best first; `suggestion` is an answer an agent may send (e-mail)."""

    __tablename__ = "bot_turn"
    id: Mapped[int] = id_column()
    bot_id: Mapped[int] = mapped_column(ForeignKey("bot.id"))
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    message_id: Mapped[int] = mapped_column(BigId)
    reply_id: Mapped[int | None] = mapped_column(BigId)
    at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    language: Mapped[str] = mapped_column(default="en")
    intent: Mapped[str] = mapped_column(default="question")
    band: Mapped[str]
    article_ids: Mapped[list] = mapped_column(default=list)
    sureness: Mapped[float | None]
    suggestion: Mapped[str | None]
    verdict: Mapped[str | None]  # right or wrong
    verdict_by: Mapped[str | None]  # customer or agent
    verdict_at: Mapped[datetime | None] = mapped_column(clock.Instant)

    __table_args__ = (
        Index("ux_bot_turn_message", "message_id", unique=True),  # a message is answered once
        Index("ix_bot_turn_ticket", "ticket_id", "id"),
        Index(
            "ix_bot_turn_judged",
            "bot_id",
            "verdict_at",
            sqlite_where=text("verdict IS NOT NULL"),
            postgresql_where=text("verdict IS NOT NULL"),
        ),
        Index("ix_bot_turn_at", "bot_id", "at"),
    )
