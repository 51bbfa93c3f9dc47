"""`import`: take a file in from the command line, with a bar; as the page under Settings does."""

import json
import time
from pathlib import Path

import click

from helpdesk import importing
from helpdesk.db import db
from helpdesk.hot import get
from helpdesk.importing import ImportRun
from helpdesk.importing.words import REASONS


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--subject", type=click.Choice([*importing.all_subjects(), importing.EXPORT]), default="customers")
@click.option("--map", "pairs", multiple=True, metavar="FIELD=COLUMN", help="Instead of the guess; as often as needed.")
@click.option("--region", default="", help="Of numbers without a country; else guessed.")
@click.option("--existing", type=click.Choice(["fill", "overwrite", "leave"]), default="fill")
@click.option("--claimed", is_flag=True, help="The addresses are not known to be theirs.")
@click.option("--dry-run", is_flag=True, help="Write nothing, say what would be.")
def command(file: Path, subject: str, pairs, region: str, existing: str, claimed: bool, dry_run: bool) -> None:
    """Take in FILE: CSV, XLSX, JSON, or with --subject export what another helpdesk has exported."""
    options = {
        **({"region": region.upper()} if region else {}),
        "existing": existing,
        "trusted": not claimed,
        "time_zone": "UTC",
    }
    run = importing.begin(filename=file.name, data=file.read_bytes(), subject=subject, by=None, options=options)
    _carry_on(run.id)
    run = get(ImportRun, run.id)
    if run.state == "failed":
        raise click.ClickException(REASONS.get(run.trouble, (run.trouble, ""))[0])
    chosen = dict(pair.partition("=")[::2] for pair in pairs)
    importing.choose(run, {**run.mapping, **chosen}, run.options)
    importing.start(run, "checking" if dry_run else "running")
    with click.progressbar(length=run.total, label="Trying" if dry_run else "Taking in") as bar:
        _carry_on(run.id, bar)
    run = get(ImportRun, run.id)
    counts = {name: getattr(run, name) for name in ("made", "changed", "same", "refused")}
    click.echo(json.dumps({"import": run.id, "state": run.state, "rows": run.total, **counts}))


def _carry_on(number: int, bar=None) -> None:
    """Until it waits for somebody; where a worker is quicker, watch it."""
    while True:
        importing.work(number)
        db.session.expire_all()
        run = get(ImportRun, number)
        if bar is not None:
            bar.update(run.position - bar.pos)
        if run.state not in importing.AT_WORK:
            return
        time.sleep(0.2)
