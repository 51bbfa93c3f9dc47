"""Messages through a signed webhook, eight at a time: each a 200 after its commit, and in the end a row."""

import hashlib
import hmac
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.posting import post_all
from tests.faults.conftest import Desk
from tests.faults.program import SECRET
from tests.faults.provider import Provider
from tests.support.running import environment_of
from tests.support.shared import ROOT

COUNT, WARM, PEOPLE = 2000, 100, 500


class Hooked(Desk):
    """The desk of those tests, served by a program that has nothing of theirs but the channels."""

    app = "bench.program"

    def __init__(self, data: Path, provider: Provider) -> None:
        command = [sys.executable, "-m", "flask", "--app", Desk.app, "furnish", provider.url]
        subprocess.run(command, cwd=ROOT, env=environment_of(data, 0), check=True, stdout=subprocess.DEVNULL)
        super().__init__(data, "--empty", LOG_LEVEL="WARNING")
        self.furnish(provider)


def figures() -> Iterator[dict]:
    """From many people who write for the first time, and from people whose ticket goes on."""
    provider = Provider()
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        desk = Hooked(Path(folder) / "data", provider)
        try:
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
