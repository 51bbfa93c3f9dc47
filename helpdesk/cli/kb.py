"""`kb`: the knowledge base in and out, and its index."""

from pathlib import Path

import click


@click.group()
def kb() -> None:
    """The knowledge base."""


@kb.command("import")
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option("--drafts", is_flag=True, help="Publish nothing: everything comes in as a draft.")
@click.option("--dry-run", is_flag=True, help="Only say what would come in.")
def take_in(source: Path, drafts: bool, dry_run: bool) -> None:
    """Take in a folder or zip of Markdown, a CSV, or Zendesk's JSON. Exits 1 if a part was refused."""
    from helpdesk.events import SYSTEM
    from knowledge_base.centre import centre
    from knowledge_base.moving import Report, Unreadable, read, take

    try:
        items, refused = read(source, centre().languages)
    except Unreadable as why:
        raise click.ClickException(f"{source} {why}") from None
    report = Report(new=len(items)) if dry_run else take(items, by=SYSTEM, publishes=not drafts)
    report.refused[:0] = refused
    for line in report.refused:
        click.echo(line, err=True)
    click.echo(f"{report.new} new, {report.changed} changed, {report.same} the same, {len(report.refused)} refused.")
    if report.refused:
        raise SystemExit(1)


@kb.command("export")
@click.argument("folder", type=click.Path(path_type=Path))
def give_out(folder: Path) -> None:
    """Write every article as Markdown into this folder; the folder can be imported again."""
    from knowledge_base.moving import export_to

    if folder.exists() and any(folder.iterdir()):
        raise click.ClickException(f"{folder} is not empty")
    click.echo(f"{export_to(folder)} texts are in {folder}.")


@kb.command()
def reindex() -> None:
    """Make the index of articles anew, while the old one goes on serving."""
    from knowledge_base.index import writer

    count = writer.rebuild(lambda done: click.echo(f"{done} …", err=True))
    if count is None:
        raise click.ClickException("somebody else is making it anew just now")
    click.echo(f"{count} articles are in the index.")
