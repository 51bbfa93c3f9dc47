"""`search rebuild`: index every message anew, while the old entries go on serving."""

import click


@click.group()
def search() -> None:
    """The full-text index of tickets and messages."""


@search.command()
def rebuild() -> None:
    """Index every message anew; says how many there were."""
    from tickets import indexing

    count = indexing.rebuild(lambda done: click.echo(f"{done} …", err=True))
    click.echo(f"{count} messages are in the index.")
