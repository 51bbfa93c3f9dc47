"""F12: browsers lose their connections, and the server restarts, while the desk is busy."""

import random
import threading

import pytest

from tests.faults.colleague import Colleague
from tests.faults.storm import Storm
from tests.faults.watcher import Watcher
from tests.support import eventually

TICKETS = 5


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("browsers", "messages", "restarts", "longest_drop", "resumed_within"),
    [
        (10, 100, 1, 2.0, 30.0),  # alone on the machine 0.1 s; here other tests run beside it
        pytest.param(100, 3000, 3, 60.0, 1.0, marks=[pytest.mark.long, pytest.mark.timeout(1800)]),
    ],
)
def test_every_browser_ends_with_what_a_fresh_page_shows(
    desk, chance, browsers, messages, restarts, longest_drop, resumed_within
):
    inbox = desk.keys["courier"]
    first = [(inbox, {"id": f"first{n}", "from": f"customer {n}", "text": "Hello?"}) for n in range(TICKETS)]
    Storm(desk.port, first, threads=1).start().finish()
    tickets = [number for (number,) in desk.ask("SELECT id FROM ticket ORDER BY id")]
    ann, bob = Colleague(desk.url, "ann"), Colleague(desk.url, "bob")
    watchers = [
        Watcher((ann, bob)[n % 2], tickets[n % TICKETS], random.Random(f"{n}"), longest_drop) for n in range(browsers)
    ]
    restart_at = {messages * (n + 1) // (restarts + 1) for n in range(restarts)}
    for n in range(messages):
        customer = n % TICKETS
        Storm(
            desk.port, [(inbox, {"id": f"m{n}", "from": f"customer {customer}", "text": f"message {n}"})], 1
        ).start().finish()
        if n % 10 == 0:
            eventually(
                lambda n=n, customer=customer: (
                    ann.post(f"/console/tickets/{tickets[customer]}/replies", {"text": f"answer {n}"}).status_code
                    == 201
                )
            )
        if n in restart_at:
            assert desk.kill("web")
        threading.Event().wait(0.05)
    for watcher in watchers:
        watcher.settle()
    for watcher in watchers:
        eventually(lambda watcher=watcher: watcher.messages == watcher.fresh()[0])
    assert sum(watcher.drops for watcher in watchers) > browsers, "hardly anybody was dropped: the test shows nothing"
    assert sum(watcher.resets for watcher in watchers) == 0
    resumed = sorted(seconds for watcher in watchers for seconds in watcher.resumed)
    assert resumed[len(resumed) * 95 // 100] < resumed_within
