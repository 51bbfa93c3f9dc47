"""The real program with two more channels, and commands that stand for the people at the desk.

A file in its data folder stands for what no test can do to a machine: `clock` (seconds by which the system's clock is
wrong), `think` (seconds that the bot takes for a thought), `slowly` (seconds for each portion of an import or a
rehearsal).
"""

import json
import os
import time
from datetime import timedelta
from pathlib import Path

import click
from sqlalchemy import select

import channels.adapters

channels.adapters.__path__.append(str(Path(__file__).parent / "adapters"))


def _said(name: str) -> float:
    try:
        return float((Path(os.environ.get("HELPDESK_DATA", "/nowhere")) / name).read_text() or 0)
    except (OSError, ValueError):
        return 0.0


from helpdesk import clock  # noqa: E402

_true = clock.now
clock.now = lambda: _true() + timedelta(seconds=_said("clock"))  # before any column takes it as its default

from helpdesk.app import create_app  # noqa: E402

app = create_app()

from chatbot import answering  # noqa: E402

_think = answering.think
answering.think = lambda now: (time.sleep(_said("think")), _think(now))[1]

from helpdesk.importing import taking, working  # noqa: E402
from routing.rehearsing import performing  # noqa: E402

_note, _progress = taking._note, performing._progress
taking._note = lambda *said, **more: (time.sleep(_said("slowly")), _note(*said, **more))[1]
performing._progress = lambda *said: (time.sleep(_said("slowly")), _progress(*said))[1]
# Instead of a minute each: so long what a killed worker held waits for another.
answering.LEASE, performing.LEASE, working.LEASE = timedelta(seconds=4), timedelta(seconds=4), 4.0
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


@app.cli.command()
@click.argument("seconds", type=int)
def promise(seconds: int) -> None:
    """The first reply within so many seconds; a breach is handed up."""
    from helpdesk.db import transaction
    from routing import sla
    from tickets.ticket import PRIORITIES

    targets = [{"metric": "first_reply", "priority": one, "seconds": 60, "business": False} for one in PRIORITIES]
    levels = [{"level": 1, "after": 0, "do": [{"action": "escalate"}]}]
    with transaction():
        row = sla.make_policy(name_en="Everybody", targets=targets, levels=levels, warn_percent=0, by=None)
        row.targets = [{**one, "seconds": seconds} for one in targets]  # nobody may promise less than a minute


@app.cli.command()
def teach() -> None:
    """The courier's bot is on and knows one thing."""
    import knowledge_base as kb
    from channels.inbox import Inbox
    from chatbot.bot import Bot
    from helpdesk import people
    from helpdesk.db import db, transaction
    from helpdesk.hot import insert

    mia = people.hire(email="mia@desk.test", name="mia", password=PASSWORD, role="admin", by=None)
    article = kb.begin(title="How long does delivery take?", body="Two to four days.", language="en", by=mia)
    for phrasing in ("when will my order arrive", "delivery time"):
        kb.add_phrasing(article, phrasing, language="en", by=mia)
    kb.publish(kb.text_of(article.id, "en"), by=mia)
    with transaction():
        inbox = db.session.scalar(select(Inbox).where(Inbox.channel == "courier"))
        insert(Bot(inbox_id=inbox.id, enabled=True, engine="lexical"))


@app.cli.command()
def second_schedule() -> None:
    """Another schedule beside the one that runs."""
    from helpdesk import schedule

    schedule.run(app)


@app.cli.command()
@click.argument("file", type=click.Path(path_type=Path))
def bring(file: Path) -> None:
    """Begin to import customers and leave it to the workers; prints the number of the run."""
    from helpdesk import importing
    from helpdesk.db import db
    from helpdesk.importing import ImportRun

    begun = importing.begin(filename=file.name, data=file.read_bytes(), subject="customers", by=None)
    while (run := db.session.get(ImportRun, begun.id, populate_existing=True)).state == "reading":
        importing.work(run.id)
        time.sleep(0.1)
    importing.choose(run, run.mapping, {**run.options, "trusted": True, "existing": "fill"})
    importing.start(run, "running")
    click.echo(run.id)


@app.cli.command()
@click.argument("days", type=int)
def rehearse(days: int) -> None:
    """Try a rule on the past of so many days; prints its number."""
    from routing import rehearsing

    rule = {
        "name": "Urgent",
        "triggers": [{"on": "opened"}],
        "conditions": {"all": [{"field": "any_text", "op": "says", "value": ["message"]}]},
        "actions": [{"do": "priority", "value": "urgent"}],
    }
    click.echo(rehearsing.begin(days=days, by=None, rule=rule).id)
