"""Messages through a signed webhook, eight at a time: each a 200 after its commit, and in the end a row."""

import hashlib
import hmac
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.posting import post_all
from tests.faults.conftest import Desk
from tests.faults.program import SECRET
from tests.faults.provider import Provider

COUNT, WARM, PEOPLE = 2000, 100, 500


def figures() -> Iterator[dict]:
    """From many people who write for the first time, and from people whose ticket goes on."""
    provider = Provider()
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        desk = Desk(Path(folder) / "data", "--empty", LOG_LEVEL="WARNING")
        try:
            desk.furnish(provider)
            _post(desk, "warm", WARM, WARM)
            yield {
                "figure": "webhook: first messages, 8 at a time",
                **_post(desk, "first", COUNT, COUNT),
                "wanted_p95_ms": 30,
            }
            yield {
                "figure": "webhook: messages in going tickets, 8 at a time",
                **_post(desk, "on", COUNT, PEOPLE),
                "wanted_p95_ms": 30,
            }
            kept = desk.number("SELECT count(*) FROM message")
            assert kept == WARM + 2 * COUNT, f"{kept} messages"
        finally:
            desk.stop()


def _post(desk: Desk, name: str, count: int, people: int) -> dict:
    writer = name if people == count else "first"  # those who have written before

    def body(number: int) -> bytes:
        return json.dumps(
            {"id": f"{name}-{number}", "from": f"{writer}-{number % people}", "text": "It is late. Where is my parcel?"}
        ).encode()

    return post_all(desk.url, "/hooks/carrier-key", _signed, body, count)


def _signed(body: bytes) -> dict:
    return {"X-Carrier": hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()}
