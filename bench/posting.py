"""A client that costs little: kept connections, ready bodies, so many at once; the same for us and for a peer."""

import http.client
import statistics
import threading
import time
from collections.abc import Callable
from urllib.parse import urlsplit


def post_all(
    address: str,
    path: str,
    headers: dict | Callable[[bytes], dict],
    body: Callable[[int], bytes],
    count: int,
    at_once: int = 8,
) -> dict:
    """Post so many bodies, `at_once` at a time: {"per_second", "p50_ms", "p95_ms"}; raises when one is not taken.

    `headers` may be made from each body: a signature.
    """
    numbers, times, wrong = iter(range(count)), [], []
    lock = threading.Lock()

    def work() -> None:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
        while True:
            with lock:
                number = next(numbers, None)
            if number is None or wrong:
                return
            sent = body(number)
            made = headers(sent) if callable(headers) else headers
            started = time.perf_counter()
            connection.request("POST", path, sent, made)
            response = connection.getresponse()
            said = response.read()
            times.append((time.perf_counter() - started) * 1000)
            if response.status not in (200, 201):
                wrong.append((response.status, said[:500]))

    threads = [threading.Thread(target=work) for _ in range(at_once)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = time.perf_counter() - began
    if wrong:
        raise RuntimeError(f"{path} answered {wrong[0]}")
    return {
        "per_second": round(count / taken),
        "p50_ms": round(statistics.median(times), 1),
        "p95_ms": round(statistics.quantiles(times, n=20)[-1], 1),
    }
