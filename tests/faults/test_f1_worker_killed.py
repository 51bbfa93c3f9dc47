"""F1: the worker is killed again and again while messages come in and answers go out."""

import subprocess
import sys

import pytest

from tests.faults.storm import Storm
from tests.support import eventually
from tests.support.shared import ROOT

ROUND = 4  # answers of ann to every ticket


def shuffled(chance, desk, events, people):
    """Messages of these people, some twice and some out of order, over both channels."""
    messages = [
        (
            desk.keys[("carrier", "courier")[n % people % 2]],
            {"id": f"m{n}", "from": f"customer {n % people}", "text": f"message {n}"},
        )
        for n in range(events)
    ]
    messages += chance.sample(messages, events // 20)
    for _ in range(events // 10):
        one = chance.randrange(len(messages) - 1)
        messages[one], messages[one + 1] = messages[one + 1], messages[one]
    return messages


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("events", "kills"), [(300, 3), pytest.param(10_000, 50, marks=[pytest.mark.long, pytest.mark.timeout(1800)])]
)
def test_no_message_is_lost_and_none_is_there_or_sent_twice(desk, provider, chance, events, kills):
    people = events // 20
    storm = Storm(desk.port, shuffled(chance, desk, events, people)).start()
    eventually(lambda: desk.number("SELECT count(*) FROM ticket") == people)
    command = [sys.executable, "-m", "flask", "--app", desk.app, "answer", str(ROUND)]
    ann = subprocess.Popen(command, cwd=ROOT, env=desk.environment)
    for _ in range(kills):
        eventually(lambda: desk.kill("worker"))
        happened = desk.number("SELECT count(*) FROM event WHERE delivered_at IS NOT NULL")
        eventually(
            lambda happened=happened: (
                desk.number("SELECT count(*) FROM event WHERE delivered_at IS NOT NULL") > happened or storm.over
            ),
            within=30,
        )
    storm.finish()
    assert ann.wait(timeout=240) == 0

    # Back within thirty seconds of the last kill, whatever was lost with it.
    eventually(lambda: desk.number("SELECT count(*) FROM event WHERE delivered_at IS NULL") == 0)
    assert storm.given_up == []
    assert set(storm.statuses) == {200}
    assert desk.number("SELECT count(*) FROM message WHERE kind = 'inbound'") == events
    assert desk.number("SELECT count(DISTINCT text) FROM message WHERE kind = 'inbound'") == events
    assert desk.number("SELECT count(*) FROM ticket") == people

    # An answer that was in the hands of a killed worker is taken up when its lease of 90 seconds is over.
    on_their_way = "SELECT count(*) FROM outgoing WHERE state IN ('queued', 'sending')"
    eventually(lambda: desk.number(on_their_way) == 0, within=150)
    answers = {
        f"answer {number} to ticket {ticket}"
        for number in range(ROUND)
        for (ticket,) in desk.ask("SELECT id FROM ticket")
    }
    unsure = {
        text
        for (text,) in desk.ask(
            "SELECT m.text FROM outgoing o JOIN message m ON m.id = o.message_id WHERE o.state = 'unsure'"
        )
    }
    sent = provider.delivered["carrier"] + provider.delivered["courier"]
    assert set(sent) | unsure == answers
    assert max(sent.values()) == 1
    assert len(unsure) <= kills
    assert all(text not in provider.delivered["courier"] for text in unsure)
