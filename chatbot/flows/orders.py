"""Orders: what the company's shop knows of an order, in words; told only to whom the order proves to belong.

An order number is easily guessed, so it is looked for among the orders of the customer alone, and only where somebody
has vouched for who writes: the channel's provider, the company's own server, a link that was opened.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import func, select

from helpdesk import clock
from helpdesk.customers import Customer, Identity
from helpdesk.customers.buying.order import Order
from helpdesk.customers.outside.looking_up import look_up
from helpdesk.db import db
from tickets import Message

_STATES = {
    "placed": ("it has been placed", "已下单"),
    "pending": ("it is waiting to be handled", "待处理"),
    "paid": ("it is paid and will be packed", "已付款，待发货"),
    "processing": ("it is being packed", "正在备货"),
    "shipped": ("it is on its way", "已发货，正在配送"),
    "delivered": ("it has been delivered", "已签收"),
    "completed": ("it is completed", "已完成"),
    "cancelled": ("it was cancelled", "已取消"),
    "refunded": ("it was paid back", "已退款"),
    "returned": ("it was returned", "已退货"),
    "failed": ("it did not go through", "未成功"),
}
_MOST_ITEMS, _MOST_LINES = 3, 5


def finder(message: Message, language: str) -> Callable[[dict, dict], tuple[dict | None, dict]]:
    """What looks up an order for who wrote this: find(step, filled) as a step of kind `order` wants it."""

    def find(step: dict, filled: dict) -> tuple[dict | None, dict]:
        number = str(filled.get(step.get("order") or "order_number") or "").strip()
        report = {"url": f"order {number}"}
        customer = _proven(message)
        if customer is None:
            return None, report | {"error": "not proven who asks"}
        found = _told(customer, number, language) if number else None
        return {"order_told": found} if found else None, report | {"status": "found" if found else "unknown"}

    return find


def example(step: dict, filled: dict, language: str) -> tuple[dict, dict]:
    """An answer made up, for who tries the flow out."""
    number = str(filled.get(step.get("order") or "order_number") or "")
    told = _sentence(number, clock.now(), "shipped", [], language)
    return {"order_told": told}, {"url": f"order {number}", "status": "example"}


def _proven(message: Message) -> Customer | None:
    identity = db.session.get(Identity, message.identity_id) if message.identity_id else None
    if identity is None or identity.verified_at is None:
        return None
    return db.session.get(Customer, identity.customer_id)


def _told(customer: Customer, number: str, language: str) -> str | None:
    order = db.session.scalar(
        select(Order)
        .where(Order.customer_id == customer.id, func.upper(Order.number) == number.upper())
        .order_by(Order.placed_at.desc())
        .limit(1)
    )
    if order is not None:
        told = _sentence(order.number, order.placed_at, order.status, order.items or [], language)
        return f"{told}\n{order.url}" if order.url else told
    lines = [line for line in look_up(customer).lines if _speaks_of(line, number)]
    mark = "：" if language == "zh" else ": "
    return "\n".join(f"{line['label'][language]}{mark}{line['value']}" for line in lines[:_MOST_LINES]) or None


def _speaks_of(line: dict, number: str) -> bool:
    return number.upper() in f"{line['label']['en']} {line['label']['zh']} {line['value']}".upper()


def _sentence(number: str, placed: datetime, status: str, items: list[dict], language: str) -> str:
    en, zh = _STATES.get(status, (f"its state is “{status.replace('_', ' ')}”", f"当前状态为“{status}”"))
    names = [str(item.get("name") or "") for item in items if item.get("name")]
    shown, more = names[:_MOST_ITEMS], len(names) > _MOST_ITEMS
    if language == "zh":
        goods = f"（{'、'.join(shown)}{'等' if more else ''}）" if shown else ""
        return f"订单 {number}{goods}于 {placed.month} 月 {placed.day} 日下单，{zh}。"
    goods = f" ({', '.join(shown)}{' and more' if more else ''})" if shown else ""
    return f"Order {number} of {placed.day} {placed:%B}{goods}: {en}."
