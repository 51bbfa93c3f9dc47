"""TrainedModel: one learning of the classifier: from how much, how good, and whether it is the one in use."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import Row, id_column

USED, REPLACED, REFUSED = "used", "replaced", "refused"


class TrainedModel(Row):
    """`figures` are of tickets it had not seen: accuracy, automatic_at, precision, and by label; `threshold` theirs."""

    __tablename__ = "classifier_model"
    id: Mapped[int] = id_column()
    target: Mapped[str]  # topic, team, priority, language, spam
    trained_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    state: Mapped[str] = mapped_column(default=REFUSED)  # used, replaced, refused
    texts: Mapped[int] = mapped_column(default=0)
    threshold: Mapped[float] = mapped_column(default=2.0)  # the sureness from which on the wanted precision held
    figures: Mapped[dict] = mapped_column(default=dict)
    why: Mapped[str] = mapped_column(default="")  # it was refused

    __table_args__ = (
        Index("ix_classifier_model_target", "target", "id"),
        Index(
            "ux_classifier_model_used",
            "target",
            unique=True,
            sqlite_where=text("state = 'used'"),
            postgresql_where=text("state = 'used'"),
        ),
    )
