"""Sharing: which tickets of their organization a customer may see, by its rule or by their own permission."""

from sqlalchemy import ColumnElement, or_, select

from helpdesk.customers import Customer, Organization
from helpdesk.customers.organizing.organization import OrganizationMember
from helpdesk.db import db
from tickets.message import Message
from tickets.ticket import Ticket

MOST = 100
UNSENT = ("scheduled", "cancelled")


def shared_with(customer: Customer) -> list[Ticket]:
    """The newest tickets of colleagues whose organization shares them with this customer; their own are not among."""
    newest = select(Ticket).where(_seen(customer)).order_by(Ticket.last_message_at.desc(), Ticket.id.desc())
    return list(db.session.scalars(newest.limit(MOST)))


def shared_ticket(customer: Customer, number: int) -> Ticket | None:
    """The colleague's ticket of this number, if this customer may see it."""
    return db.session.scalar(select(Ticket).where(_seen(customer), Ticket.id == number))


def shared_words(customer: Customer, tickets: list[Ticket]) -> ColumnElement[bool]:
    """What of the messages of such tickets is shown: what was said, never a note, nothing that was not sent.

    Never what a stranger said in a ticket of their own that was merged into it.
    """
    theirs = select(Ticket.id).where(Ticket.customer_id.in_(_colleagues(customer)))
    return (
        Message.ticket_id.in_([one.id for one in tickets])
        & Message.kind.in_(("inbound", "reply"))
        & Message.deleted_at.is_(None)
        & or_(Message.state.is_(None), Message.state.not_in(UNSENT))
        & Message.origin_ticket_id.in_(theirs)
    )


def of_organization(organization_id: int) -> ColumnElement[bool]:
    """The tickets of its members."""
    members = select(OrganizationMember.customer_id).where(OrganizationMember.organization_id == organization_id)
    return Ticket.customer_id.in_(members)


def _seen(customer: Customer) -> ColumnElement[bool]:
    return (
        Ticket.customer_id.in_(_colleagues(customer))
        & (Ticket.customer_id != customer.id)
        & Ticket.spam_at.is_(None)
        & Ticket.trashed_at.is_(None)
        & Ticket.merged_into_id.is_(None)
    )


def _colleagues(customer: Customer):
    """Those who belong where the customer belongs and may look around, the customer among them."""
    mine = OrganizationMember.customer_id == customer.id
    shares = or_(Organization.shared_tickets.is_(True), OrganizationMember.sees == "organization")
    where = (
        select(OrganizationMember.organization_id)
        .join(Organization, Organization.id == OrganizationMember.organization_id)
        .where(mine, shares)
    )
    return select(OrganizationMember.customer_id).where(OrganizationMember.organization_id.in_(where))
