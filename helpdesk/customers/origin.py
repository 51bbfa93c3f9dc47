"""Origin: to whom a row belonged before its customer was found to be the same person as another."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.customers.belongings import belongs
from helpdesk.db import BigId, Row, id_column


class Origin(Row):
    """`table` and `row_id` name the row, `customer_id` whose it is by itself. A row without one is its owner's own."""

    __tablename__ = "customer_origin"

    id: Mapped[int] = id_column()
    table: Mapped[str]
    row_id: Mapped[int] = mapped_column(BigId)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))

    __table_args__ = (
        Index("ux_customer_origin", "table", "row_id", unique=True),
        Index("ix_customer_origin", "customer_id"),
    )


class NotTheSame(Row):
    """A person has said that these two customers are not the same; it is not suggested again."""

    __tablename__ = "not_the_same"

    id: Mapped[int] = id_column()
    one_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))  # the lower number of the two
    other_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    by_id: Mapped[int | None] = mapped_column(BigId)

    __table_args__ = (
        Index("ux_not_the_same", "one_id", "other_id", unique=True),
        Index("ix_not_the_same", "other_id"),
    )


belongs(Origin, moves=False)
belongs(NotTheSame, "one_id", moves=False)
belongs(NotTheSame, "other_id", moves=False)
