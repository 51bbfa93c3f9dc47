"""Same person: who may be this customer under another address; merging the two, and taking it back."""

from flask import jsonify
from sqlalchemy import select

from helpdesk import clock, customers
from helpdesk.console import names
from helpdesk.console.called import called_to_me
from helpdesk.console.customer_panel import find_customer, identity_of, panel_of
from helpdesk.console.door import console, sight
from helpdesk.console.said import Said, wrong
from helpdesk.customers import Customer, events, suggesting
from helpdesk.customers.merging import CannotMerge
from helpdesk.db import db
from helpdesk.events import Event
from helpdesk.people import may
from helpdesk.people.sessions import me
from helpdesk.refusing import Refusal
from tickets.knowing import may_know

TRAIL = (events.CUSTOMERS_MERGED, events.CUSTOMERS_UNMERGED, events.SAMENESS_REFUSED)
MOST_TRAIL = 20


@console.get("/customers/<number:customer_id>/same.json")
def same_person(customer_id: int):
    """Suggestions with their reasons, who has been merged, and what was decided before."""
    customer = find_customer(customer_id)
    found = [one for one in suggesting.suggestions_for(customer) if may_know(sight(), one.customer)]
    return jsonify(
        may=may(me(), "customers.merge"),
        suggestions=[
            _brief(one.customer)
            | {"score": one.score, "reasons": one.reasons, "tickets": sight().count_of(one.customer)}
            for one in found
        ],
        merged=[
            _brief(one) | {"at": clock.iso(one.merged_at), "into": one.merged_into_id} for one in _merged(customer)
        ],
        trail=_trail(customer),
    )


@console.post("/customers/<number:customer_id>/merge")
def merge_customers(customer_id: int):
    """The two are one person; `survivor` speaks for both."""
    _allowed()
    one, said = find_customer(customer_id), Said()
    other = _other(said)
    if said.number("survivor", default=one.id) not in (one.id, other.id):
        raise wrong("survivor")
    stays, goes = (other, one) if said.number("survivor", default=one.id) == other.id else (one, other)
    try:
        stays = customers.merge(goes, into=stays, by=me(), reasons=said.words("reasons", most=10))
    except CannotMerge:
        raise _cannot("itself") from None
    return jsonify(customer=panel_of(stays), merged=goes.id)


@console.delete("/customers/<number:customer_id>/merge")
def unmerge_customers(customer_id: int):
    """They stand by themselves again."""
    _allowed()
    find_customer(customer_id)  # through whoever speaks for them
    customer = db.session.get(Customer, customer_id)
    try:
        customers.unmerge(customer, by=me())
    except CannotMerge:
        raise _cannot("not_merged") from None
    return jsonify(customer=panel_of(db.session.get(Customer, customer_id)))


@console.post("/customers/<number:customer_id>/not-the-same")
def not_the_same(customer_id: int):
    """They are two; it is not suggested again."""
    _allowed()
    suggesting.refuse(find_customer(customer_id), _other(Said()), by=me())
    return same_person(customer_id)


def _allowed() -> None:
    if not may(me(), "customers.merge"):
        raise Refusal(403)


def _other(said: Said) -> Customer:
    try:
        return find_customer(said.number("other"))
    except Refusal as refusal:
        raise wrong("other") if refusal.status == 404 else refusal from None


def _cannot(code: str) -> Refusal:
    if code == "itself":
        return Refusal(422, code, "This is the same customer already.", "两者已是同一客户。")
    return Refusal(409, code, "This customer has not been merged.", "该客户未被合并。")


def _brief(customer: Customer) -> dict:
    addresses = [identity_of(one) for one in customers.reachable(customer)[:6]]
    return {**called_to_me(customer), "identities": addresses, "since": clock.iso(customer.created_at)}


def _merged(customer: Customer) -> list[Customer]:
    family = [number for number in customers.family_of(customer) if number != customer.id]
    return list(db.session.scalars(select(Customer).where(Customer.id.in_(family)).order_by(Customer.merged_at.desc())))


def _trail(customer: Customer) -> list[dict]:
    rows = db.session.scalars(
        select(Event)
        .where(Event.customer_id == customer.id, Event.name.in_(TRAIL))
        .order_by(Event.id.desc())
        .limit(MOST_TRAIL)
    )
    agents = names.agent_names()
    return [
        {
            "id": one.id,
            "name": one.name,
            "at": clock.iso(one.at),
            "by": agents.get(one.actor_id, "") if one.actor_kind == "agent" else "",
            "other": one.data.get("from") or one.data.get("other"),
        }
        for one in rows
    ]
