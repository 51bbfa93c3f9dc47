"""Mails through IMAP into tickets, beside django-helpdesk's own gateway with the same mails in the same run."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.peer import measuring
from tests.faults.conftest import Desk
from tests.faults.provider import Provider
from tests.support.dovecot import Dovecot
from tests.support.eventually import eventually
from tests.support.ports import free_port

COUNT, THEIRS, TIMES = 1500, 300, 5
MAIL = (
    "From: Carol <carol{number}@example.com>\r\nTo: support@example.com\r\nSubject: Where is order {number}?\r\n"
    "Message-ID: <{number}.{kind}@example.com>\r\nDate: Sun, 22 Nov 2026 09:00:00 +0000\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\nHello, my parcel has not arrived. Please help.\r\nCarol\r\n"
)


def figures() -> Iterator[dict]:
    """Ours: from the first to the last ticket, with everything that runs besides; theirs: the command alone."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        ours = _ours(Path(folder))
        with measuring.running(Path(folder) / "peer", free_port(), tickets=100) as (_address, _session, _facts, run):
            theirs = round(measuring.mails_per_second(Path(folder) / "peer", run, THEIRS))
    yield {"figure": "mails through IMAP into tickets", **ours}
    yield {"figure": "mails into tickets: django-helpdesk", "per_second": theirs}
    yield {
        "figure": "mails into tickets: times the peer",
        "value": round(ours["per_second"] / theirs, 1),
        "wanted": TIMES,
    }


def _ours(folder: Path) -> dict:
    server, provider = Dovecot(), Provider()
    desk = Desk(folder / "data", "--empty", LOG_LEVEL="WARNING")
    try:
        desk.furnish(provider)
        server.put("support", *(MAIL.format(number=n, kind="ours").encode() for n in range(COUNT)))
        settings = [f"--setting={name}={value}" for name, value in server.settings("support").items()]
        desk.run("inbox", "create", "--channel", "email", "--name", "Support", "--team", "Post", *settings)
        eventually(lambda: desk.number("SELECT count(*) FROM message") > 0, within=30, every=0.01)
        first, began, spent = desk.number("SELECT count(*) FROM message"), time.monotonic(), _cpu(desk)
        eventually(lambda: desk.number("SELECT count(*) FROM message") == COUNT, within=120, every=0.05)
        taken, spent = time.monotonic() - began, _cpu(desk) - spent
        return {"per_second": round((COUNT - first) / taken), "cpu_ms_each": round(spent / (COUNT - first) * 1000, 2)}
    finally:
        desk.stop()
        server.remove()
        provider.stop()


def _cpu(desk: Desk) -> float:
    """The seconds of CPU that all processes have taken."""
    return sum(sum(process.cpu_times()[:2]) for process in desk.family())
