"""Seed: load the shop's world into an empty database, in one transaction, so that it is there whole or not at all."""

from datetime import datetime

from sqlalchemy import select, update

from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.demo import world
from helpdesk.demo.cast import Cast
from helpdesk.demo.password import kept_password, shared_password
from helpdesk.demo.planting_articles import plant_articles
from helpdesk.demo.planting_bot import plant_bot
from helpdesk.demo.planting_customers import plant_customers
from helpdesk.demo.planting_inboxes import plant_inboxes, plant_traffic
from helpdesk.demo.planting_orders import plant_orders, reckon_world
from helpdesk.demo.planting_people import plant_people
from helpdesk.demo.planting_promises import plant_promises
from helpdesk.demo.planting_readings import plant_readings
from helpdesk.demo.planting_rules import plant_rules
from helpdesk.demo.planting_scores import plant_scores
from helpdesk.demo.planting_tickets import plant_tickets
from helpdesk.demo.planting_time import plant_time
from helpdesk.demo.planting_tools import plant_tools
from helpdesk.events import Event
from helpdesk.people import Agent, anybody
from tickets import Message, indexing, search_index


@transaction()
def seed(as_of: datetime | None = None) -> bool:
    """Load the demo as it would stand at `as_of`; False when the database has an account, and so is somebody's."""
    if anybody():
        return False
    as_of = as_of or clock.now()
    cast = Cast()
    plant_people(cast, shared_password())
    plant_inboxes(cast)
    plant_customers(cast, as_of)
    plant_orders(cast, as_of)
    plant_tools(cast)
    numbers = plant_tickets(cast, as_of)
    plant_scores(cast, numbers, as_of)
    plant_promises(cast, as_of)
    plant_time(cast, as_of)
    plant_articles(cast)
    plant_rules(cast)
    plant_readings(cast)
    plant_traffic(cast)
    plant_bot(cast)
    reckon_world(as_of)
    _make_searchable()
    indexing.note_all()
    _is_the_past()
    return True


def _is_the_past() -> None:
    """Nothing follows from what was planted: no mail to customers of long ago, no call to other programs."""
    db.session.flush()
    db.session.execute(update(Event).where(Event.delivered_at.is_(None)).values(delivered_at=clock.now()))


def _make_searchable() -> None:
    """Index all messages here and now: they were written past the verbs, and no worker may be running yet."""
    search_index.put(indexing.entries_of(set(db.session.scalars(select(Message.id)))))


def sign_ins() -> str | None:
    """How to sign in to the demo, in one line; None where the demo was not loaded."""
    addresses = [agent["email"] for agent in world.people()["agents"][:4]]
    if db.session.scalar(select(Agent.id).where(Agent.email.in_(addresses)).limit(1)) is None:
        return None
    password = kept_password() or "as set in HELPDESK_DEMO_PASSWORD"
    return f"Sign in as {', '.join(addresses)}; password: {password}"
