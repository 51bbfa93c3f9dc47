"""Lofts of pigeons with buttons, and carol who is asked how it went."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from channels.surveys.sending import send_due
from helpdesk import clock, events
from helpdesk.db import db, transaction
from helpdesk.events import Event
from tests.channels.pigeon import Pigeon, loft, release, signature
from tests.support.cast import *  # noqa: F403
from tickets import Ticket, reply, solve, surveys
from tickets.surveys import Response
from tickets.surveys.occasion import ask_when_solved


@pytest.fixture
def pigeon(monkeypatch):
    """A channel with buttons, and one whose window is open for a day."""
    bird = Pigeon("pigeon", buttons=10)
    release(monkeypatch, bird, Pigeon("swift", buttons=3, window=timedelta(hours=24)))
    return bird


@pytest.fixture
def inbox(app, pigeon):
    surveys.ship()
    made = loft()
    ask_when_solved(made.id, surveys.survey_of("csat"))
    return made


@pytest.fixture
def says(client, inbox):
    """says("m1", "Hello"): carol writes by pigeon."""

    def writes(name, text, sender="carol", key="pigeon-key"):
        body = json.dumps({"items": [{"id": name, "from": sender, "text": text}]}).encode()
        assert client.post(f"/hooks/{key}", data=body, headers=signature(body)).status_code == 200
        db.session.rollback()

    return writes


@pytest.fixture
def solved(says, ann):
    """solved(): carol's ticket by pigeon, answered by ann and solved."""

    def finishes(name="m1", sender="carol", key="pigeon-key"):
        says(name, "Where is my parcel with the blue cups?", sender, key)
        ticket = db.session.scalar(select(Ticket).order_by(Ticket.id.desc()))
        reply(ticket, by=ann, text="It comes tomorrow.")
        solve(ticket, by=ann)
        return ticket

    return finishes


@pytest.fixture
def asked(solved):
    """The response of carol's solved ticket, after the survey has gone out."""
    ticket = solved()
    pass_time(minutes=31)
    return response_of(ticket)


def pass_time(**lengths):
    """Let the sweep look as if so much time had passed."""
    send_due(clock.now() + timedelta(**lengths))


def follow():
    """Let what follows follow; a drain forgets all rows, so whoever is needed after it is read anew."""
    db.session.rollback()
    events.drain()


def response_of(ticket) -> Response:
    db.session.rollback()
    return db.session.scalar(select(Response).where(Response.ticket_id == ticket.id).order_by(Response.id.desc()))


def happened(ticket, name) -> list[dict]:
    found = select(Event.data).where(Event.ticket_id == ticket.id, Event.name == name).order_by(Event.id)
    return list(db.session.scalars(found))


@transaction()
def change(row, **values):
    row = db.session.get(type(row), row.id)
    for name, value in values.items():
        setattr(row, name, value)
