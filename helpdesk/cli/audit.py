"""`audit`: who did what that others must be able to check, and whether anything of it was changed."""

import json
from datetime import UTC, datetime

import click

from helpdesk import audit as trail
from helpdesk import clock


@click.group()
def audit() -> None:
    """The audit trail: read it, and see that nobody has changed it."""


@audit.command()
@click.option("--head", help="What an earlier verify ended with (number:mark); it must be in the trail still.")
def verify(head: str | None) -> None:
    """Follow the chain from its beginning; exits 1 where it is broken. Write its head down elsewhere."""
    try:
        found = trail.verify(head)
    except ValueError as why:
        raise click.UsageError(str(why)) from None
    click.echo(f"{found.entries} entries, head {found.head}")
    if found.wrong:
        raise click.ClickException(f"The trail is broken: {found.wrong}.")


@audit.command(name="list")
@click.option("--agent", type=int, help="What this agent did (the number of their account).")
@click.option("--customer", type=int, help="Who saw, exported or erased this customer.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="From this day on (UTC).")
def show(agent: int | None, customer: int | None, since: datetime | None) -> None:
    """Print the entries, one line of JSON each."""
    start = since.replace(tzinfo=UTC) if since else None
    for entry in trail.entries(actor=agent, subject=customer, since=start):
        said = {"number": entry.id, "at": clock.iso(entry.at), "name": entry.name, "by": entry.actor_kind}
        said |= {"agent": entry.actor, "customer": entry.subject, "data": entry.data}
        click.echo(json.dumps(said, ensure_ascii=False))
