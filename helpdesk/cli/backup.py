"""`backup`: the database and all files, sealed, in one file, while the program runs."""

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def backup(folder: Path) -> None:
    """Write a backup into FOLDER. It can be read with this installation's HELPDESK_KEYS alone: keep those apart."""
    from helpdesk import audit
    from helpdesk.backing_up import CannotBackUp, back_up

    try:
        done = back_up(folder)
    except (CannotBackUp, OSError) as why:
        raise click.ClickException(str(why)) from None
    audit.note("backed_up", files=done["files"])
    click.echo(f"{done['file']}: {done['bytes']} bytes, {done['files']} attached files")
