"""`user`: accounts, from the command line."""

import click

from helpdesk import people


@click.group()
def user() -> None:
    """Accounts of agents, supervisors and admins."""


@user.command()
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option("--role", type=click.Choice(["agent", "supervisor", "admin"]), default="agent", show_default=True)
@click.option("--language", type=click.Choice(["en", "zh"]), default="en", show_default=True)
@click.password_option("--password", help="Asked for when it is not given.")
def create(email: str, name: str, role: str, language: str, password: str) -> None:
    """Make an account; the first one of an installation should be an admin."""
    try:
        agent = people.hire(email=email, name=name, role=role, language=language, password=password, by=None)
    except ValueError as why:
        raise click.ClickException(str(why)) from why
    click.echo(f"{agent.email} can sign in now ({agent.role}).")
