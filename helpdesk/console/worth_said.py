"""What a customer is worth, as the console is told of it."""

from helpdesk import clock
from helpdesk.console.called import called_to_me
from helpdesk.customers import Customer, CustomerValue, Identity, Order, Segment
from helpdesk.customers.facts import facts_of
from helpdesk.reader import say


def brief_of(
    customer: Customer, value: CustomerValue | None, organizations: dict[int, str], address: Identity | None
) -> dict:
    """A line of the list; `address` is what they are known by who have no name."""
    return {
        **called_to_me(customer, address),
        "tags": customer.tags or [],
        "language": customer.language,
        "since": clock.iso(customer.created_at),
        "value": value.value if value else "none",
        "stage": value.stage if value else "prospect",
        "orders": value.orders if value else 0,
        "spend": value.spend / 100 if value else 0,
        "open_tickets": value.open_tickets if value else 0,
        "last_contact_at": clock.iso(value.last_contact_at) if value else None,
        "last_channel": value.last_channel if value else None,
        "organization": organizations.get(value.organization_id) if value else None,
    }


def worth_said(customer_id: int) -> dict:
    """All figures of a customer; money in the company's own currency."""
    facts = facts_of(customer_id)
    return {name: clock.iso(value) if name.endswith("_at") else value for name, value in facts.items()}


def order_said(order: Order) -> dict:
    """An order with its lines."""
    return {
        "id": order.id,
        "number": order.number,
        "status": order.status,
        "placed_at": clock.iso(order.placed_at),
        "currency": order.currency,
        "total": order.total / 100,
        "refunded": order.refunded / 100,
        "items": order.items or [],
        "url": order.url,
    }


def segment_said(segment: Segment) -> dict:
    """A segment by its name in the reader's language."""
    return {
        "id": segment.id,
        "key": segment.key,
        "name": say(segment.name_en, segment.name_zh),
        "members": segment.members,
        "counted_at": clock.iso(segment.counted_at),
    }
