"""Guess: what the classifier thought of a ticket, and whether it acted on it."""

from datetime import datetime

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import BigId, Row, db

TARGETS = ("topic", "team", "priority", "language", "spam")


class Guess(Row):
    """One a ticket and target. `labels`: [[label, sureness], …], the likeliest first, three at most."""

    __tablename__ = "classifier_guess"
    ticket_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    target: Mapped[str] = mapped_column(primary_key=True)
    model_id: Mapped[int] = mapped_column(BigId)
    at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    label: Mapped[str]
    sureness: Mapped[float]
    labels: Mapped[list] = mapped_column(default=list)
    sure: Mapped[bool] = mapped_column(default=False)  # above the admin's threshold
    acted: Mapped[bool] = mapped_column(default=False)  # it was set by the classifier

    __table_args__ = (Index("ix_classifier_guess_model", "model_id", "target"),)


def guesses_of(ticket_ids: list[int]) -> dict[int, list[Guess]]:
    """What was thought of these tickets: one statement."""
    found: dict[int, list[Guess]] = {}
    for row in db.session.scalars(select(Guess).where(Guess.ticket_id.in_(ticket_ids)).order_by(Guess.target)):
        found.setdefault(row.ticket_id, []).append(row)
    return found


def predicted(ticket_id: int, target: str = "topic") -> Guess | None:
    """What was thought of one ticket; None while nothing has been."""
    return db.session.get(Guess, (ticket_id, target))
