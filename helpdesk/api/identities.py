"""Identities: the addresses of a customer."""

from sqlalchemy import select

from helpdesk import clock, customers
from helpdesk.api import numbers, reading
from helpdesk.api.door import NUMBER, answer, given, invalid, me, not_found, route, url
from helpdesk.api.idempotency import once
from helpdesk.api.paging import whole
from helpdesk.api.user_writing import add_address, customer_at
from helpdesk.customers import Identity
from helpdesk.db import db
from helpdesk.people import may

_ONE = f"/users/{NUMBER}/identities/<int(max=9223372036854775807):identity>"
_TYPES = {
    "email": "email",
    "phone_number": "phone",
    "phone": "phone",
    "member_card": "member_card",
    "external_id": "external_id",
    "unionid": "unionid",
}


@route(f"/users/{NUMBER}/identities")
def list_identities(number: int):
    """All addresses, proven ones first."""
    rows = customers.reachable(customer_at(number))
    return answer(whole(rows, "identities", lambda found: [shape(row) for row in found]))


@route(_ONE)
def show_identity(number: int, identity: int):
    """One of them."""
    return answer({"identity": shape(_find(number, identity))})


@route(f"/users/{NUMBER}/identities", "POST")
@once
def create_identity(number: int):
    """Add an address."""
    customer, said = customer_at(number), given("identity")
    kind, value = _TYPES.get(str(said.get("type"))), reading.text(said, "value", "", 320)
    if kind is None:
        raise reading.wrong("type", "email, phone_number, member_card, external_id or unionid")
    try:
        row = add_address(customer, kind, value, verified=reading.flag(said, "verified", False))
    except ValueError:
        raise invalid("This is no valid address.", "联系方式无效。", field="value") from None
    return answer({"identity": shape(row)}, 201)


@route(f"{_ONE}/verify", "PUT")
def verify_identity(number: int, identity: int):
    """Say that it is proven; for admins' programs."""
    row = _find(number, identity)
    if not may(me(), "people.manage"):
        raise not_found()
    if not customers.verify(row, how="api"):
        raise invalid("This address is another customer's.", "该联系方式属于其他客户。")
    return answer({"identity": shape(row)})


def shape(row: Identity) -> dict:
    """The address as the API says it."""
    user = numbers.of_customer(row.customer_id)
    at = clock.iso(row.created_at)
    return {
        "url": url(f"users/{user}/identities/{row.id}.json"),
        "id": row.id,
        "user_id": user,
        "type": {"phone": "phone_number"}.get(row.kind, row.kind),
        "value": row.value if row.kind == "visitor" else customers.masked(row.kind, row.value, me()),
        "verified": row.verified_at is not None,
        "primary": False,
        "created_at": at,
        "updated_at": at,
        "undeliverable_count": 0,
        "deliverable_state": "deliverable",
    }


def _find(number: int, identity: int) -> Identity:
    customer = customer_at(number)
    row = db.session.scalar(select(Identity).where(Identity.id == identity, Identity.customer_id == customer.id))
    if row is None:
        raise not_found()
    return row
