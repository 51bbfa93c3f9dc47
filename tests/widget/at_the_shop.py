"""A person on a page of the shop that carries the widget, in a real Chromium; and the desk meanwhile."""

import pytest
from sqlalchemy import func, select

from channels.delivery import deliver_now
from helpdesk.db import db, transaction
from tests.support.served import Served
from tests.widget.shop import Chat, Shop
from tickets import Ticket, reply

PLAIN = '<!doctype html><html lang="en"><title>Shop</title><link rel=icon href="data:,"><h1>Cups</h1>{}</html>'


@pytest.fixture
def served(app, monkeypatch):
    running = Served(app)
    monkeypatch.setitem(app.config, "PUBLIC_URL", running.url)
    yield running
    running.stop()


@pytest.fixture
def shop(request, app, served, chat):
    """The shop whose pages may show the chat."""
    running = Shop(getattr(request, "param", "127.0.0.1"))
    with transaction():
        row = db.session.get(type(chat), chat.id)
        row.settings = {**row.settings, "origins": running.origin, "ask_email": "no"}
    running.script = f'<script src="{served.url}/widget.js?inbox=shop-chat" async></script>'
    yield running
    running.stop()


@pytest.fixture
def at_the_shop(shop, people):
    """at_the_shop(body, headers=…, **context): a person on a page of the shop that carries the widget.

    In this order: windows close before the server stops, or their sockets complain that it has gone.
    """

    def arrives(html=PLAIN, body="", headers=None, **context):
        page = people.arrive(**context)
        page.goto(shop.shows(html.format(body + shop.script), **(headers or {})))
        return Chat(page)

    return arrives


def answer(by, text, ticket=None):
    """An agent answers the newest ticket, and it goes out."""
    db.session.rollback()
    db.session.expire_all()
    ticket = ticket or db.session.scalar(select(Ticket).order_by(Ticket.id.desc()).limit(1))
    message = reply(ticket, by=by, text=text)
    deliver_now(ticket.inbox_id)
    return message


def count_of(model):
    db.session.rollback()
    return db.session.scalar(select(func.count(model.id)))
