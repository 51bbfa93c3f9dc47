"""Orders: what customers bought, so that it stands beside their tickets and counts for their value."""

from helpdesk.customers import Customer
from helpdesk.customers.buying.order import Order
from helpdesk.customers.buying.ordering import BadOrder, drop_order, order_of, tell_order
from helpdesk.customers.taking_in import Person, take_in
from helpdesk.db import db, savepoint
from helpdesk.importing import tracing
from helpdesk.importing.doer import doer
from helpdesk.importing.field import Field, Outcome
from helpdesk.importing.removing import Gone

kind = "orders"
label = ("Orders", "订单")
ORDER = 3
FIELDS = [
    Field(
        "external_id",
        ("Order number", "订单号"),
        needed=True,
        called=("id", "order", "order id", "order no", "订单编号", "订单", "单号"),
    ),
    Field("status", ("Status", "状态"), called=("order status", "订单状态")),
    Field(
        "placed_at",
        ("Placed on", "下单时间"),
        "instant",
        needed=True,
        called=("date", "order date", "created at", "下单日期", "日期", "付款时间"),
    ),
    Field("currency", ("Currency", "币种"), called=("cur", "货币")),
    Field(
        "total",
        ("Total", "金额"),
        "amount",
        needed=True,
        called=("amount", "sum", "price", "订单金额", "实付金额", "总价"),
    ),
    Field("refunded", ("Paid back", "退款金额"), "amount", called=("refund", "refunded", "退款")),
    Field("item", ("Goods", "商品"), "text", called=("items", "product", "products", "商品名称")),
    Field("url", ("Page of the order", "订单链接"), called=("link",)),
    Field("email", ("Customer's e-mail", "客户邮箱"), "email", called=("mail", "邮箱", "email", "customer email")),
    Field("phone", ("Customer's phone", "客户电话"), "phone", called=("mobile", "手机", "手机号", "电话", "收货电话")),
    Field(
        "customer_id", ("Your own id of the customer", "客户编号"), called=("customer", "user id", "客户id", "会员编号")
    ),
    Field("name", ("Customer's name", "客户姓名"), called=("customer name", "姓名", "收货人", "收件人")),
]
_ADDRESSES = {"email": "email", "phone": "phone", "customer_id": "external_id"}
_KEPT = ("status", "currency", "total", "refunded", "url", "number")


def take(rows: list[dict], run) -> list[Outcome]:
    """Take these in; an order that is known is changed, and whoever bought it is made if need be."""
    addresses = [[(kind, row[name]) for name, kind in _ADDRESSES.items() if row.get(name)] for row in rows]
    people = [Person(some, {"name": row.get("name")}) for row, some in zip(rows, addresses, strict=True) if some]
    taken = iter(take_in(people, trusted=run.options.get("trusted", True)))
    return [
        _take(row, next(taken), run) if some else Outcome("refused", "no_address")
        for row, some in zip(rows, addresses, strict=True)
    ]


def keys(row: dict) -> list:
    """What a row is told apart by, for a trial that keeps nothing."""
    return [("order", row["external_id"])]


def undo(trace, run, gone: Gone) -> str | None:
    """Take one back."""
    if trace.kind != "customer_order":
        from helpdesk.importing.subjects import customers

        return customers.undo(trace, run, gone)
    order = db.session.get(Order, trace.object_id)
    if order is None:
        return None
    if trace.made:
        drop_order(order, by=doer(run))
        return None
    if any(getattr(order, name) != has for name, (_, has) in trace.before.items()):
        return "changed_since"
    for name, (was, _) in trace.before.items():
        setattr(order, name, was)
    return None


def _take(row: dict, taken, run) -> Outcome:
    if taken.made:
        tracing.made(run, "customer", taken.customer.id)
    for number in taken.addresses:
        tracing.made(run, "identity", number)
    told = {
        **{name: row[name] for name in ("external_id", "placed_at", "total", "refunded", "url") if row.get(name)},
        "status": row.get("status") or "placed",
        "currency": row.get("currency") or run.options.get("currency") or "CNY",
        "items": [{"name": line.strip()[:300]} for line in (row.get("item") or "").splitlines() if line.strip()],
    }
    before = _said(order_of(row["external_id"]))
    try:
        with savepoint():
            order, is_new = tell_order(db.session.get(Customer, taken.customer.id), told, by=doer(run), quietly=True)
    except BadOrder as bad:
        return Outcome("refused", "bad_order", bad.field)
    if is_new:
        tracing.made(run, "customer_order", order.id)
        return Outcome("made")
    changed = {name: [before[name], has] for name, has in _said(order).items() if before[name] != has}
    if changed:
        tracing.changed(run, "customer_order", order.id, changed)
    return Outcome("changed" if changed else "same")


def _said(order: Order | None) -> dict:
    return {name: getattr(order, name) for name in _KEPT} if order is not None else {}
