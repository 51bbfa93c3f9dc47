"""The cast, marked customers who write by a channel of the tests' own, and every place where the program writes."""

import json
from pathlib import Path

import pytest

from helpdesk import customers, valkey
from helpdesk.backing_up import libpq_address, run_tool
from helpdesk.db import db, transaction
from tests.channels.conftest import inbox, pigeon  # noqa: F401
from tests.channels.pigeon import signature
from tests.privacy.canaries import Canary
from tests.support.cast import *  # noqa: F403
from tickets import Ticket, note, reply
from tickets.indexing import index_waiting


@pytest.fixture
def deliver(client, inbox):  # noqa: F811
    """deliver(canary): their marked message comes in by a signed webhook; the same each time."""

    key = inbox.key

    def post(canary: Canary):
        item = {"id": f"in-{canary.number}", "from": canary.email, "name": canary.name, "text": canary.text}
        body = json.dumps({"items": [item | {"files": [f"zqfile{canary.number}.txt"]}]}).encode()
        return client.post(f"/hooks/{key}", data=body, headers=signature(body))

    return post


@pytest.fixture
def marked(deliver, mia):
    """marked(n): n customers with marks in everything: messages, files, notes, answers, addresses, index."""

    def make(number: int) -> list[Canary]:
        canaries = [Canary(n) for n in range(1, number + 1)]
        for canary in canaries:
            assert deliver(canary).status_code == 200
            identity = customers.identity.verified("ring", canary.email)
            customer = db.session.get(customers.Customer, identity.customer_id)
            with transaction():
                customers.claim(customer, "phone", canary.phone, how="said", beside=identity)
                customers.claim(customer, "email", canary.email, how="said", beside=identity)
                customers.describe(customer, by=mia, notes=f"Called {canary.name} at {canary.phone}")
                ticket = db.session.query(Ticket).filter_by(customer_id=customer.id).one()
                note(ticket, by=mia, text=f"Note: {canary.text}")
                reply(ticket, by=mia, text=f"Reply: {canary.text}")
        index_waiting()
        return canaries

    return make


@pytest.fixture
def places(app, valkey_url, tmp_path):
    """places(): every file in which the program has written, Valkey's dump included."""

    def every() -> list[Path]:
        with valkey.client(valkey_url) as server:
            server.save()
            dump = Path(server.config_get("dir")["dir"], server.config_get("dbfilename")["dbfilename"])
        if db.engine.dialect.name == "postgresql":  # its files are its own; what it would tell is what it holds
            run_tool("pg_dump", f"--file={tmp_path / 'told.sql'}", "--dbname", libpq_address())
        database = Path(db.engine.url.database or "")
        beside = [one for one in database.parent.glob(f"{database.name}*") if database.name and one.exists()]
        return [*beside, Path(app.config["HELPDESK_DATA"]), dump, tmp_path]

    return every
