"""Valuing: what happened to customers and their tickets changes what they are worth and how their journey went."""

from datetime import datetime

from sqlalchemy import select

from helpdesk.customers import events as c
from helpdesk.customers.organizing.changing import join_by_domain
from helpdesk.customers.valuing.reckoning import reckon
from helpdesk.db import db
from helpdesk.events import Event
from tickets import contacting, contentment  # noqa: F401  they name what they know of a customer
from tickets import events as e
from tickets.journey.finding import look_at

BY_TICKETS = (
    e.TICKET_OPENED,
    e.STATUS_CHANGED,
    e.TYPE_CHANGED,
    e.CUSTOMER_RECOGNISED,
    e.TICKET_REOPENED,
    e.TICKETS_MERGED,
    e.TICKET_MERGED_AWAY,
    e.TICKETS_UNMERGED,
    e.TICKET_SPLIT,
    e.TICKET_LINKED,
    e.TICKET_UNLINKED,
    e.TICKET_TRASHED,
    e.TICKET_RESTORED,
    e.TICKET_IMPORTED,
    e.SPAM_MARKED,
    e.SPAM_CLEARED,
    e.SLA_BREACHED,
    e.RATED,
    e.PROMISE_MADE,
    e.PROMISE_KEPT,
    e.PROMISE_DROPPED,
    c.CUSTOMERS_MERGED,
    c.CUSTOMER_MERGED_AWAY,
    c.CUSTOMERS_UNMERGED,
)
BY_CUSTOMERS = (
    c.ORDER_CHANGED,
    c.ORDER_GONE,
    c.FACTS_CHANGED,
    c.ORGANIZATION_CHANGED,
    c.VIP_AGENT_CHANGED,
    c.CUSTOMER_CHANGED,
)
ALL = BY_TICKETS + BY_CUSTOMERS
BEFORE = 2000  # events that may have waited together with the last one


def catch_up(last: Event) -> None:
    """The `together` reaction: whoever something happened to since the last time is reckoned anew, each once."""
    waited = (
        select(Event.customer_id, Event.name)
        .distinct()
        .where(Event.id.between(last.id - BEFORE, last.id), Event.name.in_(ALL), Event.customer_id.is_not(None))
    )
    if last.delivered_at is None:  # else this is tried again, and the others have been ticked off
        waited = waited.where(Event.delivered_at.is_(None))
    found = db.session.execute(waited).all()
    with_tickets = {number for number, name in found if name in BY_TICKETS}
    join_by_domain(with_tickets)
    look_at(with_tickets)
    reckon({number for number, _ in found})


def look_back(customer_ids: list[int], now: datetime | None = None) -> None:
    """The same for these, after rows were written past the verbs."""
    look_at(customer_ids, now)
    reckon(customer_ids, now)
