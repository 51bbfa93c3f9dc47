"""The list of customers: by segment, stage or what one knows of them. Names are sealed: nobody is found by name."""

from datetime import datetime

from flask import jsonify, request
from sqlalchemy import Select, and_, or_, select

from helpdesk import customers
from helpdesk.console.door import console, sight
from helpdesk.console.said import wrong
from helpdesk.console.worth_said import brief_of, segment_said
from helpdesk.crypto import blind
from helpdesk.customers import Customer, CustomerValue, Identity, Order, Organization
from helpdesk.customers.buying.money import money
from helpdesk.customers.organizing.organization import OrganizationDomain, OrganizationMember
from helpdesk.customers.segments import SegmentMember
from helpdesk.customers.worth import STAGES
from helpdesk.db import db
from helpdesk.people import may
from helpdesk.people.sessions import me
from tickets.knowing import known_to

PAGE, LONGEST = 50, 254


@console.get("/customers/list.json")
def list_customers():
    """A page of customers, newest first, or by when they last wrote (sort=contact)."""
    query = _chosen(select(Customer, CustomerValue).outerjoin(CustomerValue, CustomerValue.customer_id == Customer.id))
    by_contact = request.args.get("sort") == "contact"
    query = _by_contact(query) if by_contact else _by_number(query)
    rows = db.session.execute(query.limit(PAGE + 1)).all()
    more, rows = len(rows) > PAGE, rows[:PAGE]
    organizations = _organizations([value.organization_id for _, value in rows if value and value.organization_id])
    known = customers.known_by(one for one, _ in rows)
    return jsonify(
        customers=[brief_of(one, value, organizations, known.get(one.id)) for one, value in rows],
        next=_cursor(rows[-1], by_contact) if more else None,
        currency=money()["currency"],
    )


@console.get("/customers/segments.json")
def list_segments():
    """All segments with how many belong to each."""
    return jsonify(
        segments=[segment_said(one) for one in customers.segments()],
        stages=list(STAGES),
        manage=may(me(), "segments.manage"),
        sums=may(me(), "tickets.see_all"),
    )


def _chosen(query: Select) -> Select:
    query = query.where(Customer.merged_into_id.is_(None))
    within = known_to(sight())
    if within is not None:
        query = query.where(within)
    if key := request.args.get("segment"):
        segment = customers.segment_of(key[:100])
        if segment is None:
            raise wrong("segment")
        query = query.join(
            SegmentMember, and_(SegmentMember.customer_id == Customer.id, SegmentMember.segment_id == segment.id)
        )
    if stage := request.args.get("stage"):
        query = query.where(CustomerValue.stage == stage)
    if number := request.args.get("organization", type=int):
        members = select(OrganizationMember.customer_id).where(OrganizationMember.organization_id == number)
        query = query.where(Customer.id.in_(members))
    typed = request.args.get("q", "").strip()[:LONGEST]
    return query.where(_typed(typed)) if typed else query


def _typed(typed: str):
    """An address, the last four digits of a number, @ and a domain, the number of an order, # and our own number."""
    if typed.startswith("#") and typed[1:].isdecimal() and len(typed) < 19:
        return Customer.id == int(typed[1:])
    found = {one.customer_id for one in customers.find_identities(typed)}
    found |= set(db.session.scalars(select(Order.customer_id).where(Order.number == typed).limit(PAGE)))
    found |= set(db.session.scalars(select(Order.customer_id).where(Order.external_id == typed).limit(PAGE)))
    parts = [Customer.id.in_(found)]
    if typed.isdecimal() and len(typed) == 4:
        parts.append(_having(Identity.tail_index == blind("identity.tail", typed)))
    if typed.startswith("@") and len(typed) > 3:
        parts.append(_having(Identity.domain_index == blind("identity.domain", typed[1:].lower())))
    named = select(Organization.id).where(Organization.name_folded == typed.casefold())
    domains = select(OrganizationDomain.organization_id).where(OrganizationDomain.domain == typed.lower())
    of = OrganizationMember.organization_id
    members = select(OrganizationMember.customer_id).where(or_(of.in_(named), of.in_(domains)))
    return or_(*parts, Customer.id.in_(members))


def _having(condition):
    return Customer.id.in_(select(Identity.customer_id).where(condition).limit(1000))


def _by_number(query: Select) -> Select:
    query = query.order_by(Customer.id.desc())
    after = request.args.get("after")
    if not after:
        return query
    if not after.isdecimal() or len(after) > 18:
        raise wrong("after")
    return query.where(Customer.id < int(after))


def _by_contact(query: Select) -> Select:
    at, number = CustomerValue.last_contact_at, CustomerValue.customer_id
    query = query.where(at.is_not(None)).order_by(at.desc(), number.desc())
    after = request.args.get("after")
    if not after:
        return query
    try:
        moment, _, last = after.partition("|")
        before, last = datetime.fromisoformat(moment), int(last)
        return query.where(or_(at < before, and_(at == before, number < last)))
    except (ValueError, OverflowError):
        raise wrong("after") from None


def _cursor(row, by_contact: bool) -> str:
    customer, value = row
    return f"{value.last_contact_at.isoformat()}|{customer.id}" if by_contact else str(customer.id)


def _organizations(numbers: list[int]) -> dict[int, str]:
    found = select(Organization.id, Organization.name).where(Organization.id.in_(numbers))
    return dict(map(tuple, db.session.execute(found))) if numbers else {}
