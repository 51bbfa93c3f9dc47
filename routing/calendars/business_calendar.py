"""BusinessCalendar: hours with a name, for policies and for everybody who asks whether somebody is there."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import Row, id_column


class BusinessCalendar(Row):
    """`definition` is what routing.hours.from_json reads; the default one holds where nothing else is said."""

    __tablename__ = "business_calendar"
    id: Mapped[int] = id_column()
    name: Mapped[str]
    definition: Mapped[dict] = mapped_column(default=dict)
    is_default: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    __table_args__ = (
        Index("ux_business_calendar_name", "name", unique=True),
        Index(
            "ux_business_calendar_default",
            "is_default",
            unique=True,
            sqlite_where=text("is_default"),
            postgresql_where=text("is_default"),
        ),
    )
