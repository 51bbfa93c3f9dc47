"""Tickets by HTTP API, eight at a time, beside django-helpdesk by the same client; every one counted is committed."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.peer import measuring
from bench.posting import post_all
from tests.support.ports import free_port
from tests.support.running import Running

COUNT, WARM = 2000, 100
TIMES = 5  # so much faster than the peer it shall be


def figures() -> Iterator[dict]:
    """Ours, the peer's, and how they compare."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        ours = _ours(Path(folder))
        theirs = _theirs(Path(folder) / "peer")
    yield {"figure": "tickets by HTTP API, 8 at a time", **ours, "wanted_p95_ms": 30}
    yield {"figure": "tickets by HTTP API, 8 at a time: django-helpdesk", **theirs}
    times = round(ours["per_second"] / theirs["per_second"], 1)
    yield {"figure": "tickets by HTTP API: times the peer", "value": times, "wanted": TIMES}


def _ours(folder: Path) -> dict:
    program = Running(folder / "data", "--empty", LOG_LEVEL="WARNING")
    try:
        program.run(
            "user",
            "create",
            "--email",
            "mia@desk.test",
            "--name",
            "Mia",
            "--role",
            "admin",
            "--password",
            "a long secret 1",
        )
        token = program.run("token", "create", "--email", "mia@desk.test").strip()
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

        def body(number: int) -> bytes:
            return json.dumps(
                {
                    "ticket": {
                        "subject": f"order {number}",
                        "requester": {"name": "Carol", "email": f"a{number}@example.com"},
                        "comment": {"body": "It is late. Where is my parcel?"},
                    }
                }
            ).encode()

        post_all(program.url, "/api/v2/tickets.json", headers, lambda n: body(10**6 + n), WARM)
        measured = post_all(program.url, "/api/v2/tickets.json", headers, body, COUNT)
        taken = program.get("/api/v2/tickets/count.json", headers=headers).json()["count"]["value"]
        assert taken == COUNT + WARM, f"{taken} tickets"
        return measured
    finally:
        program.stop()


def _theirs(folder: Path) -> dict:
    with measuring.running(folder, free_port(), tickets=1000) as (address, session, facts, _run):
        cookies = "; ".join(f"{name}={value}" for name, value in session.cookies.items())
        headers = {
            "Cookie": cookies,
            "X-CSRFToken": session.cookies["csrftoken"],
            "Referer": address,
            "Content-Type": "application/json",
        }

        def body(number: int) -> bytes:
            return json.dumps(
                {
                    "queue": facts["queue"],
                    "title": f"order {number}",
                    "priority": 3,
                    "description": "It is late. Where is my parcel?",
                    "submitter_email": f"a{number}@example.com",
                }
            ).encode()

        post_all(address, "/api/tickets/", headers, body, 20)
        return post_all(address, "/api/tickets/", headers, body, 400)
