"""Called: a customer as lists, threads and cards name them. Who has no name is known by an address, or by a number.

The words for the last of these are the browser's: static/console/naming.js.
"""

from helpdesk.customers import Customer, Identity, known_by, sees_plainly
from helpdesk.customers.masking import mask, mask_text
from helpdesk.people.sessions import me


def called(number: int, customer: Customer | None, address: Identity | None) -> dict:
    """{id, name}, and without a name {known_by}: as it is; `address` is what known_by() found for them."""
    name = (customer and customer.name) or ""
    known = {"known_by": {"kind": address.kind, "value": address.value}} if address is not None and not name else {}
    return {"id": number, "name": name, **known}


def called_masked(said: dict) -> dict:
    """The same for those who see contact data masked."""
    said = said | {"name": mask_text(said["name"])}
    if about := said.get("known_by"):
        said["known_by"] = about | {"value": mask(about["kind"], about["value"])}
    return said


def called_to_me(customer: Customer, address: Identity | None = None) -> dict:
    """The same as the reader may see it; without `address` it is looked for."""
    said = called(customer.id, customer, address or known_by([customer]).get(customer.id))
    return said if sees_plainly(me()) else called_masked(said)
