"""F2: the web process is killed again and again while messages pour in."""

import pytest

from tests.faults.storm import Storm
from tests.support import eventually


@pytest.mark.parametrize(
    ("events", "kills"), [(300, 3), pytest.param(10_000, 30, marks=[pytest.mark.long, pytest.mark.timeout(1800)])]
)
def test_nothing_is_lost_and_a_200_is_never_said_without_its_row(desk, chance, events, kills):
    messages = [
        (
            desk.keys[chance.choice(("carrier", "courier"))],
            {"id": f"m{n}", "from": f"customer {n % 200}", "text": f"message {n}"},
        )
        for n in range(events)
    ]
    storm = Storm(desk.port, messages).start()
    for kill in range(kills):
        wanted = events * (kill + 1) // (kills + 2)
        eventually(lambda wanted=wanted: len(storm.heard) >= wanted, within=120)
        assert desk.kill("web")
        said_before = len(storm.heard)
        assert desk.number("SELECT count(DISTINCT text) FROM message") >= said_before
    storm.finish()
    assert storm.given_up == []
    assert set(storm.statuses) - {200}, "no kill was felt: the test shows nothing"
    assert 500 not in storm.statuses
    assert desk.number("SELECT count(*) FROM message") == events
    assert desk.number("SELECT count(DISTINCT text) FROM message") == events
