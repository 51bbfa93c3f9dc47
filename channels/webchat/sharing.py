"""What a visitor reads of their colleagues: the tickets their organization shares with whom they are vouched for."""

from sqlalchemy import select

from channels.webchat.conversations import MOST, Conversation, newest_of
from channels.webchat.pages import Page, page_with
from channels.webchat.visitor import Visitor
from helpdesk.customers import Customer, Identity, root_of
from helpdesk.db import db
from tickets import Message, Ticket
from tickets.sharing import shared_ticket, shared_with, shared_words


def customer_of(visitor: Visitor) -> Customer | None:
    """Whom the site's server vouches for. What a visitor merely says of themselves shows them nothing."""
    if visitor.user_index is None:
        return None
    signed = select(Identity.customer_id).where(
        Identity.kind == "user_id", Identity.value_index == visitor.user_index, Identity.verified_at.is_not(None)
    )
    number = db.session.scalar(signed.limit(1))
    return root_of(db.session.get(Customer, number)) if number is not None else None


def shared_conversations(visitor: Visitor) -> list[Conversation]:
    """The newest of their colleagues', newest first; nothing in them is new to be read."""
    customer = customer_of(visitor)
    tickets = shared_with(customer)[:MOST] if customer is not None else []
    if not tickets:
        return []
    last = newest_of([one.id for one in tickets], shared_words(customer, tickets))
    return [Conversation(one, last[one.id], 0) for one in tickets if one.id in last]


def shared_conversation(visitor: Visitor, number: int) -> Ticket | None:
    """The colleague's ticket of this number, if the visitor may read it."""
    customer = customer_of(visitor)
    return shared_ticket(customer, number) if customer is not None else None


def shared_page_of(visitor: Visitor, ticket: Ticket, *, since: int = 0, before: int = 0) -> Page:
    """Its messages, as page_of gives one's own."""
    page = page_with(select(Message).where(shared_words(customer_of(visitor), [ticket])), since=since, before=before)
    page.fresh = None
    return page


def names_of(tickets: list[Ticket]) -> dict[int, str]:
    """The names of their customers, by number."""
    wanted = Customer.id.in_({one.customer_id for one in tickets})
    return {row.id: row.name for row in db.session.scalars(select(Customer).where(wanted))}
