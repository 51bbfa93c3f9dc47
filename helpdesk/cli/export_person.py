"""`export-person`: all that is kept of somebody, as a ZIP."""

from pathlib import Path

import click


@click.command("export-person")
@click.argument("who")
@click.option("--to", "target", type=click.Path(path_type=Path), help="The file to write; customer-N.zip without it.")
@click.option("--notes", is_flag=True, help="With the team's internal notes.")
def command(who: str, target: Path | None, notes: bool) -> None:
    """Write all that is kept of WHO (a customer's number, e-mail address or phone number) into a ZIP."""
    from helpdesk.privacy import exporting
    from helpdesk.privacy.persons import find_person

    customer = find_person(who)
    path = target or Path(f"customer-{customer.id}.zip")
    with open(path, "xb") as file:
        count = exporting.export(customer, file, by=None, notes=notes)
    click.echo(f"{path}: {count} messages")
