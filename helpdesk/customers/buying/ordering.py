"""Orders and products as the company's shop tells them; telling one again changes it."""

from datetime import datetime

from sqlalchemy import select

from helpdesk import clock
from helpdesk.customers.buying.money import code_of, hundredths, worth_of
from helpdesk.customers.buying.order import Order
from helpdesk.customers.buying.product import Product
from helpdesk.customers.customer import Customer
from helpdesk.customers.events import ORDER_CHANGED, ORDER_GONE
from helpdesk.db import db, only_one, transaction
from helpdesk.events import record
from helpdesk.hot import get

MOST_ITEMS, LONGEST = 200, 300


class BadOrder(ValueError):
    """This is no order; `field` says where, the text what is wrong with it."""

    def __init__(self, field: str, text: str):
        self.field = field
        super().__init__(text)


@transaction()
def tell_order(customer: Customer, told: dict, *, by, quietly: bool = False) -> tuple[Order, bool]:
    """Keep an order as told: external_id, number, status, placed_at, currency, total, refunded, items, url.

    Gives the order and whether it is new. `quietly` records no event: for thousands at a time, valued afterwards.
    Raises BadOrder.
    """
    values = _values(told)
    only_one("order", values["external_id"])
    order = order_of(values["external_id"])
    before = order and {name: getattr(order, name) for name in values}
    if before == values and order.customer_id == customer.id:
        return order, False
    is_new = order is None
    if is_new:
        order = Order(customer_id=customer.id, **values)
        db.session.add(order)
    else:
        _change(order, {**values, "customer_id": customer.id}, by, quietly)
    db.session.flush()
    if not quietly:
        record(ORDER_CHANGED, by=by, customer=customer, order=order.id, status=order.status, new=is_new)
    return order, is_new


@transaction()
def drop_order(order: Order, *, by) -> None:
    """The shop takes it back: it never was."""
    record(ORDER_GONE, by=by, customer=get(Customer, order.customer_id), order=order.id)
    db.session.delete(order)


@transaction()
def tell_product(told: dict) -> Product:
    """Keep a product as told: sku, name, currency, price, url, image_url, active. Raises BadOrder."""
    sku = _text(told, "sku", needed=True)
    only_one("product", sku)
    product = db.session.scalar(select(Product).where(Product.sku == sku)) or Product(sku=sku, name="", active=True)
    product.name = _text(told, "name", needed=True)
    product.currency = _currency(told) if told.get("currency") else None
    product.price = _amount(told, "price") if told.get("price") is not None else None
    product.url, product.image_url = _address(told, "url"), _address(told, "image_url")
    product.active, product.updated_at = told.get("active") is not False, clock.now()
    db.session.add(product)
    db.session.flush()
    return product


def order_of(external_id: str) -> Order | None:
    """The order that the shop calls so."""
    return db.session.scalar(select(Order).where(Order.external_id == external_id))


def orders_of(customer_id: int, limit: int = 20, before: int | None = None) -> list[Order]:
    """The customer's orders, newest first."""
    found = select(Order).where(Order.customer_id == customer_id)
    if before:
        found = found.where(Order.id < before)
    return list(db.session.scalars(found.order_by(Order.placed_at.desc(), Order.id.desc()).limit(limit)))


def _change(order: Order, values: dict, by, quietly: bool) -> None:
    if order.customer_id != values["customer_id"] and not quietly:  # whose it was is worth less now
        record(ORDER_GONE, by=by, customer=get(Customer, order.customer_id), order=order.id)
    for name, value in values.items():
        setattr(order, name, value)
    order.updated_at = clock.now()


def _values(told: dict) -> dict:
    currency, total = _currency(told), _amount(told, "total")
    refunded = _amount(told, "refunded") if told.get("refunded") is not None else 0
    if refunded > total:
        raise BadOrder("refunded", "more was paid back than paid")
    external_id = _text(told, "external_id", needed=True)
    return {
        "external_id": external_id,
        "number": _text(told, "number") or external_id,
        "status": _text(told, "status").lower().replace(" ", "_")[:40] or "placed",
        "placed_at": _instant(told.get("placed_at")),
        "currency": currency,
        "total": total,
        "refunded": refunded,
        "worth": worth_of(total - refunded, currency),
        "items": _items(told.get("items") or []),
        "url": _address(told, "url"),
    }


def _items(told) -> list[dict]:
    if not isinstance(told, list) or len(told) > MOST_ITEMS or not all(isinstance(one, dict) for one in told):
        raise BadOrder("items", f"items is a list of objects, {MOST_ITEMS} at most")
    return [
        {
            "name": _text(one, "name"),
            "sku": _text(one, "sku"),
            "quantity": _quantity(one.get("quantity", 1)),
            "price": _amount(one, "price") / 100 if one.get("price") is not None else None,
        }
        for one in told
    ]


def _quantity(value) -> int | float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value < 10**9:
        raise BadOrder("items", "a quantity is a number above zero")
    return value


def _text(told: dict, name: str, needed: bool = False) -> str:
    value = told.get(name)
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if (needed and not text) or len(text) > LONGEST or (value is not None and not isinstance(value, str | int)):
        raise BadOrder(name, f"{name} is a text of 1 to {LONGEST} characters")
    return text


def _amount(told: dict, name: str) -> int:
    try:
        return hundredths(told.get(name))
    except ValueError:
        raise BadOrder(name, f"{name} is an amount, 0 or more") from None


def _currency(told: dict) -> str:
    try:
        return code_of(told.get("currency"))
    except ValueError:
        raise BadOrder("currency", "currency is three letters, as in ISO 4217") from None


def _address(told: dict, name: str) -> str | None:
    """Only what a browser opens as a page: a javascript: address would run in the agent's console."""
    value = told.get(name)
    if value in (None, ""):
        return None
    if not isinstance(value, str) or not value.lower().startswith(("https://", "http://")) or len(value) > 2000:
        raise BadOrder(name, f"{name} is a http(s) address")
    return value


def _instant(value) -> datetime:
    if isinstance(value, datetime):
        return value
    try:
        at = datetime.fromisoformat(value)
        if at.tzinfo is None or not 1970 <= at.year <= 2200:
            raise ValueError
    except (TypeError, ValueError):
        raise BadOrder("placed_at", "placed_at is an instant with its zone, as 2026-11-22T09:14:03Z") from None
    return at
