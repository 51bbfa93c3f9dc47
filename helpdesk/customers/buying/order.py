"""Order: what a customer bought, as the company's shop told it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.customers.belongings import belongs
from helpdesk.db import BigId, Row, id_column

# Orders that came to nothing: they are shown, and count for nothing.
COUNT_NOTHING = ("cancelled", "refunded", "returned", "failed")


class Order(Row):
    """Amounts are in hundredths of `currency`; `worth` is what it comes to in the company's own, None without a rate.

    `external_id` is the shop's own name for it, by which telling it again changes it.
    """

    __tablename__ = "customer_order"

    id: Mapped[int] = id_column()
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    external_id: Mapped[str]
    number: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="placed")
    placed_at: Mapped[datetime] = mapped_column(clock.Instant)
    currency: Mapped[str]
    total: Mapped[int] = mapped_column(BigId, default=0)
    refunded: Mapped[int] = mapped_column(BigId, default=0)
    worth: Mapped[int | None] = mapped_column(BigId)
    items: Mapped[list] = mapped_column(default=list)  # [{name, sku, quantity, price}]
    url: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    __table_args__ = (
        Index("ux_customer_order_external", "external_id", unique=True),
        # All that value is reckoned from, so that a million customers need not be looked up in the table.
        Index("ix_customer_order_customer", "customer_id", "placed_at", "status", "worth"),
        Index("ix_customer_order_number", "number"),
    )


def order_said(order: Order) -> dict:
    """The order as it stands in an export."""
    return {
        "id": order.id,
        "number": order.number,
        "external_id": order.external_id,
        "status": order.status,
        "placed_at": clock.iso(order.placed_at),
        "currency": order.currency,
        "total": order.total / 100,
        "refunded": order.refunded / 100,
        "items": order.items,
    }


belongs(Order, export=order_said)
