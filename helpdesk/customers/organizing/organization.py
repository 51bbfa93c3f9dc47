"""Organization: a company whose people are customers; who writes from one of its domains belongs to it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.customers.belongings import belongs
from helpdesk.db import BigId, Row, id_column

SEES = ("own", "organization")


class Organization(Row):
    """`shared_tickets`: each member may see the tickets of the others, whatever their own permission says."""

    __tablename__ = "organization"

    id: Mapped[int] = id_column()
    name: Mapped[str]
    name_folded: Mapped[str]
    external_id: Mapped[str | None]
    details: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    tags: Mapped[list] = mapped_column(default=list)
    fields: Mapped[dict] = mapped_column(default=dict)
    shared_tickets: Mapped[bool] = mapped_column(default=False)
    team_id: Mapped[int | None] = mapped_column(BigId)  # who looks after it
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    __table_args__ = (
        Index("ux_organization_name", "name_folded", unique=True),
        Index("ux_organization_external", "external_id", unique=True),
    )


class OrganizationDomain(Row):
    """Whose mail comes from here, proven, is a member. A domain is one organization's."""

    __tablename__ = "organization_domain"

    domain: Mapped[str] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)


class OrganizationMember(Row):
    """`sees`: their own tickets, or all of the organization's. `how`: by hand, by domain, by API."""

    __tablename__ = "organization_member"

    id: Mapped[int] = id_column()
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    sees: Mapped[str] = mapped_column(default="own")
    how: Mapped[str] = mapped_column(default="hand")
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    # Two customers who turn out to be one may both be members: read as one.
    __table_args__ = (
        Index("ix_organization_member", "organization_id", "customer_id"),
        Index("ix_organization_member_customer", "customer_id"),
    )


belongs(OrganizationMember)
