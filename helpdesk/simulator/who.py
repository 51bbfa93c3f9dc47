"""Who holds the phones: the demo's customers that are known on a channel, and those a newcomer adds."""

from sqlalchemy import select

from channels import Inbox
from channels.simulator import phones
from channels.simulator.callers import id_of
from channels.simulator.line import KeptLine
from channels.simulator.standin import Person
from helpdesk.customers import Customer, Identity
from helpdesk.db import db
from tickets import Ticket

MOST = 60
KINDS = {"webchat": "user_id", "api": "email", "form": "email", "email": "email", "sms": "phone", "voice": "phone"}


def people_of(inbox: Inbox, line: KeptLine) -> list[Person]:
    """Those who used their phone last first, then the demo's customers on this channel."""
    found = {person.id: person for person in reversed(phones.people(line))}
    kind = KINDS.get(inbox.channel, inbox.channel)
    rows = db.session.execute(
        select(Identity, Customer)
        .join(Customer, Customer.id == Identity.customer_id)
        .where(Identity.kind == kind, Identity.verified_at.is_not(None))
        .order_by(Identity.customer_id.in_(_wrote(inbox)).desc(), Identity.id)
        .limit(MOST)
    ).all()
    numbers = _phones([customer.id for _, customer in rows])
    for identity, customer in rows:
        name = customer.name or identity.value
        found.setdefault(identity.value, Person(identity.value, name, numbers.get(customer.id, ""), customer.language))
    return list(found.values())[:MOST]


def newcomer(inbox: Inbox, line: KeptLine, name: str, language: str) -> Person:
    """Somebody nobody knows yet, with a phone number that is nobody's."""
    # Of all lines together: two people with one number would be one customer. Ofcom gives these numbers to nobody.
    count = KeptLine(line.rows, "", "*people*", settings={}, base="", webhook="").count("newcomers")
    phone = f"+447700900{count % 1000:03d}"
    person = Person(
        id_of(inbox.channel, f"{name} {count}" if inbox.channel not in ("sms", "voice") else name, phone),
        name,
        phone,
        language,
    )
    phones.remember(line, person)
    return person


def _wrote(inbox: Inbox):
    return select(Ticket.customer_id).where(Ticket.inbox_id == inbox.id)


def _phones(customers: list[int]) -> dict[int, str]:
    rows = db.session.scalars(select(Identity).where(Identity.customer_id.in_(customers), Identity.kind == "phone"))
    return {row.customer_id: row.value for row in rows}
