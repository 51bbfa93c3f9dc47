"""Heartbeats: when something that has to go on for ever was last seen doing so."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import Row, db, transaction


class Heartbeat(Row):
    """One row for each thing that beats."""

    __tablename__ = "heartbeat"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(clock.Instant)


@transaction()
def beat(name: str) -> None:
    """Say that this was alive just now."""
    db.session.merge(Heartbeat(name=name, at=clock.now()))


def seconds_since(name: str) -> float | None:
    """How long ago it was last alive; None if it never was."""
    at = db.session.scalar(select(Heartbeat.at).where(Heartbeat.name == name))
    return None if at is None else (clock.now() - at).total_seconds()
