"""F19: the disk is full for a while: refused in words, nothing half-written, and it goes on by itself afterwards."""

import psutil
import pytest

from tests.faults.colleague import Colleague
from tests.faults.storm import Storm
from tests.support import eventually

NO_LIMIT = psutil.RLIM_INFINITY if hasattr(psutil, "RLIM_INFINITY") else -1


def no_file_may_grow_beyond(desk, size: int) -> None:
    """For every process of it but Valkey; as a full disk does, it makes write() fail."""
    for process in desk.family():
        try:
            if process.name() in ("web", "worker", "schedule"):
                process.rlimit(psutil.RLIMIT_FSIZE, (size, NO_LIMIT))
        except psutil.NoSuchProcess:
            continue


@pytest.mark.timeout(300)
@pytest.mark.parametrize("messages", [120, pytest.param(3000, marks=pytest.mark.long)])
def test_what_cannot_be_kept_is_refused_and_comes_again(desk, database_kind, messages):
    inbox, ann = desk.keys["courier"], Colleague(desk.url, "ann")
    Storm(desk.port, [(inbox, {"id": "first", "from": "carol", "text": "Hello?"})]).start().finish()
    [(ticket,)] = desk.ask("SELECT id FROM ticket")
    no_file_may_grow_beyond(desk, 4096)
    storm = Storm(
        desk.port, [(inbox, {"id": f"m{n}", "from": f"c{n % 9}", "text": "x" * 500}) for n in range(messages)], 4
    ).start()
    if database_kind == "sqlite":
        eventually(lambda: storm.statuses[503] > 5, within=30)
        refused = ann.post(f"/console/tickets/{ticket}/replies", {"text": "Too much"})
        assert refused.status_code == 503 and "not available" in refused.json()["description"]
    upload = ann.browser.post(
        f"{desk.url}/console/attachments",
        files={"file": ("parcel.txt", b"x" * 20_000)},
        headers=ann._headers(),
        timeout=20,
    )
    assert upload.status_code == 503, upload.text
    assert [path for path in (desk.data / "attachments").rglob("*") if path.is_file()] == [], "half a file"
    no_file_may_grow_beyond(desk, NO_LIMIT)
    storm.finish()
    assert storm.given_up == [] and set(storm.statuses) <= {200, 503}
    assert desk.number("SELECT count(*) FROM message WHERE kind = 'inbound'") == messages + 1
    assert desk.number("SELECT count(DISTINCT text) FROM message WHERE text = 'Too much'") == 0
    assert ann.post(f"/console/tickets/{ticket}/replies", {"text": "There is room"}).status_code == 201
    eventually(lambda: desk.number("SELECT count(*) FROM event WHERE delivered_at IS NULL") == 0, within=60)
    if database_kind == "sqlite":
        assert desk.ask("PRAGMA integrity_check") == [("ok",)]
