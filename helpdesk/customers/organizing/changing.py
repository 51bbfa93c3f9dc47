"""Organizations made and changed; who joins, who leaves, and who belongs by the domain of their mail."""

import re
from collections.abc import Iterable

from sqlalchemy import delete, func, select

from helpdesk import clock
from helpdesk.crypto import blind
from helpdesk.customers.customer import Customer
from helpdesk.customers.events import ORGANIZATION_CHANGED
from helpdesk.customers.identity import Identity
from helpdesk.customers.organizing.organization import SEES, Organization, OrganizationDomain, OrganizationMember
from helpdesk.db import db, in_transaction, only_one, transaction
from helpdesk.events import record
from helpdesk.hot import get

FIELDS = ("name", "external_id", "details", "notes", "tags", "fields", "shared_tickets", "team_id")
MOST_DOMAINS, MOST_AT_ONCE = 50, 2000
# Anybody has an address here: it says nothing about where they work.
EVERYBODYS = frozenset(
    "gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com icloud.com me.com aol.com gmx.de "
    "gmx.net web.de proton.me protonmail.com mail.ru yandex.ru qq.com foxmail.com 163.com 126.com yeah.net sina.com "
    "sina.cn sohu.com aliyun.com 139.com 189.cn naver.com".split()
)


class BadOrganization(ValueError):
    """This organization cannot be kept; `field` says where, `code` why: name, taken, domain, everybodys."""

    def __init__(self, field: str, code: str, text: str):
        self.field, self.code = field, code
        super().__init__(text)


@transaction()
def save_organization(organization: Organization | None, *, by, domains: list[str] | None = None, **values):
    """Make an organization, or change these of FIELDS and its domains. Raises BadOrganization."""
    organization = organization or Organization(name="", name_folded="", created_at=clock.now(), **_EMPTY)
    for name in FIELDS:
        if name in values:
            setattr(organization, name, values[name])
    organization.name = (organization.name or "").strip()[:200]
    organization.name_folded = organization.name.casefold()
    organization.updated_at = clock.now()
    only_one("organization", "names")
    _check_names(organization)
    db.session.add(organization)
    db.session.flush()
    if domains is not None:
        _set_domains(organization, domains, by)
    return organization


@transaction()
def drop_organization(organization: Organization, *, by) -> None:
    """It is gone; its people stay customers."""
    for member in db.session.scalars(select(OrganizationMember).where(organization.id == _OF)):
        leave(organization, get(Customer, member.customer_id), by=by)
    db.session.execute(delete(OrganizationDomain).where(OrganizationDomain.organization_id == organization.id))
    db.session.delete(organization)


@transaction()
def join(organization: Organization, customer: Customer, *, by, sees: str | None = None, how: str = "hand") -> bool:
    """The customer belongs to it; `sees` changes what of its tickets they may see. Whether that is new."""
    if sees not in (None, *SEES):
        raise BadOrganization("sees", "sees", f"sees is one of {SEES}")
    only_one("organization", organization.id, customer.id)
    member = member_of(organization.id, customer.id)
    if member is not None:
        member.sees = sees or member.sees
        return False
    new = {"organization_id": organization.id, "customer_id": customer.id, "sees": sees or "own", "how": how}
    db.session.add(OrganizationMember(created_at=clock.now(), **new))
    record(ORGANIZATION_CHANGED, by=by, customer=customer, organization=organization.id, joined=True)
    return True


@transaction()
def leave(organization: Organization, customer: Customer, *, by) -> bool:
    """They belong to it no more; whether they did."""
    mine = (OrganizationMember.organization_id == organization.id, OrganizationMember.customer_id == customer.id)
    gone = db.session.execute(delete(OrganizationMember).where(*mine)).rowcount
    if gone:
        record(ORGANIZATION_CHANGED, by=by, customer=customer, organization=organization.id, joined=False)
    return bool(gone)


def join_by_domain(customer_ids: Iterable[int], *, by=None) -> int:
    """Those with a proven address at a domain of an organization belong to it, unless they belong somewhere already."""
    numbers = list(customer_ids)
    if not in_transaction() and not _at_domains(numbers):  # looked for first: others wait for the turn to write
        return 0
    return _join_by_domain(numbers, by)


@transaction()
def _join_by_domain(customer_ids: list[int], by) -> int:
    found = _at_domains(customer_ids)
    for number, organization in found.items():
        join(get(Organization, organization), get(Customer, number), by=by, how="domain")
    return len(found)


def _at_domains(customer_ids: list[int]) -> dict[int, int]:
    """Whose proven address is at a domain of which organization, of those who belong nowhere."""
    wanted = {blind("identity.domain", row.domain): row.organization_id for row in _all_domains()}
    if not wanted:
        return {}
    free = ~select(OrganizationMember.id).where(OrganizationMember.customer_id == Identity.customer_id).exists()
    found = db.session.execute(
        select(Identity.customer_id, Identity.domain_index)
        .where(Identity.customer_id.in_(customer_ids), Identity.verified_at.is_not(None), free)
        .where(Identity.domain_index.in_(wanted))
        .order_by(Identity.id)
    ).all()
    return {number: wanted[index] for number, index in reversed(found)}


def member_of(organization_id: int, customer_id: int) -> OrganizationMember | None:
    """The membership; of two by two merged customers the older."""
    found = select(OrganizationMember).where(organization_id == _OF, OrganizationMember.customer_id == customer_id)
    return db.session.scalar(found.order_by(OrganizationMember.id).limit(1))


def organizations_of(customer_id: int) -> list[Organization]:
    """Where this customer belongs, the first joined first; twenty at most."""
    found = (
        select(Organization, func.min(OrganizationMember.id))
        .join(OrganizationMember, Organization.id == _OF)
        .where(OrganizationMember.customer_id == customer_id)
        .group_by(Organization.id)
        .order_by(func.min(OrganizationMember.id))
    )
    return list(db.session.scalars(found.limit(20)))


def domains_of(organization_ids: Iterable[int]) -> dict[int, list[str]]:
    """The domains of these organizations."""
    wanted = OrganizationDomain.organization_id.in_(list(organization_ids))
    found: dict[int, list[str]] = {}
    for row in db.session.scalars(select(OrganizationDomain).where(wanted).order_by(OrganizationDomain.domain)):
        found.setdefault(row.organization_id, []).append(row.domain)
    return found


_OF = OrganizationMember.organization_id
_EMPTY = {"details": "", "notes": "", "tags": [], "fields": {}, "shared_tickets": False}


def _check_names(organization: Organization) -> None:
    if not organization.name:
        raise BadOrganization("name", "name", "an organization has a name")
    for column, value in (("name_folded", organization.name_folded), ("external_id", organization.external_id)):
        same = select(Organization.id).where(getattr(Organization, column) == value, Organization.id != organization.id)
        with db.session.no_autoflush:
            if value is not None and db.session.scalar(same if organization.id else _any(column, value)):
                field = "name" if column == "name_folded" else column
                raise BadOrganization(field, "taken", f"another organization has this {field}")


def _any(column: str, value):
    return select(Organization.id).where(getattr(Organization, column) == value)


def _set_domains(organization: Organization, domains: list[str], by) -> None:
    wanted = {_domain(one) for one in domains if str(one).strip()}
    if len(wanted) > MOST_DOMAINS:
        raise BadOrganization("domain_names", "domain", f"{MOST_DOMAINS} domains at most")
    known = set(domains_of([organization.id]).get(organization.id, []))
    for domain in wanted - known:
        if get(OrganizationDomain, domain) is not None:
            raise BadOrganization("domain_names", "taken", f"{domain} is another organization's")
        db.session.add(OrganizationDomain(domain=domain, organization_id=organization.id))
    gone = OrganizationDomain.domain.in_(known - wanted)
    db.session.execute(delete(OrganizationDomain).where(gone))
    db.session.flush()
    indexes = [blind("identity.domain", domain) for domain in wanted - known]
    there = select(Identity.customer_id).where(Identity.domain_index.in_(indexes)).limit(MOST_AT_ONCE)
    join_by_domain(set(db.session.scalars(there)), by=by)


def _domain(told) -> str:
    domain = str(told).strip().lower().removeprefix("@").rstrip(".")
    try:
        domain = domain.encode("idna").decode()
    except UnicodeError:
        raise BadOrganization("domain_names", "domain", "not a domain") from None
    if not re.fullmatch(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}", domain):
        raise BadOrganization("domain_names", "domain", f"{domain[:60]} is not a domain")
    if domain in EVERYBODYS:
        raise BadOrganization("domain_names", "everybodys", f"{domain} is not one company's")
    return domain


def _all_domains() -> list[OrganizationDomain]:
    return list(db.session.scalars(select(OrganizationDomain).limit(20_000)))
