"""`restore`: put a backup in place, with nobody in it who was erased since."""

import time
from datetime import datetime, timedelta
from pathlib import Path

import click
from flask import current_app
from sqlalchemy import inspect, select, text

from helpdesk import clock


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
    if _is_running():
        raise click.ClickException("The program is running on this database. Stop it first, on every machine.")
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


def _is_running(look: float = 7.0, every: float = 0.5) -> bool:
    """Whether a schedule's heart beats: each beats every five seconds. One that was just stopped is waited for."""
    first = _last_beat()
    until = time.monotonic() + look
    while first is not None and clock.now() - first < timedelta(seconds=30) and time.monotonic() < until:
        time.sleep(every)
        if _last_beat() != first:
            return True
    return False


def _last_beat() -> datetime | None:
    from helpdesk.db import db
    from helpdesk.heartbeat import Heartbeat

    with current_app.app_context(), db.engine.connect() as connection:
        if not inspect(connection).has_table("heartbeat"):
            return None
        return connection.scalar(select(Heartbeat.at).where(Heartbeat.name == "schedule"))


def _holds_something() -> bool:
    from helpdesk.db import db

    with current_app.app_context(), db.engine.connect() as connection:
        if not inspect(connection).has_table("ticket"):
            return False
        return connection.execute(text("SELECT id FROM ticket LIMIT 1")).first() is not None
