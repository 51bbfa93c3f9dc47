"""Worth: what a customer is to the company and how they fare with it, kept in one row so that it is cheap to ask."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.customers.belongings import belongs
from helpdesk.db import BigId, Row

STAGES = ("prospect", "new", "active", "loyal", "at_risk", "asleep", "lost")
LEVELS = ("high", "middle", "low", "none")


class CustomerValue(Row):
    """Money is in the company's own currency, in hundredths. All of it is reckoned anew; only `vip_agent_id` is set.

    What hangs on time ("in the last 90 days") is as it was at `valued_at`: every night, and when something happens.
    """

    __tablename__ = "customer_value"

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), primary_key=True, autoincrement=False)
    valued_at: Mapped[datetime | None] = mapped_column(clock.Instant)

    # what they bought, see buying/
    orders: Mapped[int] = mapped_column(default=0)
    spend: Mapped[int] = mapped_column(BigId, default=0)
    orders_365d: Mapped[int] = mapped_column(default=0)
    spend_365d: Mapped[int] = mapped_column(BigId, default=0)
    first_order_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    last_order_at: Mapped[datetime | None] = mapped_column(clock.Instant)

    # what that comes to, see valuing/: each score 1 to 5, 0 for who has not bought in the window
    recency: Mapped[int] = mapped_column(default=0)
    frequency: Mapped[int] = mapped_column(default=0)
    monetary: Mapped[int] = mapped_column(default=0)
    rfm: Mapped[int] = mapped_column(default=0)  # their sum, 3 to 15
    value: Mapped[str] = mapped_column(default="none")  # of LEVELS
    stage: Mapped[str] = mapped_column(default="prospect")  # of STAGES
    lifetime_value: Mapped[int] = mapped_column(BigId, default=0)

    # how they fare with us, see tickets/contacting.py
    tickets: Mapped[int] = mapped_column(default=0)
    tickets_30d: Mapped[int] = mapped_column(default=0)
    tickets_90d: Mapped[int] = mapped_column(default=0)
    open_tickets: Mapped[int] = mapped_column(default=0)
    complaints: Mapped[int] = mapped_column(default=0)
    complaints_30d: Mapped[int] = mapped_column(default=0)
    first_contact_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    last_contact_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    last_channel: Mapped[str | None]
    channels: Mapped[int] = mapped_column(default=0)
    broken_90d: Mapped[int] = mapped_column(default=0)  # broken points of their journey, see tickets/journey/
    last_score: Mapped[int | None]  # in percent, whatever the scale of the survey
    last_score_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    low_scores_90d: Mapped[int] = mapped_column(default=0)
    open_promises: Mapped[int] = mapped_column(default=0)

    organization_id: Mapped[int | None] = mapped_column(BigId)
    vip_agent_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"))  # who looks after them before all others

    __table_args__ = (Index("ix_customer_value_contact", "last_contact_at", "customer_id"),)


belongs(CustomerValue, moves=False)
