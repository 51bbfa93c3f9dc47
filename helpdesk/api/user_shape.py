"""The shape of a user: customers are end-users, agents are agents."""

from sqlalchemy import select

from helpdesk import clock
from helpdesk.api import numbers
from helpdesk.api.door import me, url
from helpdesk.customers import Customer, CustomerValue, Identity, masked, masked_text
from helpdesk.db import db
from helpdesk.people import Agent

MOST_ADDRESSES = 50
_LOCALES = {"en": "en-US", "zh": "zh-CN"}


def of(user: Agent | Customer) -> dict:
    """One user."""
    return (agents([user]) if isinstance(user, Agent) else customers([user]))[0]


def customers(rows: list[Customer]) -> list[dict]:
    """Customers, with their addresses in one question."""
    addresses = _addresses([row.id for row in rows])
    belongs = _organizations([row.id for row in rows])
    return [_customer(row, addresses.get(row.id, [])) | {"organization_id": belongs.get(row.id)} for row in rows]


def agents(rows: list[Agent]) -> list[dict]:
    """Agents, supervisors and admins."""
    return [
        {
            **_common(numbers.of_agent(row.id), row.name, row.email, row.language, row.created_at),
            "role": "admin" if row.role == "admin" else "agent",
            "desk_role": row.role,
            "verified": True,
            "active": row.disabled_at is None,
            "suspended": row.disabled_at is not None,
            "time_zone": row.time_zone,
            "phone": None,
            "tags": [],
            "notes": "",
        }
        for row in rows
    ]


def _customer(row: Customer, addresses: list[Identity]) -> dict:
    mail, phone = _first(addresses, "email"), _first(addresses, "phone")
    return {
        **_common(numbers.of_customer(row.id), masked_text(row.name, me()), mail, row.language, row.created_at),
        "role": "end-user",
        "desk_role": None,
        "verified": any(one.verified_at for one in addresses),
        "active": True,
        "suspended": row.blocked_at is not None,
        "time_zone": row.time_zone,
        "phone": phone,
        "external_id": _first(addresses, "external_id"),
        "tags": row.tags or [],
        "notes": masked_text(row.notes, me()),
    }


def _first(addresses: list[Identity], kind: str) -> str | None:
    """The best address of this kind as the program's agent may see it."""
    found = next((one for one in addresses if one.kind == kind), None)
    return masked(kind, found.value, me()) if found else None


def _common(number: int, name: str, email: str | None, language: str, created_at) -> dict:
    return {
        "url": url(f"users/{number}.json"),
        "id": number,
        "name": name,
        "email": email,
        "created_at": clock.iso(created_at),
        "updated_at": clock.iso(created_at),
        "locale": _LOCALES.get(language, language),
        "external_id": None,
        "organization_id": None,
        "default_group_id": None,
        "photo": None,
        "shared": False,
        "details": "",
        "user_fields": {},
        "ticket_restriction": None,
        "moderator": False,
    }


def _organizations(ids: list[int]) -> dict[int, int]:
    found = select(CustomerValue.customer_id, CustomerValue.organization_id).where(CustomerValue.customer_id.in_(ids))
    return dict(map(tuple, db.session.execute(found))) if ids else {}


def _addresses(ids: list[int]) -> dict[int, list[Identity]]:
    found: dict[int, list[Identity]] = {}
    rows = (
        db.session.scalars(
            select(Identity)
            .where(Identity.customer_id.in_(ids))
            .order_by(Identity.verified_at.is_(None), Identity.id)
            .limit(MOST_ADDRESSES * max(1, len(ids)))
        )
        if ids
        else ()
    )
    for row in rows:
        found.setdefault(row.customer_id, []).append(row)
    return found
