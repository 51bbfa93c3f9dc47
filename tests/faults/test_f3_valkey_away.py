"""F3: Valkey is killed, restarted and flushed while messages come in and answers go out."""

import pytest

from helpdesk import valkey
from tests.faults.colleague import Colleague
from tests.faults.storm import Storm
from tests.support import eventually


def flush(desk):
    with valkey.client(valkey.running(desk.data)) as server:
        server.flushall()


@pytest.mark.parametrize(
    ("events", "people", "kills", "flushes"),
    [(200, 20, 2, 1), pytest.param(5000, 200, 10, 5, marks=[pytest.mark.long, pytest.mark.timeout(1800)])],
)
def test_the_web_goes_on_answering_and_every_answer_leaves(desk, provider, events, people, kills, flushes):
    inbox, disturbances = desk.keys["courier"], ["kill"] * kills + ["flush"] * flushes
    messages = [
        (inbox, {"id": f"m{n}", "from": f"customer {n % people}", "text": f"message {n}"}) for n in range(events)
    ]
    ann = Colleague(desk.url, "ann")
    storm = Storm(desk.port, messages, threads=4).start()
    for turn, disturbance in enumerate(disturbances):
        wanted = events * (turn + 1) // (len(disturbances) + 2)
        eventually(lambda wanted=wanted: len(storm.heard) >= wanted)
        if disturbance == "flush":
            flush(desk)
        else:
            assert desk.kill("valkey-server")
        # While it is away: writing an answer needs no Valkey.
        for (ticket,) in desk.ask("SELECT id FROM ticket ORDER BY id LIMIT 5"):
            assert ann.post(f"/console/tickets/{ticket}/replies", {"text": f"{turn} to {ticket}"}).status_code == 201
        eventually(lambda: valkey.running(desk.data))
    storm.finish()
    assert set(storm.statuses) == {200}
    assert desk.number("SELECT count(*) FROM message WHERE kind = 'inbound'") == events
    written = desk.number("SELECT count(*) FROM message WHERE kind = 'reply'")
    eventually(lambda: sum(provider.delivered["courier"].values()) == written)
    eventually(lambda: desk.number("SELECT count(*) FROM event WHERE delivered_at IS NULL") == 0)
    assert max(provider.delivered["courier"].values()) == 1
