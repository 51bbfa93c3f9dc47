"""A web chat inbox of the team Orders, and visitors as their browsers ask: carol writes, eve must see nothing."""

import pytest

from channels import Inbox
from helpdesk.db import db, transaction
from helpdesk.hot import insert
from tests.support.cast import *  # noqa: F403
from tests.widget.at_the_shop import at_the_shop, served, shop  # noqa: F401
from tests.widget.visitor import Visiting

SECRET = "the site's own server and the helpdesk share this"
SITE = "https://shop.example"


@pytest.fixture
def chat(app, orders):
    """The web chat of a shop at SITE, whose server can sign for its users."""
    with transaction():
        return insert(
            Inbox(
                key="shop-chat",
                name="Songtide",
                channel="webchat",
                team_id=orders.id,
                settings={"origins": SITE, "identity_secret": SECRET, "ask_email": "optional", "color": "#b5482a"},
            )
        )


@pytest.fixture
def mailbox(app):
    """An e-mail inbox that answers may follow through."""
    with transaction():
        return insert(Inbox(key="shop-mail", name="Help", channel="email", settings={}))


@pytest.fixture
def browser_of(app, chat):
    """browser_of("carol"): somebody's browser with the chat open, who has not written yet."""
    return lambda name="carol", inbox=chat: Visiting(app, inbox.key, name)


@pytest.fixture
def carols(browser_of):
    """Carol's browser."""
    return browser_of("carol")


@pytest.fixture
def eves(browser_of):
    """The browser of eve, a visitor like any other."""
    return browser_of("eve")


@pytest.fixture
def fresh():
    """fresh(row): the row as it lies in the database now."""

    def again(row):
        db.session.rollback()
        db.session.expire_all()
        return db.session.get(type(row), row.id)

    return again
