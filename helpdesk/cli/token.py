"""`token`: what programs sign in with."""

import click

from helpdesk import people


@click.group()
def token() -> None:
    """Tokens for the API."""


@token.command()
@click.option("--email", required=True, help="Of the agent in whose name the program acts.")
@click.option("--name", default="", help="What the token is for.")
def create(email: str, name: str) -> None:
    """Print a new token. It is shown this once; it ends when the agent's password, role or account changes."""
    agent = people.by_email(email)
    if agent is None or agent.disabled_at is not None:
        raise click.ClickException(f"Nobody with the address {email} can sign in.")
    click.echo(people.api_token.create(agent, name=name, by=None))
