"""Flow: a scripted conversation with a name of its own, and its versions: what was published once is never changed."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import BigId, Row, id_column


class Flow(Row):
    """`phrasings` are what customers say to begin it; `version_id` is the one they get, none: it is a draft."""

    __tablename__ = "bot_flow"
    id: Mapped[int] = id_column()
    key: Mapped[str]
    name_en: Mapped[str]
    name_zh: Mapped[str]
    enabled: Mapped[bool] = mapped_column(default=False)
    phrasings: Mapped[list] = mapped_column(default=list)
    version_id: Mapped[int | None] = mapped_column(BigId)
    updated_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    __table_args__ = (Index("ux_bot_flow_key", "key", unique=True),)

    def name_in(self, language: str) -> str:
        """What it is called, also as a button."""
        return self.name_zh if language == "zh" else self.name_en


class FlowVersion(Row):
    """`steps` as chatbot/flows/steps.py reads them."""

    __tablename__ = "bot_flow_version"
    id: Mapped[int] = id_column()
    flow_id: Mapped[int] = mapped_column(ForeignKey("bot_flow.id"))
    number: Mapped[int]
    steps: Mapped[list] = mapped_column(default=list)
    made_by: Mapped[int | None] = mapped_column(BigId)
    made_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    __table_args__ = (Index("ux_bot_flow_version", "flow_id", "number", unique=True),)
