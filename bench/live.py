"""From the provider's 200 to the screens: 50 messages a second, 200 agents connected, each looking at a list.

The same machine posts and listens: what is measured is what is left for the program besides.
"""

import hashlib
import hmac
import http.client
import json
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from bench.listening import Listeners
from tests.faults.conftest import Desk
from tests.faults.program import SECRET
from tests.faults.provider import Provider

AGENTS, TEAMS, A_SECOND, SECONDS = 200, 4, 50, 20


def figures() -> Iterator[dict]:
    """Each figure is p50 and p95 over all messages and all screens that should show them."""
    provider = Provider()
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        desk = Desk(Path(folder) / "data", "--empty", LOG_LEVEL="WARNING")
        try:
            desk.furnish(provider)
            yield from _measure(desk, Listeners(desk.url, _cookies(desk)))
        finally:
            desk.stop()
            provider.stop()


def _measure(desk: Desk, listeners: Listeners) -> Iterator[dict]:
    threading.Thread(target=listeners.run, daemon=True).start()
    deadline = time.monotonic() + 60
    while listeners.ready < AGENTS:
        assert time.monotonic() < deadline, f"only {listeners.ready} agents are connected"
        time.sleep(0.1)
    time.sleep(2)
    listeners.counted, spent, began = 0, _cpu(desk), time.monotonic()
    accepted = _post(desk)
    taken = time.monotonic() - began
    spent, told = _cpu(desk) - spent, listeners.counted
    time.sleep(3)
    assignees = dict(desk.ask("SELECT preview, assignee_id FROM ticket WHERE preview LIKE 'bench-%'"))
    own = [
        heard - accepted[number]
        for (number, agent), heard in listeners.heard_event.items()
        if agent == assignees.get(f"bench-{number}- Where is my parcel?")
    ]
    every = [heard - accepted[number] for (number, _), heard in listeners.heard_row.items()]
    yield {
        "figure": f"accepted → assignee's screen, {A_SECOND}/s, {AGENTS} agents",
        **_spread(own),
        "heard": len(own),
        "of": len(accepted),
        "wanted_p95_ms": 100,
    }
    yield {
        "figure": f"accepted → everybody's lists and counts, {A_SECOND}/s, {AGENTS} agents",
        **_spread(every),
        "heard": len(every),
        "of": len(accepted) * AGENTS,
        "wanted_p95_ms": 300,
    }
    # On a machine that is busy with other things the pace is not reached; what it costs can still be read.
    yield {
        "figure": "live: pace and price",
        "messages_per_second": round(len(accepted) / taken, 1),
        "words_told_per_second": round(told / taken),
        "cpu_of_web_ms_per_message": round(spent / len(accepted) * 1000),
    }


def _cpu(desk: Desk) -> float:
    """The seconds of CPU that the web process has taken."""
    return sum(sum(process.cpu_times()[:2]) for process in desk.named("web"))


def _post(desk: Desk) -> dict[int, float]:
    """Post at a steady pace; when each message was accepted."""
    accepted, began = {}, time.perf_counter()

    def work(first: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=30)
        for number in range(first, A_SECOND * SECONDS, 4):
            time.sleep(max(0.0, began + number / A_SECOND - time.perf_counter()))
            body = json.dumps(
                {"id": f"live-{number}", "from": f"live-{number}", "text": f"bench-{number}- Where is my parcel?"}
            ).encode()
            connection.request(
                "POST",
                "/hooks/carrier-key",
                body,
                {"X-Carrier": hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()},
            )
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, answer.status
            accepted[number] = time.perf_counter()

    threads = [threading.Thread(target=work, args=(first,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return accepted


def _cookies(desk: Desk) -> dict[int, str]:
    """Two hundred agents of the inbox's team (and one more team each) who have signed in; their cookies."""
    from sqlalchemy import select

    from helpdesk import people
    from helpdesk.app import create_app
    from helpdesk.db import db, transaction
    from helpdesk.hot import insert
    from helpdesk.people import Agent, Membership, Team

    app = create_app({name: desk.environment[name] for name in ("HELPDESK_DATA", "PORT", "PUBLIC_URL")})
    with app.app_context():
        with transaction():
            post = db.session.scalar(select(Team.id))
            teams = [insert(Team(name=f"Team {number}")).id for number in range(TEAMS)]
            agents = [
                insert(Agent(email=f"a{number}@desk.test", name=f"Agent {number}", capacity=1000))
                for number in range(AGENTS)
            ]
            for number, agent in enumerate(agents):
                for team in (post, teams[number % TEAMS]):
                    insert(Membership(team_id=team, agent_id=agent.id))
        signer = app.session_interface.get_signing_serializer(app)
        name = app.config["SESSION_COOKIE_NAME"]
        return {
            agent.id: f"{name}={signer.dumps({'_user_id': str(people.sign_in(agent).id), '_fresh': True})}"
            for agent in agents
        }


def _spread(seconds: list[float]) -> dict:
    if len(seconds) < 20:
        return {"p50_ms": None, "p95_ms": None}
    # A word may overtake the 200 it follows from: then it took no time at all.
    taken = sorted(max(0.0, one) * 1000 for one in seconds)
    return {"p50_ms": round(statistics.median(taken), 1), "p95_ms": round(taken[int(len(taken) * 0.95)], 1)}
