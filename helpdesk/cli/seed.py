"""`seed`: load the demo shop into an empty database."""

import click


@click.command()
def seed() -> None:
    """Load the demo shop, its people and three months of tickets. A database with an account in it is left alone."""
    from flask_migrate import upgrade

    from helpdesk.demo import seeding

    upgrade()
    if not seeding.seed():
        click.echo("Somebody has an account here already; nothing was changed.")
    if line := seeding.sign_ins():
        click.echo(line)
