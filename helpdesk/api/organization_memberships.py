"""Who belongs to which organization."""

from sqlalchemy import select

from helpdesk import clock
from helpdesk.api import numbers, reading
from helpdesk.api.door import NUMBER, answer, given, me, not_found, route, url
from helpdesk.api.idempotency import once
from helpdesk.api.organizations import find, manages, shapes
from helpdesk.api.paging import page_of, whole
from helpdesk.api.requesters import may_see
from helpdesk.api.users import known
from helpdesk.customers import Customer, Organization, root_of
from helpdesk.customers.organizing.changing import join, leave, member_of, organizations_of
from helpdesk.customers.organizing.organization import OrganizationMember
from helpdesk.db import db
from helpdesk.hot import get


@route(f"/users/{NUMBER}/organizations")
def list_organizations_of(number: int):
    """Where a customer belongs."""
    return answer(whole(organizations_of(_customer(number).id), "organizations", shapes))


@route("/organization_memberships")
def list_memberships():
    """Who belongs where."""
    query = select(OrganizationMember)
    within = select(known().with_only_columns(Customer.id).subquery().c.id)
    query = query.where(OrganizationMember.customer_id.in_(within))
    path, name = "organization_memberships.json", "organization_memberships"
    return answer(page_of(query, path, name, _memberships, order=(OrganizationMember.id,)))


@route("/organization_memberships", "POST")
@once
def create_membership():
    """Somebody belongs to an organization; view_tickets: they see all of its tickets."""
    manages()
    said = given("organization_membership")
    customer = _customer(reading.number(said, "user_id") or 0)
    one = find(reading.number(said, "organization_id") or 0)
    sees = "organization" if reading.flag(said, "view_tickets", False) else "own"
    join(one, customer, by=me(), sees=sees, how="api")
    return answer({"organization_membership": _memberships([member_of(one.id, customer.id)])[0]}, 201)


@route(f"/organization_memberships/{NUMBER}", "DELETE")
def delete_membership(number: int):
    """Somebody belongs to it no more."""
    manages()
    member = db.session.get(OrganizationMember, number)
    if member is None:
        raise not_found()
    leave(get(Organization, member.organization_id), get(Customer, member.customer_id), by=me())
    return answer({}, 204)


def _memberships(rows: list[OrganizationMember]) -> list[dict]:
    return [
        {
            "url": url(f"organization_memberships/{row.id}.json"),
            "id": row.id,
            "user_id": numbers.of_customer(row.customer_id),
            "organization_id": row.organization_id,
            "default": False,
            "view_tickets": row.sees == "organization",
            "created_at": clock.iso(row.created_at),
            "updated_at": clock.iso(row.created_at),
        }
        for row in rows
    ]


def _customer(number: int) -> Customer:
    found = numbers.find(number)
    if not isinstance(found, Customer) or not may_see(found := root_of(found)):
        raise not_found()
    return found
