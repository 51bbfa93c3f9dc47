"""Sharing: which tickets of their organization a customer may see, by its rule or by their own permission."""

from sqlalchemy import ColumnElement, or_, select

from helpdesk.customers import Customer, Organization
from helpdesk.customers.organizing.organization import OrganizationMember
from tickets.ticket import Ticket


def seen_by_customer(customer: Customer) -> ColumnElement[bool]:
    """Their own tickets, and those of members of an organization that shares them with this one; no spam, no trash."""
    mine = OrganizationMember.customer_id == customer.id
    shares = or_(Organization.shared_tickets.is_(True), OrganizationMember.sees == "organization")
    shared = (
        select(OrganizationMember.organization_id)
        .join(Organization, Organization.id == OrganizationMember.organization_id)
        .where(mine, shares)
    )
    colleagues = select(OrganizationMember.customer_id).where(OrganizationMember.organization_id.in_(shared))
    theirs = or_(Ticket.customer_id == customer.id, Ticket.customer_id.in_(colleagues))
    return theirs & Ticket.spam_at.is_(None) & Ticket.trashed_at.is_(None)


def of_organization(organization_id: int) -> ColumnElement[bool]:
    """The tickets of its members."""
    members = select(OrganizationMember.customer_id).where(OrganizationMember.organization_id == organization_id)
    return Ticket.customer_id.in_(members)
