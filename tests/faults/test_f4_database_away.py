"""F4: with its database away a webhook says 503 at once, so that the provider comes again; back, it works by itself."""

import json
import time

import pytest
from flask_migrate import upgrade

from helpdesk.db import db
from tests.channels.pigeon import Pigeon, loft, release, signature
from tests.support import eventually
from tests.support.cast import make_agent, signed_in
from tests.support.postgres import Postgres


@pytest.fixture
def own_postgres():
    """A PostgreSQL that this test may stop and start."""
    server = Postgres()
    yield server
    server.stop()


def test_webhooks_are_refused_at_once_and_nothing_is_lost(own_postgres, valkey_url, monkeypatch):
    from helpdesk.app import create_app

    monkeypatch.delenv("DATABASE_URL", raising=False)
    app = create_app({"DATABASE_URL": own_postgres.url(), "REDIS_URL": valkey_url})
    release(monkeypatch, Pigeon("pigeon"))
    with app.app_context():
        upgrade()
        loft()
        ann = signed_in(app, make_agent("Ann"))

    def post(number: int) -> tuple[int, float]:
        body = json.dumps({"items": [{"id": str(number), "from": "carol", "text": "hi"}]}).encode()
        began = time.monotonic()
        answer = app.test_client().post("/hooks/pigeon-key", data=body, headers=signature(body))
        return answer.status_code, time.monotonic() - began

    assert post(1)[0] == 200
    own_postgres.pause()
    for number in (2, 3):
        status, seconds = post(number)
        assert (status, seconds < 5) == (503, True)
    for page in ("/console/counts.json", "/", "/settings/me", "/help/en/", "/api/v2/tickets.json", "/sign-in"):
        answer = ann.get(page, headers={"Authorization": "Bearer hd_x"} if "api" in page else {})
        assert answer.status_code == 503, page
    own_postgres.resume()
    for number in (2, 3):
        eventually(lambda number=number: post(number)[0] == 200)
    with app.app_context():
        assert db.session.execute(db.text("SELECT count(*), count(DISTINCT ticket_id) FROM message")).one() == (3, 1)
        db.engine.dispose()
