"""Two machines on one PostgreSQL and one Valkey: what is done on one is seen on the other, and done once."""

import os

import pytest

from helpdesk import keyring
from tests.faults.colleague import Colleague
from tests.faults.conftest import Desk
from tests.faults.storm import Storm
from tests.support import eventually
from tests.support.databases import Postgresql
from tests.support.sockets import Listener

pytestmark = [pytest.mark.long, pytest.mark.timeout(400)]


@pytest.fixture
def machines(postgres_url, valkey_url, tmp_path, provider):
    database = Postgresql(postgres_url, f"machines_{os.getpid()}")
    common = {
        "DATABASE_URL": database.url,
        "REDIS_URL": valkey_url,
        "HELPDESK_KEYS": keyring.new(),
        "SECRET_KEY": "the same on both",
        "ATTACHMENTS_URL": str(tmp_path / "attachments"),
    }
    first = Desk(tmp_path / "first", "--empty", **common)
    first.furnish(provider)
    second = Desk(tmp_path / "second", "--empty", **common)
    second.keys, second.engine = first.keys, first.engine
    yield first, second
    first.engine.dispose()
    second.stop()
    first.stop()


def test_agents_of_both_hear_it_and_each_answer_leaves_once(machines, provider):
    first, second = machines
    inbox = first.keys["courier"]
    Storm(first.port, [(inbox, {"id": "first", "from": "carol", "text": "Hello?"})]).start().finish()
    [(ticket,)] = first.ask("SELECT id FROM ticket")
    ann, bob = Colleague(first.url, "ann"), Colleague(second.url, "bob")
    browsers = [Listener(one.url, cookie=one.cookies) for one in (ann, bob)]
    for browser in browsers:
        assert browser.say("open", {"ticket": ticket}) == {"ok": True}
    both = {first.number("SELECT id FROM agent WHERE name = :name", name=name) for name in ("ann", "bob")}
    for browser in browsers:
        eventually(lambda b=browser: {v["agent_id"] for v in b.all("viewing")[-1]["viewers"]} == both)
    for turn, (desk, other) in enumerate((machines, machines[::-1])):
        said = [(inbox, {"id": f"m{turn}", "from": "carol", "text": "Still there?"})]
        Storm(desk.port, said).start().finish()
        for browser in browsers:
            eventually(lambda b=browser, turn=turn: b.events(ticket).count("message_received") == turn + 1)
        assert other.get("/readyz").status_code == 200
    assert ann.post(f"/console/tickets/{ticket}/replies", {"text": "Here we are"}).status_code == 201
    eventually(lambda: provider.delivered["courier"]["Here we are"] == 1)
    eventually(lambda: "reply_sent" in browsers[1].events(ticket))
    many = [(inbox, {"id": f"x{n}", "from": f"c{n}", "text": f"message {n}"}) for n in range(100)]
    storms = [Storm(desk.port, many).start() for desk in machines]  # the same to both, as a provider's retry may go
    for storm in storms:
        storm.finish()
    assert first.number("SELECT count(*) FROM message WHERE kind = 'inbound'") == 103
    eventually(lambda: first.number("SELECT count(*) FROM event WHERE delivered_at IS NULL") == 0, within=30)
    for browser in browsers:
        browser.leave()
