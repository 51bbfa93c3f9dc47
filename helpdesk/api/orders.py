"""Orders and products, as the company's shop tells them; telling one again by its external_id changes it."""

from flask import request
from sqlalchemy import select

from helpdesk import clock, people
from helpdesk.api import numbers, reading
from helpdesk.api.door import NUMBER, answer, given, invalid, me, not_found, route, url
from helpdesk.api.idempotency import once
from helpdesk.api.paging import page_of
from helpdesk.api.requesters import by_address, may_see
from helpdesk.customers import Customer, Order, Product, root_of
from helpdesk.customers.buying.ordering import BadOrder, drop_order, order_of, tell_order, tell_product
from helpdesk.customers.valuing.reckoning import reckon
from helpdesk.db import db, savepoint, transaction
from helpdesk.refusing import Refusal

MOST = 100


@route("/orders")
def list_orders():
    """Orders; with external_id= that one."""
    query = _seen()
    if external_id := request.args.get("external_id"):
        query = query.where(Order.external_id == external_id)
    return answer(page_of(query, "orders.json", "orders", _shapes, order=(Order.id,)))


@route(f"/orders/{NUMBER}")
def show_order(number: int):
    """One order."""
    return answer({"order": shape(_find(number))})


@route(f"/users/{NUMBER}/orders")
def list_orders_of(number: int):
    """The orders of a customer."""
    query = select(Order).where(Order.customer_id == _customer(number).id)
    return answer(page_of(query, f"users/{number}/orders.json", "orders", _shapes, order=(Order.id,)))


@route("/orders", "POST")
@once
def create_order():
    """Tell an order of the customer in user_id, or in user (email, phone)."""
    _tells()
    order, new = _told(given("order"))
    return answer({"order": shape(order)}, 201 if new else 200)


@route("/orders/create_many", "POST")
@once
def create_many_orders():
    """Tell up to a hundred; one that is refused holds up no other."""
    _tells()
    said = given().get("orders")
    if not isinstance(said, list) or not 0 < len(said) <= MOST:
        raise invalid(f"orders is a list of 1 to {MOST}.", f"orders 须包含 1 至 {MOST} 项。", field="orders")
    results, touched = [], set()
    with transaction():
        for place, one in enumerate(said):
            results.append(_one_of_many(place, one, touched))
        reckon(touched)
    return answer({"results": results})


@route(f"/orders/{NUMBER}", "PUT")
@once
def update_order(number: int):
    """Change what is told of an order."""
    _tells()
    order = _find(number)
    said = shape(order) | {name: value for name, value in given("order").items() if name != "external_id"}
    return answer({"order": shape(_kept(db.session.get(Customer, order.customer_id), said)[0])})


@route(f"/orders/{NUMBER}", "DELETE")
def delete_order(number: int):
    """The order never was."""
    _tells()
    drop_order(_find(number), by=me())
    return answer({}, 204)


@route("/products")
def list_products():
    """All products."""
    return answer(page_of(select(Product), "products.json", "products", _products, order=(Product.id,)))


@route("/products", "POST")
@once
def create_product():
    """Tell a product; its sku names it."""
    _tells()
    try:
        return answer({"product": _products([tell_product(given("product"))])[0]})
    except BadOrder as error:
        raise _refused(error) from None


def shape(order: Order) -> dict:
    """The order as the API says it."""
    return {
        "url": url(f"orders/{order.id}.json"),
        "id": order.id,
        "external_id": order.external_id,
        "user_id": numbers.of_customer(order.customer_id),
        "number": order.number,
        "status": order.status,
        "placed_at": clock.iso(order.placed_at),
        "currency": order.currency,
        "total": order.total / 100,
        "refunded": order.refunded / 100,
        "items": order.items or [],
        "order_url": order.url,
        "created_at": clock.iso(order.created_at),
        "updated_at": clock.iso(order.updated_at),
    }


def _shapes(rows) -> list[dict]:
    return [shape(row) for row in rows]


def _products(rows) -> list[dict]:
    return [
        {
            "id": row.id,
            "sku": row.sku,
            "name": row.name,
            "currency": row.currency,
            "price": None if row.price is None else row.price / 100,
            "product_url": row.url,
            "image_url": row.image_url,
            "active": row.active,
            "updated_at": clock.iso(row.updated_at),
        }
        for row in rows
    ]


def _tells() -> None:
    if not people.may(me(), "orders.tell"):
        raise Refusal(403)


def _seen():
    """Every order for who may tell them; of others an agent asks by customer."""
    _tells()
    return select(Order)


def _find(number: int) -> Order:
    order = db.session.get(Order, number)
    if order is None or not may_see(db.session.get(Customer, order.customer_id)):
        raise not_found()
    return order


def _customer(number: int) -> Customer:
    found = numbers.find(number)
    if not isinstance(found, Customer) or not may_see(found := root_of(found)):
        raise not_found()
    return found


@transaction()
def _told(said: dict) -> tuple[Order, bool]:
    return _kept(_buyer(said), said)


def _kept(customer: Customer, said: dict, quietly: bool = False) -> tuple[Order, bool]:
    try:
        return tell_order(customer, said | {"url": said.get("order_url")}, by=me(), quietly=quietly)
    except BadOrder as error:
        raise _refused(error) from None


def _buyer(said: dict) -> Customer:
    if isinstance(said.get("user"), dict):
        return root_of(by_address(said["user"])[0])
    number = reading.number(said, "user_id")
    if number is not None:
        found = numbers.find(number)
        if isinstance(found, Customer) and may_see(found):
            return root_of(found)
        raise invalid("There is no such customer.", "没有此客户。", field="user_id")
    known = order_of(said["external_id"]) if isinstance(said.get("external_id"), str) else None
    if known is None:
        raise invalid("An order needs user_id or user.", "订单缺少 user_id 或 user。", field="user_id")
    return db.session.get(Customer, known.customer_id)


def _one_of_many(place: int, said, touched: set[int]) -> dict:
    try:
        if not isinstance(said, dict):
            raise invalid("An order is an object.", "订单须为对象。", field="orders")
        with savepoint():
            order, new = _kept(_buyer(said), said, quietly=True)
    except Refusal as refusal:
        return {"index": place, "error": refusal.code, "details": refusal.en}
    touched.add(order.customer_id)
    return {"index": place, "id": order.id, "status": "Created" if new else "Updated", "success": True}


def _refused(error: BadOrder) -> Refusal:
    return invalid(f"{error.field}: {error}.", f"{error.field} 的值无效。", field=error.field)
