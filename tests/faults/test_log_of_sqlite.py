"""SQLite's log is emptied while the desk is busy: nothing in the program looks into the database for long."""

import threading

import pytest

from tests.faults.conftest import Desk
from tests.faults.storm import Storm
from tests.support import eventually

MESSAGES = 300  # each writes some 120 KB into the log
LARGEST = 24 * 2**20


@pytest.mark.long
def test_it_stays_short_though_mailboxes_and_people_are_connected(tmp_path, provider):
    desk = Desk(tmp_path / "data", "--empty")
    try:
        desk.furnish(provider)
        # A mailbox that cannot be fetched from is waited for all the time.
        desk.run("inbox", "create", "--channel", "email", "--name", "Support", "--setting", "address=help@shop.test")
        eventually(lambda: desk.number("SELECT count(*) FROM lease WHERE name LIKE 'fetch:%'"), within=20)
        log, largest, over = desk.data / "helpdesk.db-wal", [0], threading.Event()

        def watch():
            while not over.wait(0.05):
                largest[0] = max(largest[0], log.stat().st_size)

        watching = threading.Thread(target=watch)
        watching.start()
        messages = [
            (desk.keys["courier"], {"id": f"m{n}", "from": f"customer {n}", "text": f"message {n}"})
            for n in range(MESSAGES)
        ]
        Storm(desk.port, messages).start().finish()
        over.set()
        watching.join()
        assert desk.number("SELECT count(*) FROM message") == MESSAGES
        assert largest[0] < LARGEST, f"{largest[0] / 2**20:.0f} MB"
    finally:
        desk.stop()
