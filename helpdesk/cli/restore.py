"""`restore`: put a backup in place, with nobody in it who was erased since."""

from pathlib import Path

import click
from flask import current_app
from sqlalchemy import inspect, text


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--erasures",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    help="A further log of erasures, such as the one of the machine that is lost.",
)
@click.option("--yes", is_flag=True, help="Replace what is there without asking.")
def restore(file: Path, erasures: tuple[Path, ...], yes: bool) -> None:
    """Replace database and files by those of a backup. Stop the program first.

    Whoever was erased since is erased again, answers that may have gone out wait for a person, and the search index
    is made anew.
    """
    if not yes and _holds_something():
        click.confirm("There is a database already. Replace it and all its files?", abort=True)
    from helpdesk.backing_up import CannotBackUp
    from helpdesk.privacy import coming_back
    from helpdesk.sealed_archive import Damaged

    try:
        done = coming_back.bring_back(file, erasures)
    except (Damaged, CannotBackUp, OSError) as why:
        raise click.ClickException(str(why)) from None
    click.echo(
        f"As of {done['at']}: {done['files']} files, {done['erased']} erased again, "
        f"{done['held']} answers wait to be looked at, {done['indexed']} messages indexed."
    )


def _holds_something() -> bool:
    from helpdesk.db import db

    with current_app.app_context(), db.engine.connect() as connection:
        if not inspect(connection).has_table("ticket"):
            return False
        return connection.execute(text("SELECT id FROM ticket LIMIT 1")).first() is not None
