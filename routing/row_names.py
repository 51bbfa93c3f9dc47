"""The rows that conditions and actions speak of by number or key: their names, and which of them can be chosen.

Read by the names of their tables: rules may name inboxes and webhooks, but know nothing of channels and deliveries.
"""

from dataclasses import dataclass

from sqlalchemy import select

from helpdesk.db import db

MOST = 500
NEWEST = 1_000  # orders that are looked at for the words a shop has of its own
YES_NO = {True: ("yes", "是"), False: ("no", "否")}
# What most shops call it; a shop's own words are found among its newest orders.
ORDER_STATUSES = {
    "placed": ("Placed", "已下单"),
    "pending": ("Pending", "待处理"),
    "paid": ("Paid", "已付款"),
    "processing": ("Processing", "处理中"),
    "shipped": ("Shipped", "已发货"),
    "delivered": ("Delivered", "已签收"),
    "completed": ("Completed", "已完成"),
    "cancelled": ("Cancelled", "已取消"),
    "refunded": ("Refunded", "已退款"),
    "returned": ("Returned", "已退货"),
    "failed": ("Failed", "失败"),
}


@dataclass(frozen=True)
class Named:
    """Where the names of one kind of row stand; `only` is what must hold for one to be chosen."""

    table: str
    en: str = "name"
    zh: str = "name"
    key: str = "id"
    only: str = ""


ROWS = {
    "team": Named("team"),
    "agent": Named("agent", only="disabled_at"),
    "inbox": Named("inbox"),
    "organization": Named("organization"),
    "segment": Named("segment", "name_en", "name_zh", key="key"),
    "saved_reply": Named("saved_reply", "title", "title", only="owner_id"),
    "macro": Named("macro", "title_en", "title_zh", only="owner_id"),
    "sla": Named("sla_policy", "name_en", "name_zh"),
    "survey": Named("survey", key="key"),
    "webhook": Named("webhook"),
    "ticket_field": Named("ticket_field", "label_en", "label_zh", key="key"),
}


def choices_of(kind: str) -> list[tuple]:
    """(value, name in English, name in Chinese) of those that can be chosen, by name."""
    if kind == "order_status":
        return _order_statuses()
    named = ROWS[kind]
    table = db.metadata.tables[named.table]
    query = select(table.c[named.key], table.c[named.en], table.c[named.zh])
    if named.only:
        query = query.where(table.c[named.only].is_(None))
    return [tuple(row) for row in db.session.execute(query.order_by(table.c[named.en]).limit(MOST))]


def names_of(kind: str, values: list) -> dict:
    """The names of these, as pairs: one statement; who is gone is not among them."""
    if kind == "order_status":
        return {value: _status_words(value) for value in values if value is not None}
    named = ROWS[kind]
    table = db.metadata.tables[named.table]
    query = select(table.c[named.key], table.c[named.en], table.c[named.zh])
    rows = db.session.execute(query.where(table.c[named.key].in_([one for one in values if one is not None][:MOST])))
    return {value: (en, zh) for value, en, zh in rows}


def words_of_fields(keys: list[str]) -> dict[str, dict]:
    """What can stand in these fields of the company's own: {key: {value: names}}; empty where anything can."""
    table = db.metadata.tables["ticket_field"]
    query = select(table.c.key, table.c.kind, table.c.choices).where(table.c.key.in_(keys[:MOST]))
    return {key: _words_of_field(kind, choices or []) for key, kind, choices in db.session.execute(query)}


def _words_of_field(kind: str, choices: list[dict]) -> dict:
    if kind == "checkbox":
        return dict(YES_NO)
    return {one["value"]: (one["en"], one["zh"]) for one in choices} if kind == "choice" else {}


def _order_statuses() -> list[tuple]:
    orders = db.metadata.tables["customer_order"]
    newest = select(orders.c.status).order_by(orders.c.id.desc()).limit(NEWEST).subquery()
    own = sorted(set(db.session.scalars(select(newest.c.status).distinct())) - ORDER_STATUSES.keys())
    return [(value, *_status_words(value)) for value in (*ORDER_STATUSES, *own)]


def _status_words(value: str) -> tuple[str, str]:
    return ORDER_STATUSES.get(value, (value.replace("_", " "),) * 2)
