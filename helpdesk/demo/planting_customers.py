"""Plant the customers and every address they write from."""

from datetime import datetime, timedelta

from channels import all_adapters
from channels.simulator.callers import id_of
from helpdesk.customers import Customer, Identity, normal
from helpdesk.customers.identity import index_of
from helpdesk.demo import world
from helpdesk.demo.cast import Cast, code_of
from helpdesk.demo.offsets import moment
from helpdesk.hot import insert

# The kind of address a channel speaks with, where it is not named like the channel.
KINDS = {"webchat": "user_id", "api": "email", "form": "email", "sms": "phone", "voice": "phone"}


def kind_of(channel: str) -> str:
    """The kind of identity with which this channel knows somebody."""
    return KINDS.get(channel, channel)


def plant_customers(cast: Cast, as_of: datetime) -> None:
    """Make the customers, and the strangers whose mails are in the tickets."""
    for customer in world.customers():
        since = min(moment(order["at"], as_of=as_of, zone=customer["zone"]) for order in customer["orders"])
        cast.customers[customer["id"]] = row = insert(_customer(customer, since - timedelta(days=2)))
        for kind in ("email", "phone", "user_id", *(kind_of(c) for c in customer["channels"] if c in all_adapters())):
            _plant_identity(cast, customer["id"], row, kind, customer.get(kind) or _address(kind, customer))
    for ticket in world.tickets():
        if stranger := ticket.get("from"):
            row = insert(Customer(name=stranger["name"], language=code_of(ticket["language"]), created_at=as_of))
            cast.customers[stranger["email"]] = row
            _plant_identity(cast, stranger["email"], row, "email", stranger["email"])


def _customer(customer: dict, since: datetime) -> Customer:
    return Customer(
        name=customer["name"],
        notes=customer.get("notes"),
        language=code_of(customer["language"]),
        time_zone=customer["zone"],
        tags=customer["tags"],
        created_at=since,
    )


def _address(kind: str, customer: dict) -> str:
    """What a provider would call them: the same at every loading, and nobody's."""
    return customer["id"] if kind == "user_id" else id_of(kind, customer["id"], customer["phone"])


def _plant_identity(cast: Cast, name: str, row: Customer, kind: str, value: str) -> None:
    if (name, kind) in cast.identities:
        return
    value = normal(kind, value)
    cast.identities[name, kind] = insert(
        Identity(
            customer_id=row.id,
            kind=kind,
            value=value,
            value_index=index_of(kind, value),
            how="import",
            verified_at=row.created_at,
            created_at=row.created_at,
        )
    )
