"""Organizations: companies whose people write to us."""

from sqlalchemy import func, select

from helpdesk.customers import Customer, Organization
from helpdesk.customers.organizing.changing import (
    FIELDS as CHANGEABLE,
)
from helpdesk.customers.organizing.changing import (
    BadOrganization,
    drop_organization,
    join,
    leave,
    save_organization,
)
from helpdesk.customers.organizing.organization import OrganizationMember
from helpdesk.db import db, savepoint
from helpdesk.importing import tracing
from helpdesk.importing.doer import doer
from helpdesk.importing.field import Field, Outcome
from helpdesk.importing.removing import Gone

kind = "organizations"
label = ("Organizations", "企业")
ORDER = 2
FIELDS = [
    Field(
        "name",
        ("Name", "名称"),
        needed=True,
        called=("company", "organization", "公司", "企业", "公司名称", "企业名称"),
    ),
    Field("external_id", ("Your own id", "企业编号"), called=("id", "account id", "编号")),
    Field("domains", ("Domains", "域名"), "words", called=("domain", "domain names", "website", "网站")),
    Field("details", ("Details", "简介"), "text", called=("description", "about", "描述")),
    Field("notes", ("Notes", "备注"), "text", called=("note", "remarks", "说明")),
    Field("tags", ("Tags", "标签"), "words", called=("labels", "标记")),
    Field("shared_tickets", ("Members see each other's tickets", "成员可互见工单"), "yes"),
]


def take(rows: list[dict], run) -> list[Outcome]:
    """Take these in, each found by its own id or its name."""
    return [_take(row, run) for row in rows]


def put_into(name: str, customer: Customer, run) -> bool:
    """The customer belongs to the organization of this name, which is made where there is none; whether that is new."""
    organization = _named(name)
    if organization is None:
        organization = save_organization(None, by=doer(run), name=name)
        tracing.made(run, "organization", organization.id)
    if not join(organization, customer, by=doer(run), how="import"):
        return False
    member = select(OrganizationMember.id).where(
        OrganizationMember.organization_id == organization.id, OrganizationMember.customer_id == customer.id
    )
    tracing.made(run, "organization_member", db.session.scalar(member))
    return True


def undo(trace, run, gone: Gone) -> str | None:
    """Take one back: an organization with members stays."""
    if trace.kind == "organization_member":
        member = db.session.get(OrganizationMember, trace.object_id)
        if member is not None:
            organization = db.session.get(Organization, member.organization_id)
            leave(organization, db.session.get(Customer, member.customer_id), by=doer(run))
        return None
    organization = db.session.get(Organization, trace.object_id)
    if organization is None:
        return None
    if not trace.made:
        before = {name: was for name, (was, has) in trace.before.items() if getattr(organization, name) == has}
        save_organization(organization, by=doer(run), **before)
        return None if len(before) == len(trace.before) else "changed_since"
    members = select(func.count()).where(OrganizationMember.organization_id == organization.id)
    if db.session.scalar(members):
        return "used_since"
    drop_organization(organization, by=doer(run))
    return None


def _take(row: dict, run) -> Outcome:
    found = _called(row["external_id"]) if row.get("external_id") else None
    found = found or _named(row["name"])
    values = {name: row[name] for name in CHANGEABLE if row.get(name) not in (None, "", [])}
    if found is not None and run.options.get("existing") == "leave":
        return Outcome("same")
    if found is not None and run.options.get("existing") != "overwrite":
        values = {name: value for name, value in values.items() if not getattr(found, name)}
    before = {name: getattr(found, name) for name in values} if found is not None else {}
    values = values if found is None else {name: value for name, value in values.items() if before[name] != value}
    if found is not None and not values and not row.get("domains"):
        return Outcome("same")
    try:
        with savepoint():
            saved = save_organization(found, by=doer(run), domains=row.get("domains"), **values)
    except BadOrganization as bad:
        return Outcome("refused", f"organization_{bad.code}", bad.field)
    if found is None:
        tracing.made(run, "organization", saved.id)
        return Outcome("made")
    if values:
        tracing.changed(run, "organization", saved.id, {name: [before[name], values[name]] for name in values})
    return Outcome("changed" if values else "same")


def _called(external_id: str) -> Organization | None:
    return db.session.scalar(select(Organization).where(Organization.external_id == external_id))


def _named(name: str) -> Organization | None:
    return db.session.scalar(select(Organization).where(Organization.name_folded == name.strip()[:200].casefold()))
