"""What the customer has bought, as the shop told it: one look, at the newest orders until then."""

from sqlalchemy import bindparam, select

from helpdesk.customers.buying.order import COUNT_NOTHING, Order
from helpdesk.hot import Look
from routing.facts.field import NUMBER, ROW, TEXT, Field

MOST = 50  # orders of one customer that are read: a wholesaler has thousands
COLUMNS = (Order.status, Order.placed_at, Order.items)
_NEWEST = Look(
    select(*COLUMNS)
    .where(Order.customer_id == bindparam("customer"), Order.placed_at <= bindparam("now"))
    .order_by(Order.placed_at.desc(), Order.id.desc())
    .limit(MOST)
)


def orders_of(facts) -> list[tuple]:
    """(status, placed_at, items) of the newest orders, newest first; none that was placed later than this moment."""
    return _NEWEST.all(customer=facts.ticket.customer_id, now=facts.now)


def _status(facts) -> str | None:
    return facts["_orders"][0][0] if facts["_orders"] else None


def _days(facts) -> int | None:
    """Of orders that came to something: who got a refund yesterday has not bought yesterday."""
    placed = next((at for status, at, _ in facts["_orders"] if status not in COUNT_NOTHING), None)
    return None if placed is None else (facts.now - placed).days


def _products(orders: list[tuple]) -> str:
    lines = (line for _, _, items in orders for line in items or [])
    return "\n".join(dict.fromkeys(f"{line.get('name') or ''} {line.get('sku') or ''}".strip() for line in lines))


FIELDS = (
    Field("orders", NUMBER, "Orders so far", "订单数", lambda facts: facts["_worth"]["orders"]),
    Field("spend", NUMBER, "Spent so far", "累计消费", lambda facts: facts["_worth"]["spend"]),
    Field("last_order_status", ROW, "Status of the last order", "最近订单状态", _status, rows="order_status"),
    Field("last_order_days", NUMBER, "Days since the last order", "距上次下单", _days, unit=("days", "天")),
    Field(
        "last_order_products",
        TEXT,
        "Products in the last order",
        "最近订单的商品",
        lambda facts: _products(facts["_orders"][:1]),
    ),
    Field(
        "products_bought",
        TEXT,
        "Products ever bought",
        "曾购商品",
        lambda facts: _products([one for one in facts["_orders"] if one[0] not in COUNT_NOTHING]),
    ),
)
READERS = {"_orders": orders_of}
