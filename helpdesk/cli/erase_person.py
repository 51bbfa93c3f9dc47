"""`erase-person`: forget somebody for good."""

import click


@click.command("erase-person")
@click.argument("who")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(who: str, yes: bool) -> None:
    """Erase WHO (a customer's number, e-mail address or phone number) with all that is theirs. It cannot be undone."""
    from helpdesk.customers.privacy import erasing
    from helpdesk.privacy.persons import find_person

    customer = find_person(who)
    if not yes:
        click.confirm(f"Erase customer {customer.id} and everything they wrote, for good?", abort=True)
    try:
        done = erasing.erase(customer, by=None)
    except erasing.Held:
        raise click.ClickException("This person is under a legal hold; release them first.") from None
    click.echo(f"Customer {done.subject} is erased: " + ", ".join(f"{n} {name}" for name, n in done.counts.items()))
