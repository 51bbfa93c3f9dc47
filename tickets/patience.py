"""Patience: how long an inbox waits for its customers before it nudges, closes, and lets a solved ticket rest."""

from dataclasses import dataclass, fields
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.db import BigId, Row, db, transaction
from helpdesk.hot import get


class Patience(Row):
    """What one inbox does otherwise than usual; see Waiting for what the columns mean."""

    __tablename__ = "patience"

    inbox_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    solved_days: Mapped[int] = mapped_column(default=4)
    nudges: Mapped[int] = mapped_column(default=0)
    nudge_hours: Mapped[int] = mapped_column(default=16)
    close_hours: Mapped[int] = mapped_column(default=16)


@dataclass(frozen=True)
class Waiting:
    """Solved closes after `solved_days`. Pending: `nudges` reminders, `nudge_hours` of business time apart, then it
    closes after `close_hours` more; 0 nudges: it waits for ever."""

    solved_days: int = 4
    nudges: int = 0
    nudge_hours: int = 16
    close_hours: int = 16


BOUNDS = {"solved_days": (1, 365), "nudges": (0, 2), "nudge_hours": (1, 720), "close_hours": (1, 720)}
USUAL = Waiting()


def patience_of(inbox_id: int | None) -> Waiting:
    """How long this inbox waits."""
    row = get(Patience, inbox_id) if inbox_id is not None else None
    return USUAL if row is None else Waiting(**{field.name: getattr(row, field.name) for field in fields(Waiting)})


@transaction()
def wait(inbox_id: int, **values: int) -> None:
    """Set how long this inbox waits. Raises ValueError for what is out of bounds."""
    for name, value in values.items():
        low, high = BOUNDS[name]
        if not low <= value <= high:
            raise ValueError(name)
    row = db.session.get(Patience, inbox_id)
    if row is None:
        row = Patience(inbox_id=inbox_id)
        db.session.add(row)
    for name, value in values.items():
        setattr(row, name, value)


def shortest_rest() -> timedelta:
    """Nothing that has been solved for less than this is closed anywhere."""
    least = db.session.scalar(select(func.min(Patience.solved_days)))
    return timedelta(days=min(USUAL.solved_days, least or USUAL.solved_days))
