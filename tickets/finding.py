"""Finding: reading only, and always through the person who looks. What they may not see does not exist for them."""

from __future__ import annotations  # Sight.list is a list of tickets, list[…] a type

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, literal, select, text, union_all

from helpdesk.customers import Customer
from helpdesk.db import db
from helpdesk.hot import get
from helpdesk.people import teams_of
from tickets import cursor as cursors
from tickets.conditions import Who
from tickets.filtering import index_for, where
from tickets.message import Message
from tickets.paging import Order
from tickets.reading import unread_of
from tickets.searching import Found, search
from tickets.thread_page import ThreadPage, page_of
from tickets.ticket import SHOWN, Ticket
from tickets.view import View
from tickets.visibility import may_see, seen_by

COUNTED = 10_000  # a list longer than this is "9,999+"


@dataclass
class Page:
    """Tickets in order, with what a list shows beside them; `next` asks for those that follow."""

    tickets: list[Ticket]
    customers: dict[int, Customer] = field(default_factory=dict)
    unread: set[int] = field(default_factory=set)
    next: str | None = None


def visible_to(agent) -> Sight:
    """What this agent can see; every question about tickets is put to it."""
    return Sight(agent)


class Sight:
    """The tickets, as one person sees them. `who` stays as it was when the look began: keep it for one request."""

    def __init__(self, agent):
        self.agent = agent
        self.seen = None if agent.sees_all else seen_by(agent, self.teams)

    @functools.cached_property
    def teams(self) -> Sequence[int]:
        """The teams the person is in; who sees every ticket is seldom asked for them."""
        return teams_of(self.agent)

    @functools.cached_property
    def who(self) -> Who:
        """The person, for conditions that speak of "me"."""
        return Who(self.agent.id, self.teams)

    def get(self, number: int) -> Ticket:
        """The ticket of this number. Raises LookupError when there is none for this person."""
        ticket = get(Ticket, number)
        if ticket is None or not may_see(self.agent, ticket, self.teams):
            raise LookupError(f"no ticket {number}")
        return ticket

    def some(self, numbers: list[int]) -> dict[int, Ticket]:
        """Those of these tickets that can be seen, by number."""
        query = self._through(select(Ticket).where(Ticket.id.in_(numbers[:1000])))
        return {ticket.id: ticket for ticket in db.session.scalars(query)}

    def message(self, number: int) -> tuple[Message, Ticket]:
        """A message and its ticket. Raises LookupError."""
        message = get(Message, number)
        if message is None:
            raise LookupError(f"no message {number}")
        return message, self.get(message.ticket_id)

    def list(self, view: View, *, after: str | None = None, limit: int = 50) -> Page:
        """A page of a view. Raises BadCursor."""
        order = Order(view.sort["by"], view.sort["descending"])
        query = self._in(view, Ticket, *order.columns)
        if after:
            query = query.where(order.after(after))
        rows = db.session.execute(query.order_by(*order.order_by()).limit(limit + 1)).all()
        page = self.beside([row[0] for row in rows[:limit]])
        page.next = cursors.write(rows[limit - 1][1:]) if len(rows) > limit else None
        return page

    def counts(self, views: list[View]) -> dict[int, int]:
        """How many tickets each view has, counted no further than COUNTED; one statement for all."""
        parts = []
        for view in views:
            some = self._in(view, Ticket.id).limit(COUNTED).subquery()
            parts.append(select(literal(view.id), func.count()).select_from(some))
        return dict(map(tuple, db.session.execute(union_all(*parts)))) if parts else {}

    def thread(self, ticket: Ticket, *, before: str | None = None, limit: int = 50) -> ThreadPage:
        """The newest messages of a ticket got from here, and what happened among them. Raises BadCursor."""
        return page_of(ticket, before, limit)

    def open_of(self, customer, limit: int = 20) -> list[Ticket]:
        """What this customer has going on, newest first."""
        return list(
            db.session.scalars(
                self._of(customer)
                .where(Ticket.status.not_in(("solved", "closed")))
                .order_by(Ticket.id.desc())
                .limit(limit)
            )
        )

    def of_customer(self, customer, limit: int = 10) -> list[Ticket]:
        """The customer's tickets, newest first."""
        return list(db.session.scalars(self._of(customer).order_by(Ticket.id.desc()).limit(limit)))

    def count_of(self, customer) -> int:
        """How many tickets the customer has, counted no further than COUNTED."""
        some = self._of(customer).with_only_columns(Ticket.id).limit(COUNTED).subquery()
        return db.session.scalar(select(func.count()).select_from(some))

    def search(self, typed: str, *, after: str | None = None, limit: int = 25, **filters: str) -> Found:
        """What was found for what was typed, newest first. Raises BadFilter and BadCursor."""
        return search(self, typed, after=after, limit=limit, **filters)

    def beside(self, tickets: list[Ticket]) -> Page:
        """These tickets with what a list shows beside them: a fixed number of questions, however many they are."""
        numbers = {ticket.customer_id for ticket in tickets}
        customers = db.session.scalars(select(Customer).where(Customer.id.in_(numbers))) if numbers else ()
        return Page(tickets, {c.id: c for c in customers}, unread_of(tickets, self.agent.id))

    def _in(self, view: View, *columns):
        query = self._through(select(*columns).where(where(view.conditions, self.who)))
        index = index_for(view.conditions, view.sort["by"])
        return query.with_hint(Ticket, f"INDEXED BY {index}", "sqlite") if index else query

    def _of(self, customer):
        return self._through(select(Ticket).where(Ticket.customer_id == customer.id, text(SHOWN)))

    def _through(self, query):
        return query if self.seen is None else query.where(self.seen)
