"""Mixed work for a quarter of an hour: does anything grow that should not? Memory and open files, process by process.

Messages come in, agents read, answer and search, browsers come and go, visitors look for help, the bot answers.
SOAK_MINUTES says otherwise; the first third is warming up and does not count.
"""

import os
import random
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import requests

from tests.faults.colleague import Colleague
from tests.faults.conftest import Desk
from tests.faults.provider import Provider
from tests.faults.storm import Storm
from tests.support.sockets import Listener

A_SECOND = 5  # messages
LOOK_EVERY = 15  # seconds
WANTED_MB_AN_HOUR = 1.0


def figures() -> Iterator[dict]:
    """What each process grew by, and what was done meanwhile."""
    minutes, provider = float(os.environ.get("SOAK_MINUTES", 15)), Provider()
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        given = {name: os.environ[name] for name in ("DATABASE_URL",) if name in os.environ}
        desk = Desk(Path(folder) / "data", "--empty", LOG_LEVEL="WARNING", **given)
        try:
            desk.furnish(provider)
            desk.run("teach")
            yield from _soak(desk, minutes * 60)
        finally:
            desk.stop()
            provider.stop()


def _soak(desk: Desk, seconds: float) -> Iterator[dict]:
    over, done, failed = threading.Event(), defaultdict(int), defaultdict(int)
    workers = [
        threading.Thread(target=_again_and_again, args=(work, desk, over, done, failed), daemon=True)
        for work in (_write_in, _work_at_the_desk, _come_and_go, _look_for_help)
    ]
    for worker in workers:
        worker.start()
    seen, began = defaultdict(list), time.monotonic()
    while time.monotonic() < began + seconds:
        over.wait(LOOK_EVERY)
        if time.monotonic() > began + seconds / 3:
            for key, value in _look(desk).items():
                seen[key].append((time.monotonic() - began, *value))
    over.set()
    for worker in workers:
        worker.join(30)
    yield {"figure": "done meanwhile", **done, "failed": dict(failed)}
    for (name, pid), rows in sorted(seen.items()):
        yield {
            "figure": f"{name} {pid}",
            "rss_mb": [round(rows[0][1]), round(rows[-1][1])],
            "mb_an_hour": round(_slope([(at, rss) for at, rss, _ in rows]) * 3600, 1),
            "open_files": [rows[0][2], rows[-1][2]],
            "wanted_mb_an_hour": WANTED_MB_AN_HOUR,
        }
    yield {"figure": "stuck rows", **_stuck(desk)}


def _again_and_again(work, desk, over, done, failed) -> None:
    chance, turn = random.Random(work.__name__), 0
    hands = None
    while not over.is_set():
        turn += 1
        try:
            hands = hands or work(desk)
            hands(turn, chance)
            done[work.__name__.strip("_")] += 1
        except Exception as why:
            failed[f"{work.__name__.strip('_')}: {type(why).__name__}"] += 1
        over.wait(1 / A_SECOND if work is _write_in else 0.3)


def _write_in(desk):
    texts = ("delivery time?", "Where is my parcel?", "我的包裹到哪里了？", "a person please")

    def one(turn, chance):
        inbox = desk.keys[("carrier", "courier")[turn % 2]]
        message = {"id": f"s{turn}", "from": f"customer {turn % 400}", "text": f"{chance.choice(texts)} {turn}"}
        storm = Storm(desk.port, [(inbox, message)], 1).start().finish()
        assert not storm.given_up

    return one


def _work_at_the_desk(desk):
    ann, view = Colleague(desk.url, "ann"), desk.number("SELECT id FROM ticket_view WHERE key = 'mine'")

    def one(turn, chance):
        rows = ann.get(f"/console/views/{view}/tickets.json").json()["rows"]
        ann.get("/console/search.json?q=parcel")
        if rows:
            ticket = chance.choice(rows)["id"]
            assert ann.get(f"/console/tickets/{ticket}.json").status_code == 200
            said = {"text": f"answer {turn}"}
            assert ann.post(f"/console/tickets/{ticket}/replies", said).status_code in (201, 409)

    return one


def _come_and_go(desk):
    bob = Colleague(desk.url, "bob")

    def one(_turn, chance):
        browser = Listener(desk.url, cookie=bob.cookies)
        with suppress(Exception):
            browser.say("lists", {"looking": True})
        threading.Event().wait(chance.uniform(0, 1))
        browser.leave() if chance.random() < 0.5 else browser.client.disconnect()

    return one


def _look_for_help(desk):
    def one(_turn, chance):
        query = chance.choice(("delivery", "parcel", "退货", "zzz"))
        assert requests.get(f"{desk.url}/help/en/search", params={"q": query}, timeout=20).status_code in (200, 429)

    return one


def _look(desk) -> dict[tuple[str, int], tuple[float, int]]:
    found = {}
    for process in desk.family():
        with suppress(psutil.NoSuchProcess):
            found[process.name(), process.pid] = process.memory_info().rss / 2**20, process.num_fds()
    return found


def _slope(points: list[tuple[float, float]]) -> float:
    """Of the straight line through them, by least squares."""
    if len(points) < 2:
        return 0.0
    x, y = sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
    across = sum((p[0] - x) ** 2 for p in points)
    return sum((p[0] - x) * (p[1] - y) for p in points) / across if across else 0.0


def _stuck(desk) -> dict:
    return {
        "undelivered_events": desk.number("SELECT count(*) FROM event WHERE delivered_at IS NULL"),
        "reactions_to_retry": desk.number("SELECT count(*) FROM event_retry"),
        "waiting_answers": desk.number("SELECT count(*) FROM outgoing WHERE state IN ('queued', 'sending')"),
        "waiting_for_the_bot": desk.number("SELECT count(*) FROM bot_talk WHERE due_at IS NOT NULL"),
    }
