"""F5: whatever arrives twice, or twenty times at once, is there once."""

import pytest

from tests.faults.storm import Storm


@pytest.mark.parametrize("events", [120, pytest.param(5000, marks=[pytest.mark.long, pytest.mark.timeout(1800)])])
def test_each_of_many_messages_delivered_up_to_twenty_times_at_once_is_there_once(desk, chance, events):
    messages = [
        (desk.keys["carrier"], {"id": f"m{n}", "from": f"customer {n % 100}", "text": f"message {n}"})
        for n in range(events)
    ]
    # Copies next to one another, so that they arrive at the same time.
    storm = [message for message in messages for _ in range(chance.randint(1, 20))]
    storm = Storm(desk.port, storm, threads=16).start().finish()
    assert set(storm.statuses) == {200}
    assert len(storm.heard) == events
    assert desk.number("SELECT count(*) FROM message") == events
    assert desk.number("SELECT count(DISTINCT text) FROM message") == events
    assert desk.number("SELECT count(*) FROM ticket") == 100
    assert desk.number("SELECT count(*) FROM customer") == 100
    assert desk.number("SELECT count(*) FROM event WHERE name = 'ticket_opened'") == 100
