"""Bot: how it behaves on one inbox. It is the author of what it says."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.crypto import Sealed, row_key_column, sealed_column
from helpdesk.db import BigId, Row, id_column

TONES = ("warm", "plain")
MAIL = ("draft", "send")
NAMES = {"en": "Bot", "zh": "机器人"}


class Bot(Row):
    """`aim` is the precision wanted; `hours` {"zone", "days": [[[from, to], …] × 7, Monday first]}, empty: always."""

    __tablename__ = "bot"
    actor_kind = "bot"

    id: Mapped[int] = id_column()
    row_key: Mapped[bytes] = row_key_column()
    inbox_id: Mapped[int] = mapped_column(BigId)
    enabled: Mapped[bool] = mapped_column(default=False)
    name_en: Mapped[str] = mapped_column(default="")
    name_zh: Mapped[str] = mapped_column(default="")
    tone: Mapped[str] = mapped_column(default="warm")
    hours: Mapped[dict] = mapped_column(default=dict)
    aim: Mapped[float] = mapped_column(default=0.9)
    engine: Mapped[str | None]  # None: the best that is installed
    mail: Mapped[str] = mapped_column(default="draft")  # by e-mail: a suggestion for the agent, or sent
    model_sealed: Mapped[bytes | None] = sealed_column()  # {"address", "model", "key", "seconds"} of the engine llm
    drifted_at: Mapped[datetime | None] = mapped_column(clock.Instant)  # fewer of its answers are right than promised
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    model = Sealed("model_sealed")

    __table_args__ = (Index("ux_bot_inbox", "inbox_id", unique=True),)

    def name_in(self, language: str) -> str:
        """What it calls itself."""
        chosen = self.name_zh if language == "zh" else self.name_en
        return chosen or self.name_en or self.name_zh or NAMES["zh" if language == "zh" else "en"]
