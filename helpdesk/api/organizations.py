"""Organizations and who belongs to them."""

from flask import request
from sqlalchemy import select

from helpdesk import clock, people
from helpdesk.api import reading, user_shape
from helpdesk.api.door import NUMBER, answer, given, invalid, me, not_found, route, sight, url
from helpdesk.api.idempotency import once
from helpdesk.api.paging import page_of, whole
from helpdesk.api.ticket_shape import shape_all as ticket_shapes
from helpdesk.api.users import known
from helpdesk.customers import Customer, Organization
from helpdesk.customers.organizing.changing import (
    BadOrganization,
    domains_of,
    drop_organization,
    save_organization,
)
from helpdesk.customers.organizing.organization import OrganizationMember
from helpdesk.db import db
from helpdesk.hot import get
from helpdesk.refusing import Refusal
from tickets import Ticket
from tickets.sharing import of_organization

_TEXTS = {"name": 200, "details": 5000, "notes": 5000, "external_id": 200}


@route("/organizations")
def list_organizations():
    """All of them."""
    return answer(
        page_of(select(Organization), "organizations.json", "organizations", shapes, order=(Organization.id,))
    )


@route("/organizations/autocomplete")
def find_organizations():
    """Those whose name begins with name=."""
    typed = request.args.get("name", "").strip().casefold()[:200]
    if len(typed) < 2:
        raise invalid("name needs two letters.", "名称至少需要两个字符。", field="name")
    found = select(Organization).where(Organization.name_folded.startswith(typed, autoescape=True)).limit(100)
    return answer(whole(db.session.scalars(found.order_by(Organization.name_folded)).all(), "organizations", shapes))


@route("/organizations/search")
def search_organizations():
    """The one with this external_id or name."""
    external_id, name = request.args.get("external_id"), request.args.get("name", "").casefold()
    found = select(Organization).where(
        Organization.external_id == external_id if external_id else Organization.name_folded == name
    )
    return answer(whole(db.session.scalars(found.limit(100)).all(), "organizations", shapes))


@route("/organizations/show_many")
def show_many_organizations():
    """Those of ids=1,2,3."""
    wanted = Organization.id.in_(reading.numbers_of(request.args.get("ids")))
    return answer(whole(db.session.scalars(select(Organization).where(wanted)).all(), "organizations", shapes))


@route(f"/organizations/{NUMBER}")
def show_organization(number: int):
    """One of them."""
    return answer({"organization": shapes([find(number)])[0]})


@route("/organizations", "POST")
@once
def create_organization():
    """Make one; whoever has a proven address at one of its domains belongs to it."""
    made = _saved(None, given("organization"))
    shown = shapes([made])[0]
    return answer({"organization": shown}, 201, Location=shown["url"])


@route("/organizations/create_or_update", "POST")
@once
def create_or_update_organization():
    """The one with this id, external_id or name is changed, or made."""
    said = given("organization")
    found = db.session.scalar(_named(said))
    return answer({"organization": shapes([_saved(found, said)])[0]}, 200 if found else 201)


@route(f"/organizations/{NUMBER}", "PUT")
@once
def update_organization(number: int):
    """Change one."""
    return answer({"organization": shapes([_saved(find(number), given("organization"))])[0]})


@route(f"/organizations/{NUMBER}", "DELETE")
def delete_organization(number: int):
    """It is gone; its people stay."""
    manages()
    drop_organization(find(number), by=me())
    return answer({}, 204)


@route(f"/organizations/{NUMBER}/users")
def list_users_of(number: int):
    """Its people, as far as the agent may know of them."""
    members = select(OrganizationMember.customer_id).where(OrganizationMember.organization_id == find(number).id)
    query = known().where(Customer.id.in_(members))
    path = f"organizations/{number}/users.json"
    return answer(page_of(query, path, "users", user_shape.customers, order=(Customer.id,)))


@route(f"/organizations/{NUMBER}/tickets")
def list_tickets_of(number: int):
    """The tickets of its people, as far as the agent may see them."""
    query = select(Ticket).where(of_organization(find(number).id), Ticket.trashed_at.is_(None))
    query = query if sight().seen is None else query.where(sight().seen)
    return answer(page_of(query, f"organizations/{number}/tickets.json", "tickets", ticket_shapes, order=(Ticket.id,)))


def shapes(rows: list[Organization]) -> list[dict]:
    """Organizations as the API says them."""
    domains = domains_of([row.id for row in rows])
    return [
        {
            "url": url(f"organizations/{row.id}.json"),
            "id": row.id,
            "name": row.name,
            "shared_tickets": row.shared_tickets,
            "shared_comments": False,
            "external_id": row.external_id,
            "created_at": clock.iso(row.created_at),
            "updated_at": clock.iso(row.updated_at),
            "domain_names": domains.get(row.id, []),
            "details": row.details,
            "notes": row.notes,
            "group_id": row.team_id,
            "tags": row.tags or [],
            "organization_fields": row.fields or {},
        }
        for row in rows
    ]


def find(number: int) -> Organization:
    """The organization of this number, or 404."""
    found = get(Organization, number)
    if found is None:
        raise not_found()
    return found


def _named(said: dict):
    number, external_id = reading.number(said, "id"), reading.text(said, "external_id", None, 200)
    if number is not None:
        return select(Organization).where(Organization.id == number)
    if external_id is not None:
        return select(Organization).where(Organization.external_id == external_id)
    return select(Organization).where(Organization.name_folded == reading.line(said, "name").casefold())


def manages() -> None:
    """Refuse who may not change organizations."""
    if not people.may(me(), "organizations.manage"):
        raise Refusal(403)


def _saved(organization: Organization | None, said: dict) -> Organization:
    manages()
    values = {name: reading.text(said, name, None if name == "external_id" else "", n) for name, n in _TEXTS.items()}
    values = {name: value for name, value in values.items() if name in said}
    if "tags" in said:
        values["tags"] = reading.words(said, "tags") or []
    if "shared_tickets" in said:
        values["shared_tickets"] = reading.flag(said, "shared_tickets", False)
    if "group_id" in said:
        values["team_id"] = reading.number(said, "group_id")
    if "organization_fields" in said:
        values["fields"] = _fields(said["organization_fields"])
    domains = reading.words(said, "domain_names") if "domain_names" in said else None
    try:
        return save_organization(organization, by=me(), domains=domains, **values)
    except BadOrganization as error:
        raise invalid(f"{error}.", "企业信息无效。", field=error.field) from None


def _fields(value) -> dict:
    if not isinstance(value, dict) or len(value) > 100:
        raise invalid(
            "organization_fields is an object.", "organization_fields 须为对象。", field="organization_fields"
        )
    return value
