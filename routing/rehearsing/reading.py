"""Reading the past: tickets of some days with what their rules could ask, a thousand at a time, in few statements."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import func, select, text

from helpdesk.customers import Customer, Order
from helpdesk.customers.facts import facts_of as worth_of
from helpdesk.customers.segments import Segment, SegmentMember
from helpdesk.customers.worth import CustomerValue
from helpdesk.db import db, let_go
from helpdesk.events import Event
from routing.facts import Facts, of_orders
from routing.facts.of_customer import COMPLAINT_DAYS
from routing.paper import COPIED
from routing.rehearsing.walking import Past
from routing.triggers import EVENTS
from tickets.message import Message
from tickets.ticket import SHOWN, Ticket

CHUNK = 1_000
_WORTH = frozenset({"stage", "value", "organization_id", "orders", "spend", "last_score"})
_COMPLAINTS = frozenset(f"complaints_{days}d" for days in COMPLAINT_DAYS)
AS_TODAY = frozenset({"segment", "last_order_status"}) | _WORTH  # nobody wrote down what it was then
_ORDERS = frozenset(field.name for field in of_orders.FIELDS) - _WORTH
_PERSON = frozenset({"customer_tags", "customer_language", "customer_days"})
_PAST = frozenset({"tickets_before", "open_tickets", "new_customer"})
_TEXT = frozenset({"text", "any_text", "length", "is_auto", "unverified"})
_KEPT = [getattr(Ticket, name) for name in (*COPIED, "first_replied_at", "closed_at", "merged_into_id", "trashed_at")]
_SAID = (Message.id, Message.ticket_id, Message.text, Message.reply_text, Message.is_auto, Message.trust, Message.at)
_TOLD = (Event.ticket_id, Event.name, Event.at, Event.data, Event.actor_kind, Event.message_id)


class Library:
    """What is known beside the tickets of one chunk; `asked` are the fields that the rules ask about."""

    def __init__(self, rows, asked: set[str], earlier: dict):
        self.people = {row.customer_id for row in rows}
        self.earlier = earlier  # the tickets of those who came in another chunk already
        self.persons = self._persons() if asked & _PERSON else {}
        self.worth = self._worth() if asked & _WORTH else {}
        self.segments = self._segments() if "segment" in asked else None
        self.complaints = self._complaints() if asked & _COMPLAINTS else None
        self.tickets = self._tickets() if asked & _PAST else None
        self.orders = self._orders() if asked & _ORDERS else None

    def fill(self, facts: Facts) -> Facts:
        """Put in what was read for all at once."""
        customer = facts.ticket.customer_id
        if customer in self.persons:
            facts["_person"] = self.persons[customer]
        if self.segments is not None:
            facts["segment"] = self.segments.get(customer, frozenset())
        if customer in self.worth:
            facts["_worth"] = self.worth[customer]
        if self.complaints is not None:
            facts["_complaints"] = self._complained(customer, facts.ticket.id, facts.now)
        if self.tickets is not None:
            facts["_past"] = self._past(customer, facts.ticket.id, facts.now)
        if self.orders is not None:
            facts["_orders"] = [one for one in self.orders[customer] if one[1] <= facts.now][: of_orders.MOST]
        return facts

    def _past(self, customer: int, number: int, at: datetime) -> tuple[int, int]:
        before = self.tickets[customer]
        count = bisect_left(before, (number,))
        return count, sum(ended is None or ended > at for _, ended in before[:count])

    def _complained(self, customer: int, number: int, now: datetime) -> list[datetime]:
        since = now - timedelta(days=max(COMPLAINT_DAYS))
        return [at for other, at in self.complaints[customer] if other != number and since < at <= now]

    def _complaints(self) -> dict:
        query = select(Ticket.customer_id, Ticket.id, Ticket.created_at).where(Ticket.customer_id.in_(self.people))
        found = defaultdict(list)
        for customer, number, at in db.session.execute(query.where(Ticket.type == "complaint", text(SHOWN))):
            found[customer].append((number, at))
        return found

    def _persons(self) -> dict:
        return {row.id: row for row in db.session.scalars(select(Customer).where(Customer.id.in_(self.people)))}

    def _worth(self) -> dict:
        db.session.scalars(select(CustomerValue).where(CustomerValue.customer_id.in_(self.people))).all()
        return {number: worth_of(number) for number in self.people}

    def _segments(self) -> dict:
        query = select(SegmentMember.customer_id, Segment.key).join(Segment, Segment.id == SegmentMember.segment_id)
        found = defaultdict(set)
        for customer, key in db.session.execute(query.where(SegmentMember.customer_id.in_(self.people))):
            found[customer].add(key)
        return found

    def _orders(self) -> dict:
        query = select(Order.customer_id, *of_orders.COLUMNS).where(Order.customer_id.in_(self.people))
        found = defaultdict(list)
        for customer, *order in db.session.execute(query.order_by(Order.placed_at.desc(), Order.id.desc())):
            found[customer].append(tuple(order))
        return found

    def _tickets(self) -> dict:
        query = select(Ticket.customer_id, Ticket.id, func.coalesce(Ticket.solved_at, Ticket.closed_at))
        new = self.people - self.earlier.keys()
        self.earlier |= {customer: [] for customer in new}
        where = (Ticket.customer_id.in_(new), Ticket.spam_at.is_(None))
        for customer, number, ended in db.session.execute(query.where(*where).order_by(Ticket.id)):
            self.earlier[customer].append((number, ended))
        return self.earlier


def count(since: datetime, until: datetime) -> int:
    """How many tickets came in between."""
    return db.session.scalar(select(func.count()).where(*_between(since, until)))


def chunks(since: datetime, until: datetime, asked: set[str]) -> Iterator[tuple[list[Past], Library]]:
    """The tickets that came in between, oldest numbers first."""
    last, earlier = 0, {}
    while True:
        query = select(*_KEPT).where(*_between(since, until), Ticket.id > last).order_by(Ticket.id).limit(CHUNK)
        rows = db.session.execute(query).all()
        if not rows:
            return
        last = rows[-1].id
        yield _with_their_past(rows, asked), Library(rows, asked, earlier)
        let_go()


def _with_their_past(rows, asked: set[str]) -> list[Past]:
    first, last = rows[0].id, rows[-1].id
    numbers = {row.id for row in rows}
    told, said = defaultdict(list), defaultdict(dict)
    query = select(*_TOLD).where(Event.ticket_id.between(first, last), Event.name.in_(EVENTS)).order_by(Event.id)
    for event in db.session.execute(query):
        if event.ticket_id in numbers:
            told[event.ticket_id].append(event)
    if asked & _TEXT or any(told.values()):
        words = (
            select(*_SAID).where(Message.ticket_id.between(first, last), Message.kind != "note").order_by(Message.id)
        )
        for message in db.session.execute(words):
            said[message.ticket_id][message.id] = message
    return [
        Past(row, told.get(row.id, []), said.get(row.id, {}), next(iter(said.get(row.id, {}).values()), None))
        for row in rows
    ]


def _between(since: datetime, until: datetime) -> tuple:
    return Ticket.created_at >= since, Ticket.created_at < until, Ticket.merged_into_id.is_(None)
