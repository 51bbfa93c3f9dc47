"""Survey: what is asked, of whom, when, and how long one may answer."""

from datetime import datetime

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import Row, db, id_column

KINDS = ("csat", "nps", "ces", "custom")


class Survey(Row):
    """`questions` in their order, see tickets/surveys/questions.py; the first that gives a score is *the* score.

    `low_at`: a score up to this calls the supervisor. `share`: how many of a hundred solved tickets are asked about.
    """

    __tablename__ = "survey"

    id: Mapped[int] = id_column()
    key: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(default="csat")
    questions: Mapped[list] = mapped_column(default=list)
    words: Mapped[dict] = mapped_column(default=dict)  # {"thanks": {"en", "zh"}, "subject": {"en", "zh"}}
    delay_minutes: Mapped[int] = mapped_column(default=30)
    expires_days: Mapped[int] = mapped_column(default=14)
    remind_hours: Mapped[int] = mapped_column(default=72)  # 0: never
    rest_days: Mapped[int] = mapped_column(default=30)
    low_at: Mapped[int | None]
    share: Mapped[int] = mapped_column(default=100)
    enabled: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    __table_args__ = (Index("ux_survey_key", "key", unique=True),)


def surveys() -> list[Survey]:
    """All there are, the shipped ones first."""
    return list(db.session.scalars(select(Survey).order_by(Survey.id).limit(200)))


def survey_of(key: str) -> Survey | None:
    """The survey of this key."""
    return db.session.scalar(select(Survey).where(Survey.key == key))
