"""Two web processes share the port: what one of them commits, the browsers of the other hear; they count as one."""

import http.client
from collections import Counter

import psutil
import pytest

from tests.faults.colleague import Colleague
from tests.faults.storm import Storm
from tests.support import eventually
from tests.support.sockets import Listener

TRIES = 30  # of wrong tokens in a minute


def serving(desk) -> list[psutil.Process]:
    """The web processes that answer; the first of that name only keeps them."""
    family = desk.named("web")
    return [process for process in family if process.ppid() in {other.pid for other in family}]


def carried(desk) -> Counter:
    """How many connections each of them has."""
    return Counter(
        {
            process.pid: sum(
                c.status == "ESTABLISHED" and c.laddr.port == desk.port for c in process.net_connections("tcp")
            )
            for process in serving(desk)
        }
    )


def on_both(desk, connect) -> list:
    """Connections, until both processes have some."""
    found = []
    while min(carried(desk).values()) < 2:
        assert len(found) < 60, f"they are not shared: {carried(desk)}"
        found.append(connect())
    return found


def test_what_happens_in_one_is_heard_in_both(desk):
    inbox = desk.keys["courier"]
    Storm(desk.port, [(inbox, {"id": "first", "from": "carol", "text": "Hello?"})]).start().finish()
    [(ticket,)] = desk.ask("SELECT id FROM ticket")
    ann, bob = Colleague(desk.url, "ann"), Colleague(desk.url, "bob")
    browsers = on_both(desk, lambda: Listener(desk.url, cookie=ann.cookies))
    browsers += [Listener(desk.url, cookie=bob.cookies) for _ in range(2)]
    for browser in browsers:
        assert browser.say("open", {"ticket": ticket}) == {"ok": True}
        assert browser.say("lists", {"looking": True}) == {"ok": True}
    both = {desk.number("SELECT id FROM agent WHERE name = :name", name=name) for name in ("ann", "bob")}
    for browser in browsers:
        eventually(lambda b=browser: {v["agent_id"] for v in b.all("viewing")[-1]["viewers"]} == both)
    posted = [(inbox, {"id": f"m{n}", "from": f"customer {n % 7}", "text": f"message {n}"}) for n in range(40)]
    Storm(desk.port, [*posted, (inbox, {"id": "last", "from": "carol", "text": "Still there?"})]).start().finish()
    for browser in browsers:
        eventually(lambda b=browser: "message_received" in b.events(ticket))
        eventually(lambda b=browser: len(b.rows()) == 8)
        eventually(lambda b=browser: b.counts() == ann.get("/console/counts.json").json())
    for browser in browsers:
        browser.leave()


def test_wrong_tokens_are_counted_together(desk):
    def connect():
        connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=30)
        connection.request("GET", "/healthz")
        connection.getresponse().read()
        return connection

    statuses: Counter = Counter()
    connections = on_both(desk, connect)
    for turn in range(TRIES + 10):
        connection = connections[turn % len(connections)]
        connection.request("GET", "/api/v2/tickets", headers={"Authorization": "Bearer hd_wrong"})
        answer = connection.getresponse()
        answer.read()
        statuses[answer.status] += 1
    assert statuses == {401: TRIES, 429: 10}


@pytest.mark.long
def test_requests_of_both_stand_in_the_metrics_of_either(desk):
    for _ in range(20):
        desk.get("/healthz")
    told = eventually(lambda: desk.get("/metrics").text)
    line = next(line for line in told.splitlines() if "seconds_count{" in line and 'route="/healthz"' in line)
    assert float(line.split()[-1]) == 20
