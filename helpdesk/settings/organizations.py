"""Organizations: companies whose people write, their domains, and what of one another's tickets they see."""

from flask import request
from sqlalchemy import func, select

from helpdesk import customers
from helpdesk.customers import Customer, Organization
from helpdesk.customers.organizing.changing import (
    BadOrganization,
    domains_of,
    drop_organization,
    join,
    leave,
    save_organization,
)
from helpdesk.customers.organizing.organization import OrganizationMember
from helpdesk.db import db, transaction
from helpdesk.hot import get
from helpdesk.people.sessions import allowed, me
from helpdesk.reader import say
from helpdesk.refusing import Refusal
from helpdesk.settings.customer_names import customer_name
from helpdesk.settings.pages import again, pages, saved, show

MOST = 200


@pages.get("/organizations")
@allowed("organizations.manage")
def list_organizations():
    """All of them, or those whose name holds what was typed."""
    typed = request.args.get("q", "").strip()[:100]
    members = select(func.count()).where(OrganizationMember.organization_id == Organization.id).scalar_subquery()
    found = select(Organization, members).order_by(Organization.name_folded).limit(MOST)
    if typed:
        found = found.where(Organization.name_folded.contains(typed.casefold(), autoescape=True))
    rows = db.session.execute(found).all()
    domains = domains_of([one.id for one, _ in rows])
    return show("organizations", "organizations", rows=rows, domains=domains, asked=typed)


@pages.post("/organizations")
@allowed("organizations.manage")
def add_organization():
    """A new one."""
    try:
        made = save_organization(None, by=me(), name=request.form.get("name", ""))
    except BadOrganization as error:
        return again(list_organizations, _told(error))
    return saved("show_organization", "Added.", "已添加。", number=made.id)


@pages.get("/organizations/<int:number>")
@allowed("organizations.manage")
def show_organization(number: int):
    """One of them with its people."""
    one = _find(number)
    mine = select(OrganizationMember, Customer).join(Customer, Customer.id == OrganizationMember.customer_id)
    rows = db.session.execute(mine.where(OrganizationMember.organization_id == one.id).limit(MOST)).all()
    known = customers.known_by(customer for _, customer in rows)
    people = [(member, customer_name(customer, known.get(customer.id))) for member, customer in rows]
    return show(
        "organization", "organizations", one=one, people=people, domains=domains_of([one.id]).get(one.id, []), most=MOST
    )


@pages.post("/organizations/<int:number>")
@allowed("organizations.manage")
def change_organization(number: int):
    """Its name, domains, notes, and whether its people see one another's tickets."""
    values = {name: request.form.get(name, "").strip()[:5000] for name in ("name", "details", "notes")}
    domains = request.form.get("domains", "").replace(",", " ").replace("，", " ").split()
    try:
        save_organization(
            _find(number), by=me(), domains=domains, shared_tickets="shared_tickets" in request.form, **values
        )
    except BadOrganization as error:
        return again(show_organization, _told(error), number=number)
    return saved("show_organization", "Saved.", "已保存。", number=number)


@pages.post("/organizations/<int:number>/members")
@allowed("organizations.manage")
def add_member(number: int):
    """Whoever has this address, or this number, belongs to it; or sees more or less of it."""
    one, customer = _find(number), _customer(request.form.get("who", "").strip()[:254])
    if customer is None:
        told = say("Nobody has exactly this address or number.", "没有客户使用该邮箱、手机号或编号。")
        return again(show_organization, told, number=number)
    join(one, customer, by=me(), sees="organization" if request.form.get("sees") == "organization" else "own")
    return saved("show_organization", "Saved.", "已保存。", number=number)


@pages.post("/organizations/<int:number>/members/<int:customer_id>/left")
@allowed("organizations.manage")
def end_membership(number: int, customer_id: int):
    """They belong to it no more."""
    customer = get(Customer, customer_id)
    if customer is not None:
        leave(_find(number), customer, by=me())
    return saved("show_organization", "Saved.", "已保存。", number=number)


@pages.post("/organizations/<int:number>/dropped")
@allowed("organizations.manage")
def end_organization(number: int):
    """It is gone; its people stay."""
    drop_organization(_find(number), by=me())
    return saved("list_organizations", "The organization is gone.", "企业已删除。")


def _find(number: int) -> Organization:
    one = db.session.get(Organization, number)
    if one is None:
        raise Refusal(404)
    return one


@transaction()
def _customer(typed: str) -> Customer | None:
    if typed.startswith("#") and typed[1:].isdecimal() and len(typed) < 19:
        found = get(Customer, int(typed[1:]))
    else:
        known = sorted(customers.find_identities(typed), key=lambda one: one.verified_at is None)
        found = get(Customer, known[0].customer_id) if known else None
    return None if found is None else customers.root_of(found)


def _told(error: BadOrganization) -> str:
    return {
        "name": say("Give it a name.", "请填写名称。"),
        "taken": say("Another organization has this name or domain.", "名称或域名已被其他企业使用。"),
        "domain": say("One of these is no domain.", "域名格式不正确。"),
        "everybodys": say("Anybody can have an address there.", "这是公共邮箱域名，不属于某个企业。"),
    }.get(error.code, str(error))
