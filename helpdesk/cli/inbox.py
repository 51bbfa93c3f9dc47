"""`inbox`: the connected channels, from the command line."""

import json

import click
from sqlalchemy import select


@click.group()
def inbox() -> None:
    """Inboxes: what is connected, and connecting more."""


@inbox.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="One JSON list: [{key, name, channel, team}].")
def list_(as_json: bool) -> None:
    """Print every inbox."""
    rows = _rows()
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        click.echo(f"{row['channel']:<10} {row['key']:<24} {row['name']}  {row['team'] or ''}".rstrip())


@inbox.command()
@click.option("--channel", required=True, help="Its kind: email, webchat, api …")
@click.option("--name", required=True)
@click.option("--key", help="Of its webhook's address; made if not given.")
@click.option("--team", help="The name of the team that gets its tickets.")
@click.option("--setting", "settings", multiple=True, metavar="NAME=VALUE", help="Of the channel; as often as needed.")
def create(channel: str, name: str, key: str | None, team: str | None, settings: tuple[str, ...]) -> None:
    """Connect an inbox and print its key."""
    from channels import connecting

    given = dict(pair.split("=", 1) for pair in settings if "=" in pair)
    if len(given) != len(settings):
        raise click.ClickException("Settings are given as NAME=VALUE, each once.")
    try:
        row = connecting.connect(channel=channel, name=name, key=key, team_id=_team(team), settings=given)
    except ValueError as why:
        raise click.ClickException(str(why)) from why
    click.echo(row.key)


def _rows() -> list[dict]:
    from channels import Inbox
    from helpdesk.db import db
    from helpdesk.people import Team

    rows = db.session.execute(select(Inbox, Team.name).outerjoin(Team, Team.id == Inbox.team_id).order_by(Inbox.id))
    return [{"key": row.key, "name": row.name, "channel": row.channel, "team": team} for row, team in rows]


def _team(name: str | None) -> int | None:
    from helpdesk.db import db
    from helpdesk.people import Team

    if name is None:
        return None
    number = db.session.scalar(select(Team.id).where(Team.name == name))
    if number is None:
        raise click.ClickException(f"There is no team {name!r}.")
    return number
