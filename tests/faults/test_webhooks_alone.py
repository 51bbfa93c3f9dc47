"""Providers are answered fast while the worker, or Valkey, stands still: the row is what counts, not the wake-up."""

import hashlib
import hmac
import http.client
import json
import statistics
import time

import pytest

from tests.faults.program import SECRET

MEDIAN, LAST = 0.05, 0.5  # seconds; the last of a hundred. What a busy machine takes besides is measured before.


def posted(desk, key: str, number: int) -> float:
    """How long the provider waits for its 200."""
    body = json.dumps({"id": f"m{number}", "from": f"customer {number % 20}", "text": f"message {number}"}).encode()
    signature = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=60)
    began = time.perf_counter()
    connection.request("POST", f"/hooks/{key}", body, {"X-Carrier": signature})
    status = connection.getresponse().status
    taken = time.perf_counter() - began
    connection.close()
    assert status == 200
    return taken


@pytest.mark.parametrize("still", [pytest.param("nothing", marks=pytest.mark.long), "worker", "valkey-server"])
def test_the_webhook_answers_while_the_others_stand_still(desk, still):
    count = 200
    everybody_at_work = sorted(posted(desk, "carrier-key", -number - 1) for number in range(40))
    stopped = desk.named(still)
    assert stopped or still == "nothing"
    for process in stopped:
        process.suspend()
    try:
        times = sorted(posted(desk, "carrier-key", number) for number in range(count))
    finally:
        for process in stopped:
            process.resume()
    assert desk.number("SELECT count(*) FROM message WHERE kind = 'inbound'") == count + 40
    assert statistics.median(times) < max(MEDIAN, 2 * statistics.median(everybody_at_work))
    assert times[int(count * 0.99) - 1] < max(LAST, 2 * everybody_at_work[-1])
