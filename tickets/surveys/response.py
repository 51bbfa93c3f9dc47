"""Response: one customer asked about one ticket, and what they said."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.crypto import row_key_column
from helpdesk.customers.belongings import belongs
from helpdesk.db import BigId, Row, id_column

STATES = ("planned", "asked", "answered", "expired", "dropped")
COUNTS = "state IN ('planned','asked','answered')"


def _index(name: str, where: str, *columns: str, unique: bool = False) -> Index:
    return Index(name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where))


class Response(Row):
    """state: planned → asked → answered | expired; dropped says in `why` what stood against it.

    Who had the ticket, where and what it was about is kept as it was when it was asked: that is what is judged.
    """

    __tablename__ = "survey_response"

    id: Mapped[int] = id_column()
    row_key: Mapped[bytes] = row_key_column()  # what its link is signed with: it cannot be guessed from another's
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    language: Mapped[str] = mapped_column(default="en")
    state: Mapped[str] = mapped_column(default="planned")
    why: Mapped[str | None]
    on_solve: Mapped[bool] = mapped_column(default=True)  # dropped when the ticket is opened again before it is sent
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    due_at: Mapped[datetime | None] = mapped_column(clock.Instant)  # what happens next: it is sent, reminded, it ends
    sent_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    reminded_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    expires_at: Mapped[datetime | None] = mapped_column(clock.Instant)

    inbox_id: Mapped[int | None] = mapped_column(BigId)  # through which, and to which address it went
    identity_id: Mapped[int | None] = mapped_column(BigId)
    message_id: Mapped[int | None] = mapped_column(BigId)  # the last one of ours that asked
    question: Mapped[str | None]  # which question that was
    heard_index: Mapped[bytes | None] = mapped_column(LargeBinary(16))  # the last message that was taken as an answer

    agent_id: Mapped[int | None] = mapped_column(BigId)
    team_id: Mapped[int | None] = mapped_column(BigId)
    channel: Mapped[str] = mapped_column(default="")
    topic: Mapped[str | None]
    segments: Mapped[list] = mapped_column(default=list)

    answers: Mapped[dict] = mapped_column(default=dict)  # {question: value}
    score: Mapped[int | None]
    low: Mapped[bool] = mapped_column(default=False)
    comment: Mapped[str | None]
    answered_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    changed_at: Mapped[datetime | None] = mapped_column(clock.Instant)

    __table_args__ = (
        _index("ux_survey_response_once", COUNTS, "ticket_id", "survey_id", unique=True),
        _index("ix_survey_response_due", "due_at IS NOT NULL", "due_at"),
        _index("ix_survey_response_address", "identity_id IS NOT NULL", "identity_id", "inbox_id", "id"),
        _index("ix_survey_response_results", "answered_at IS NOT NULL", "survey_id", "answered_at"),
        Index("ix_survey_response_customer", "customer_id", "id"),
        Index("ix_survey_response_ticket", "ticket_id", "id"),
    )


def _exported(row: Response) -> dict:
    asked, said = clock.iso(row.sent_at), clock.iso(row.answered_at)
    return {"ticket": row.ticket_id, "asked_at": asked, "answered_at": said, "answers": row.answers}


belongs(Response, erase="delete", by="identity_id", export=_exported)
