"""Who a ticket is for: a customer named by number, by name and address, or the program's own agent."""

from helpdesk import customers
from helpdesk.api import numbers, reading
from helpdesk.api.door import invalid, sight
from helpdesk.customers import Customer, Identity
from helpdesk.people import Agent
from tickets.knowing import may_know, named


def requester_of(agent: Agent, said: dict) -> tuple[Customer, Identity]:
    """The customer and the address that `requester`, `requester_id` or neither of them names."""
    person = said.get("requester")
    if isinstance(person, dict):
        return by_address(person)
    number = reading.number(said, "requester_id")
    found = numbers.find(number) if number is not None else agent
    if isinstance(found, Customer) and may_see(found):
        return found, address_of(found)
    if isinstance(found, Agent):
        return by_address({"name": found.name, "email": found.email})
    raise invalid("There is no such requester.", "没有这个请求人。", field="requester_id")


def by_address(person: dict) -> tuple[Customer, Identity]:
    """The customer with this e-mail or phone that the agent may know of, else a new one."""
    kind, value = _address(person)
    try:
        return named(sight(), kind, value, name=reading.line(person, "name"), language=language_of(person))
    except ValueError:
        raise invalid(f"requester: {kind} is not valid.", "请求人的联系方式无效。", field=kind) from None


def address_of(customer: Customer) -> Identity:
    """The customer's best address; one of the API's own when they have none."""
    known = customers.reachable(customer)
    by_mail = [one for one in known if one.kind == "email"]
    return (by_mail or known or [None])[0] or customers.claim(customer, "api", f"customer:{customer.id}", how="api")


def may_see(customer: Customer) -> bool:
    """Whether the agent may know of this customer."""
    return may_know(sight(), customer)


def language_of(person: dict) -> str:
    """The language that `locale` names (en-US, zh-CN …), else English."""
    return (reading.text(person, "locale", "en", 35) or "en").replace("_", "-").partition("-")[0].lower()[:8] or "en"


def _address(person: dict) -> tuple[str, str]:
    for kind in ("email", "phone"):
        if value := reading.text(person, kind, None, 320):
            return kind, value
    raise invalid("A requester needs an email or a phone.", "请求人需要邮箱或电话。", field="email")
