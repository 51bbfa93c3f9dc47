"""A loft of pigeons, and carol who writes by them."""

import json
from contextlib import nullcontext

import pytest
from flask import has_app_context

from tests.channels.pigeon import WINDOW, Pigeon, loft, release, signature


@pytest.fixture
def pigeon(monkeypatch):
    """A channel whose provider does not know a message twice."""
    bird = Pigeon("pigeon", receipts=("sent", "delivered", "read"))
    release(monkeypatch, bird, Pigeon("dove", idempotent=True), Pigeon("swift", window=WINDOW))
    return bird


@pytest.fixture
def dove(pigeon):
    """A channel whose provider recognises a message that comes again."""
    from channels.register import all_adapters

    return all_adapters()["dove"]


@pytest.fixture
def inbox(app, pigeon):
    return loft()


@pytest.fixture
def post(app, client, inbox):
    """post({"id": …, "from": …, "text": …}, …): a signed request of the provider, from whatever thread."""

    def send(*items, key="pigeon-key", headers=None):
        body = json.dumps({"items": items}).encode()
        with nullcontext() if has_app_context() else app.app_context():
            return client.post(f"/hooks/{key}", data=body, headers=signature(body) if headers is None else headers)

    return send
