"""Outside fact: one thing that another system told of a customer; the value is sealed."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.crypto import Sealed, row_key_column, sealed_column
from helpdesk.customers.belongings import belongs
from helpdesk.db import Row, id_column


class OutsideFact(Row):
    """`key` such as points or plan. Segments ask a word by its blind index, and what is counted by `number`."""

    __tablename__ = "outside_fact"

    id: Mapped[int] = id_column()
    row_key: Mapped[bytes] = row_key_column()
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    key: Mapped[str]
    value_sealed: Mapped[bytes | None] = sealed_column()
    word_index: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    number: Mapped[float | None]
    source: Mapped[str] = mapped_column(default="api")
    at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    value = Sealed("value_sealed")

    # Two customers who turn out to be one may both have it: the newer one counts.
    __table_args__ = (
        Index("ix_outside_fact_customer", "customer_id", "key"),
        Index("ix_outside_fact_key", "key", "customer_id", "word_index", "number"),
    )


def fact_said(fact: OutsideFact) -> dict:
    """The fact as it stands in an export."""
    return {"key": fact.key, "value": fact.value, "source": fact.source, "at": clock.iso(fact.at)}


belongs(OutsideFact, export=fact_said)
