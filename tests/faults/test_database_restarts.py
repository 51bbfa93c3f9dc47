"""PostgreSQL restarts under load: clear errors meanwhile, nothing lost, and nobody has to restart the program."""

import threading

import pytest

from tests.faults.colleague import Colleague
from tests.faults.conftest import Desk
from tests.faults.storm import Storm
from tests.support import eventually
from tests.support.postgres import Postgres


@pytest.fixture
def server():
    own = Postgres()
    yield own
    own.stop()


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("messages", "restarts"), [(150, 2), pytest.param(5000, 10, marks=[pytest.mark.long, pytest.mark.timeout(1800)])]
)
def test_the_program_goes_on_by_itself_and_nothing_is_lost(server, provider, tmp_path, messages, restarts):
    desk = Desk(tmp_path / "data", "--empty", DATABASE_URL=server.url())
    try:
        inbox = desk.furnish(provider)["courier"]
        ann, said = Colleague(desk.url, "ann"), []
        posted = [
            (inbox, {"id": f"m{n}", "from": f"customer {n % 9}", "text": f"message {n}"}) for n in range(messages)
        ]
        storm = Storm(desk.port, posted, 4).start()
        for turn in range(restarts):
            eventually(lambda turn=turn: len(storm.heard) >= messages * (turn + 1) // (restarts + 2), within=120)
            server.pause()
            said.append(ann.get("/console/counts.json").status_code)
            threading.Event().wait(0.5)
            server.resume()
        storm.finish()
        assert set(said) == {503}
        assert storm.given_up == [] and set(storm.statuses) <= {200, 503}, storm.statuses
        eventually(lambda: ann.get("/console/counts.json").status_code == 200)
        assert desk.number("SELECT count(*) FROM message WHERE kind = 'inbound'") == messages
        eventually(lambda: desk.number("SELECT count(*) FROM event WHERE delivered_at IS NULL") == 0, within=60)
    finally:
        desk.engine.dispose()
        desk.stop()
