"""Write customers: make one, change one. Accounts of agents are made under Settings, by admins."""

from zoneinfo import available_timezones

from helpdesk import customers
from helpdesk.api import numbers, reading
from helpdesk.api.door import invalid, me, not_found, sight
from helpdesk.api.requesters import language_of, may_see
from helpdesk.customers import Customer
from helpdesk.customers.describing import describe
from helpdesk.customers.identifying import ROUTE
from helpdesk.customers.masking import is_mask
from helpdesk.db import db, transaction
from helpdesk.hot import insert
from helpdesk.people import Agent, may
from helpdesk.refusing import Refusal
from tickets.knowing import known_at

_KINDS = {
    "email": "email",
    "phone_number": "phone",
    "phone": "phone",
    "external_id": "external_id",
    "member_card": "member_card",
}


@transaction()
def make(said: dict) -> Customer:
    """A new customer. Raises a Refusal when somebody the agent may know of has the address already."""
    _only_a_customer(said)
    wanted = _addresses(said)
    for kind, value in wanted:
        if known_at(sight(), kind, value):
            raise Refusal(
                422,
                "RecordInvalid",
                "Record validation errors",
                "数据校验失败",
                **{
                    kind: [
                        {
                            "description": f"{kind.title()} is already being used by another user",
                            "error": "DuplicateValue",
                        }
                    ]
                },
            )
    if not wanted and not reading.text(said, "name", "", 200):
        raise invalid("A user needs a name or an email.", "用户需要姓名或邮箱。", field="name")
    customer = insert(Customer(name=reading.line(said, "name") or None, language=language_of(said)))
    for kind, value in wanted:
        add_address(customer, kind, value, verified=reading.flag(said, "verified", False))
    if not wanted:
        customers.claim(customer, "api", f"customer:{customer.id}", how="api")
    change(customer, {name: value for name, value in said.items() if name in ("notes", "tags", "time_zone")})
    return customer


@transaction()
def make_or_change(said: dict) -> tuple[Customer, bool]:
    """The customer with this address, changed; or a new one. Says whether it is new."""
    for kind, value in _addresses(said):
        if found := known_at(sight(), kind, value):
            customer = db.session.get(Customer, found.customer_id)
            change(customer, {name: value for name, value in said.items() if name != "email"})
            return customer, False
    return make(said), True


@transaction()
def change(customer: Customer, said: dict) -> None:
    """Write what is said of the customer; a new address is added to those there are."""
    _only_a_customer(said)
    values: dict[str, object] = {"name": reading.line(said, "name")} if "name" in said else {}
    if "notes" in said:
        values["notes"] = reading.text(said, "notes", "", 20_000)
    if (tags := reading.words(said, "tags", 50)) is not None:
        values["tags"] = tags
    if zone := reading.text(said, "time_zone", None, 60):
        if zone not in available_timezones():
            raise reading.wrong("time_zone", "the name of a zone such as Asia/Shanghai")
        values["time_zone"] = zone
    if said.get("locale"):
        values["language"] = language_of(said)
    describe(customer, by=me(), **values)
    for kind, value in _addresses(said):
        add_address(customer, kind, value, verified=reading.flag(said, "verified", False))


def add_address(customer: Customer, kind: str, value: str, *, verified: bool):
    """The customer can be reached there. Only an admin's program can say that it is proven."""
    row = customers.claim(customer, kind, value, how=ROUTE)
    if verified and may(me(), "people.manage") and not customers.verify(row, how="api"):
        raise invalid("This address is another customer's.", "该联系方式属于其他客户。", field=kind)
    return row


def customer_at(user: int) -> Customer:
    """The customer with this user number, for whoever may know of them. Raises a Refusal."""
    found = numbers.find(user)
    if isinstance(found, Agent):
        raise invalid("Accounts of agents are changed under Settings.", "坐席账号请在设置中管理。")
    if found is None or not may_see(found):
        raise not_found()
    return found


def _only_a_customer(said: dict) -> None:
    if said.get("role", "end-user") != "end-user":
        raise invalid("Accounts of agents are made under Settings.", "坐席账号请在设置中管理。", field="role")


def _addresses(said: dict) -> list[tuple[str, str]]:
    pairs = [(kind, reading.text(said, kind, None, 320)) for kind in ("external_id", "email", "phone")]
    listed = said.get("identities") or []
    if not isinstance(listed, list) or len(listed) > 20 or not all(isinstance(one, dict) for one in listed):
        raise reading.wrong("identities", "a list of {type, value}")
    pairs += [(_KINDS.get(str(one.get("type"))), reading.text(one, "value", None, 320)) for one in listed]
    # Who reads an address masked sends its mask back with the rest: that says nothing new.
    return list(dict.fromkeys(_normal(kind, value) for kind, value in pairs if kind and value and not is_mask(value)))


def _normal(kind: str, value: str) -> tuple[str, str]:
    try:
        return kind, customers.normal(kind, value)
    except ValueError:
        said = f"{kind.title()}: {value[:80]} is not properly formatted"
        raise invalid(said, "联系方式格式不正确。", field=kind) from None
