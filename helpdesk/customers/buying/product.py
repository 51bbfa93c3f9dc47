"""Product: what the company sells, so that an order's line has a name, a picture and a page."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import BigId, Row, id_column


class Product(Row):
    """`sku` is the shop's own name for it. The price is in hundredths."""

    __tablename__ = "product"

    id: Mapped[int] = id_column()
    sku: Mapped[str]
    name: Mapped[str]
    currency: Mapped[str | None]
    price: Mapped[int | None] = mapped_column(BigId)
    url: Mapped[str | None]
    image_url: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    updated_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    __table_args__ = (Index("ux_product_sku", "sku", unique=True),)
