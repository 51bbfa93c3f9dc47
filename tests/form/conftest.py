"""A contact form, an e-mail inbox that answers for it, and somebody who fills it in."""

import re

import pytest

from channels import connect
from channels.form.stamp import stamp
from tests.support.cast import *  # noqa: F403

FILLED = {"email": "carol@example.com", "name": "Carol", "text": "My kettle leaks."}


@pytest.fixture
def mailbox(app):
    return connect(
        channel="email", name="Mail", key="mail", settings={"address": "help@shop.example", "try_out": "yes"}
    )


@pytest.fixture
def contact(app, orders):
    """contact(ask_phone="required", …): the form, its team is Orders."""

    def connects(**settings):
        return connect(channel="form", name="Contact", key="contact", settings=settings, team_id=orders.id)

    return connects


@pytest.fixture
def send(client):
    """send(text="…"): somebody fills in the form and presses the button."""

    def sends(mark=None, *, query="", ip="198.51.100.7", follow=True, **filled):
        form = {"stamp": stamp("contact", ago=60) if mark is None else mark, **FILLED, **filled}
        form = {name: value for name, value in form.items() if value is not None}
        return client.post(
            f"/form/contact{query}",
            data=form,
            follow_redirects=follow,
            content_type="multipart/form-data",
            environ_overrides={"REMOTE_ADDR": ip},
        )

    return sends


def text_of(answer) -> str:
    """What a person reads in the page."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())
