"""Customer names on settings pages: the same as the console's static/console/naming.js has them."""

from helpdesk.customers import Customer, Identity, known_by, masked, masked_text
from helpdesk.people.sessions import me
from helpdesk.reader import say


def customer_name(customer: Customer, address: Identity | None = None) -> str:
    """Their name, else the address they are known by as the reader may see it, else their number."""
    if name := masked_text(customer.name, me()):
        return name
    address = address or known_by([customer]).get(customer.id)
    if address is not None:
        return masked(address.kind, address.value, me())
    return say(f"Visitor {customer.id}", f"访客 {customer.id}")
