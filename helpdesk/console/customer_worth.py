"""Value and orders of one customer, what other systems know of them, and what people may change."""

from zoneinfo import available_timezones

from flask import jsonify, request
from sqlalchemy import select

from helpdesk import clock, customers
from helpdesk.console import names
from helpdesk.console.customer_panel import find_customer, panel_of
from helpdesk.console.door import console
from helpdesk.console.said import Said, wrong
from helpdesk.console.worth_said import order_said, segment_said, worth_said
from helpdesk.customers import Customer, Segment, vip
from helpdesk.customers.buying.money import money
from helpdesk.customers.buying.ordering import orders_of
from helpdesk.customers.organizing.changing import organizations_of
from helpdesk.customers.outside.looking_up import Looked, look_up
from helpdesk.customers.outside.telling import facts_told
from helpdesk.customers.segments import SegmentMember
from helpdesk.db import db, transaction
from helpdesk.people.sessions import me
from helpdesk.reader import language

LONGEST_NOTES, MOST_TAGS = 20_000, 50


@console.get("/customers/<number:customer_id>/value.json")
def customer_value(customer_id: int):
    """Worth, segments, organizations, the newest orders and facts; the look-up is asked for by itself."""
    customer = find_customer(customer_id)
    worth = worth_said(customer.id)
    return jsonify(
        worth=worth,
        currency=money()["currency"],
        vip_agent=names.agent_names().get(worth["vip_agent_id"]),
        segments=[segment_said(one) for one in _segments(customer)],
        organizations=[{"id": one.id, "name": one.name} for one in organizations_of(customer.id)],
        orders=[order_said(order) for order in orders_of(customer.id, limit=5)],
        facts=[{"key": one.key, "value": one.value, "at": clock.iso(one.at)} for one in facts_told(customer.id)],
    )


@console.get("/customers/<number:customer_id>/orders.json")
def customer_orders(customer_id: int):
    """More of the customer's orders, newest first."""
    offset = min(max(request.args.get("offset", 0, type=int), 0), 10_000)
    found = orders_of(find_customer(customer_id).id, limit=offset + 21)[offset:]
    return jsonify(orders=[order_said(one) for one in found[:20]], more=len(found) > 20, currency=money()["currency"])


@console.get("/customers/<number:customer_id>/lookup.json")
def customer_lookup(customer_id: int):
    """What the company's own system says of them: fresh, old, unavailable, or nobody is asked (off)."""
    return jsonify(_looked(look_up(find_customer(customer_id), again="again" in request.args)))


@console.put("/customers/<number:customer_id>")
def change_customer(customer_id: int):
    """Change the name, notes, tags, language, time zone, or who looks after them."""
    customer, said = find_customer(customer_id), Said()
    with transaction():
        customers.describe(customer, by=me(), **_values(said, customer))
        if "vip_agent_id" in said:
            _look_after(customer, said.number("vip_agent_id", default=None))
    return jsonify(customer=panel_of(customer))


def _values(said: Said, customer: Customer) -> dict:
    values: dict = {}
    if "name" in said and said.text("name", 200, default="").strip() != panel_of(customer)["name"]:
        values["name"] = said.text("name", 200, default="").strip() or None
    if "notes" in said and (notes := said.text("notes", LONGEST_NOTES, default="")) != panel_of(customer)["notes"]:
        values["notes"] = notes.strip() or None
    if "tags" in said:
        values["tags"] = list(dict.fromkeys(one.strip() for one in said.words("tags", MOST_TAGS, 60) if one.strip()))
    if "language" in said:
        values["language"] = said.text("language", 8).strip().lower()
    if "time_zone" in said:
        zone = said.text("time_zone", 60, default="").strip() or None
        if zone is not None and zone not in available_timezones():
            raise wrong("time_zone")
        values["time_zone"] = zone
    return values


def _look_after(customer: Customer, agent_id: int | None) -> None:
    if agent_id is not None and agent_id not in names.agent_names():
        raise wrong("vip_agent_id")
    vip.look_after(customer, agent_id, by=me())


def _segments(customer: Customer) -> list[Segment]:
    mine = select(Segment).join(SegmentMember, SegmentMember.segment_id == Segment.id)
    return list(db.session.scalars(mine.where(SegmentMember.customer_id == customer.id).order_by(Segment.position)))


def _looked(found: Looked) -> dict:
    code = language()
    lines = [{**line, "label": line["label"].get(code) or line["label"].get("en")} for line in found.lines]
    return {"state": found.state, "lines": lines, "at": clock.iso(found.at)}
