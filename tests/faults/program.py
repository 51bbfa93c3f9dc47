"""The real program with two more channels, and commands that stand for the people at the desk."""

import json
from pathlib import Path

import click
from sqlalchemy import select

import channels.adapters

channels.adapters.__path__.append(str(Path(__file__).parent / "adapters"))

from helpdesk.app import create_app  # noqa: E402

app = create_app()
PASSWORD = "correct horse battery"
SECRET = "between the desk and its carriers"


@app.cli.command()
@click.argument("provider")
def furnish(provider: str) -> None:
    """Two agents at the desk and an inbox of each channel; prints the inboxes' keys by channel."""
    from flask_migrate import upgrade

    from channels.inbox import Inbox
    from helpdesk import people
    from helpdesk.db import db, transaction
    from helpdesk.hot import insert
    from helpdesk.people import Membership, Team

    upgrade()  # of a desk that never ran
    with transaction():
        team = insert(Team(name="Post"))
        for name in ("ann", "bob"):
            agent = people.hire(email=f"{name}@desk.test", name=name, password=PASSWORD, by=None)
            insert(Membership(team_id=team.id, agent_id=agent.id))
        for kind in ("carrier", "courier"):
            inbox = Inbox(name=kind, channel=kind, key=f"{kind}-key", team_id=team.id)
            inbox.settings = {"secret": SECRET, "url": f"{provider}/{kind}"}
            db.session.add(inbox)
    click.echo(json.dumps({kind: f"{kind}-key" for kind in ("carrier", "courier")}))


@app.cli.command()
@click.argument("per_ticket", type=int)
def answer(per_ticket: int) -> None:
    """Ann answers every ticket this many times."""
    import tickets
    from helpdesk.db import db
    from helpdesk.people import Agent
    from tickets import Ticket

    ann = db.session.scalar(select(Agent).where(Agent.name == "ann"))
    for number in range(per_ticket):
        for ticket in db.session.scalars(select(Ticket).order_by(Ticket.id)).all():
            tickets.reply(ticket, by=ann, text=f"answer {number} to ticket {ticket.id}")
