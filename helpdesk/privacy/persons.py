"""Persons, as somebody at a terminal names them: by number, e-mail address or phone number."""

import click

from helpdesk.customers import Customer, find_identities, root_of
from helpdesk.db import db


def find_person(who: str) -> Customer:
    """The one customer meant. Raises ClickException when there is none, or more than one."""
    if who.isdecimal() and len(who) < 15 and (found := db.session.get(Customer, int(who))):
        return root_of(found)
    found = find_identities(who)
    # Who has proven the address is meant, whoever else says it is theirs.
    numbers = sorted({one.customer_id for one in found if one.verified_at} or {one.customer_id for one in found})
    if not numbers:
        raise click.ClickException("There is no such customer.")
    if len(numbers) > 1:
        known = ", ".join(map(str, numbers))
        raise click.ClickException(f"Several customers claim this: {known}. Name one by number.")
    return root_of(db.session.get(Customer, numbers[0]))
