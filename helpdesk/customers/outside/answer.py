"""Answer: what the company's own system last said of a customer, kept for a while."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.crypto import Sealed, row_key_column, sealed_column
from helpdesk.customers.belongings import belongs
from helpdesk.db import Row, id_column


class OutsideAnswer(Row):
    """`lines` as it said them, at `at`. `error` is why it said nothing at `tried_at`; the last answer stays."""

    __tablename__ = "outside_answer"

    id: Mapped[int] = id_column()
    row_key: Mapped[bytes] = row_key_column()
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    lines_sealed: Mapped[bytes | None] = sealed_column()
    at: Mapped[datetime | None] = mapped_column(clock.Instant)
    tried_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    error: Mapped[str | None]

    lines = Sealed("lines_sealed")

    __table_args__ = (Index("ux_outside_answer_customer", "customer_id", unique=True),)


belongs(OutsideAnswer, moves=False)
