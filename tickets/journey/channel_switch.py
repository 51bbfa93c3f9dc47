"""Channel switch: a customer went on by another channel; smooth when they did not have to begin again."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.customers.belongings import belongs
from helpdesk.db import BigId, Row, id_column


class ChannelSwitch(Row):
    """From one ticket's channel to another's. `smooth`: what they had said was at hand where they went on."""

    __tablename__ = "channel_switch"

    id: Mapped[int] = id_column()
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    from_ticket_id: Mapped[int] = mapped_column(BigId)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    from_channel: Mapped[str]
    channel: Mapped[str]
    at: Mapped[datetime] = mapped_column(clock.Instant)
    smooth: Mapped[bool]

    __table_args__ = (
        Index("ux_channel_switch", "ticket_id", unique=True),
        Index("ix_channel_switch_from", "from_ticket_id"),
        Index("ix_channel_switch_customer", "customer_id", "at"),
        Index("ix_channel_switch_at", "at", "from_channel", "channel", "smooth"),
    )


belongs(ChannelSwitch, moves=False)  # found anew with the tickets that a merge moves
