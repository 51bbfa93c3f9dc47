"""Addresses: an agent notes how else a customer can be reached, and takes back what was an error."""

from flask import jsonify
from sqlalchemy import select

from helpdesk.console.customer_panel import find_customer, panel_of
from helpdesk.console.door import console
from helpdesk.console.said import Said, wrong
from helpdesk.customers import Customer, Identity, noting
from helpdesk.db import db
from helpdesk.people import may
from helpdesk.people.sessions import me
from helpdesk.refusing import Refusal

_WRONG = {
    "email": ("This is no e-mail address.", "邮箱格式不正确。"),
    "phone": ("Write the number with its country code, such as +86.", "请填写带国家代码的号码，例如以 +86 开头。"),
}


@console.post("/customers/<number:customer_id>/identities")
def note_address(customer_id: int):
    """One more address, unproven; one they have already changes nothing."""
    customer, said = _mine(customer_id), Said()
    kind, value = said.choice("kind", noting.KINDS), said.text("value", 320)
    try:
        noting.note_address(customer, kind, value, by=me())
    except noting.TooMany:
        raise Refusal(422, "too_many", "More addresses cannot be kept.", "联系方式数量已达上限。") from None
    except ValueError:
        words = _WRONG.get(kind)
        raise Refusal(422, "invalid", *words, field="value") if words else wrong("value") from None
    return jsonify(customer=panel_of(customer)), 201


@console.delete("/customers/<number:customer_id>/identities/<number:identity_id>")
def take_back_address(customer_id: int, identity_id: int):
    """It was an error."""
    customer = _mine(customer_id)
    found = db.session.scalar(select(Identity).where(Identity.id == identity_id, Identity.customer_id == customer.id))
    if found is None:
        raise Refusal(404)
    if not noting.take_back_address(found, by=me()):
        english = "This address was proven, or messages went there or came from there. It stays."
        raise Refusal(409, "in_use", english, "该联系方式已验证或已有往来消息，不能移除。")
    return jsonify(customer=panel_of(customer))


def _mine(customer_id: int) -> Customer:
    customer = find_customer(customer_id)
    if not may(me(), "customers.addresses"):
        raise Refusal(403)
    return customer
