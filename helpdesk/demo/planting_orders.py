"""Plant what the shop's customers bought, the companies they work for, and what all of it comes to."""

from datetime import datetime, timedelta

from sqlalchemy import select

from helpdesk.customers import Customer, Order
from helpdesk.customers.buying.money import USUAL, worth_of
from helpdesk.customers.buying.product import Product
from helpdesk.customers.organizing.organization import Organization, OrganizationDomain, OrganizationMember
from helpdesk.customers.segmenting import keeping
from helpdesk.customers.valuing import nightly, reckoning
from helpdesk.db import db
from helpdesk.demo import world
from helpdesk.demo.cast import Cast
from helpdesk.demo.offsets import moment
from helpdesk.hot import insert
from tickets import valuing

# What they bought before they first wrote: days before, of how much their last order came to.
EARLIER = ((130, 0.8), (210, 1.4), (300, 0.6), (420, 1.1), (560, 0.9))
MAIL_OF_OTHERS = ("example.com", "example.net", "example.org", "example.test")


def plant_orders(cast: Cast, as_of: datetime) -> None:
    """Products, orders, organizations."""
    products = _plant_products(as_of)
    for place, customer in enumerate(world.customers()):
        row = cast.customers[customer["id"]]
        orders = [_order(row, told, customer["zone"], products, as_of) for told in customer["orders"]]
        _plant_earlier(row, orders, place, as_of)
        if customer.get("organization"):
            _plant_membership(row, customer, as_of)
    db.session.flush()


def reckon_world(as_of: datetime) -> None:
    """Where journeys broke and what everybody is worth, as if it had been reckoned all along."""
    db.session.flush()
    reckoning.keep_cuts(reckoning.current_cuts(reckoning.thresholds(), as_of), as_of)
    valuing.look_back(list(db.session.scalars(select(Customer.id))), as_of)
    keeping.count_all(as_of)
    nightly.note_done(as_of)


def _plant_products(as_of: datetime) -> dict[str, dict]:
    products = {one["id"]: one for one in world.shop()["products"]}
    for one in products.values():
        price = one["price"]["CNY"]
        insert(Product(sku=one["id"], name=one["name"]["zh"], currency="CNY", price=price * 100, updated_at=as_of))
    return products


def _order(row: Customer, told: dict, zone: str, products: dict[str, dict], as_of: datetime) -> Order:
    total, code = round(told["amount"] * 100), row.language if row.language == "zh" else "en"
    at = moment(told["at"], as_of=as_of, zone=zone)
    items = [
        {
            "name": products[one["product"]]["name"][code],
            "sku": one["product"],
            "quantity": one["quantity"],
            "price": products[one["product"]]["price"].get(told["currency"]),
        }
        for one in told["items"]
    ]
    same = {"number": told["number"], "status": told["state"], "currency": told["currency"]}
    return _insert(row, at, total, external_id=told["number"], items=items, **same)


def _plant_earlier(row: Customer, orders: list[Order], place: int, as_of: datetime) -> None:
    """Some have bought for years, some fell asleep: as many earlier orders as the place in the file gives."""
    last = max(orders, key=lambda one: one.placed_at)
    for days, share in EARLIER[: place % 6]:
        number = f"{last.number}-{days}"
        at, total = last.placed_at - timedelta(days=days + place), round(last.total * share / 100) * 100
        same = {"number": number, "status": "delivered", "currency": last.currency, "items": last.items}
        _insert(row, at, total, external_id=number, **same)


def _insert(row: Customer, at: datetime, total: int, **more) -> Order:
    worth = worth_of(total, more["currency"], USUAL)
    told = {"total": total, "refunded": 0, "worth": worth, "placed_at": at, "created_at": at, "updated_at": at}
    return insert(Order(customer_id=row.id, **told, **more))


def _plant_membership(row: Customer, customer: dict, as_of: datetime) -> None:
    name = customer["organization"]
    found = db.session.scalar(select(Organization).where(Organization.name == name))
    if found is None:
        empty = {"details": "", "notes": "", "tags": [], "fields": {}, "shared_tickets": True}
        found = Organization(name=name, name_folded=name.casefold(), created_at=as_of, updated_at=as_of, **empty)
        found = insert(found)
    domain = customer["email"].rpartition("@")[2]
    if domain not in MAIL_OF_OTHERS and db.session.get(OrganizationDomain, domain) is None:
        db.session.add(OrganizationDomain(domain=domain, organization_id=found.id))
    new = {"organization_id": found.id, "customer_id": row.id, "sees": "organization", "how": "hand"}
    insert(OrganizationMember(created_at=as_of, **new))
