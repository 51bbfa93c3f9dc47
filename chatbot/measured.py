"""Measured: what a base gave when it was asked itself; kept, so that no process measures what another has."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import Row, id_column


class Measured(Row):
    """`points` are [[threshold, precision, answered], …]; `wrong` some it gets wrong; a row a base and engine."""

    __tablename__ = "bot_measured"
    id: Mapped[int] = id_column()
    base: Mapped[str]  # who reads it, in what language, by which engine
    mark: Mapped[str]  # changes whenever the base does
    at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    points: Mapped[list] = mapped_column(default=list)
    floor: Mapped[float] = mapped_column(default=0.0)
    questions: Mapped[int] = mapped_column(default=0)
    wrong: Mapped[list] = mapped_column(default=list)

    __table_args__ = (Index("ux_bot_measured_base", "base", unique=True),)
