"""Providers that post messages and, as real ones do, post again until they hear 200."""

import hashlib
import hmac
import http.client
import json
import queue
import threading
from collections import Counter
from collections.abc import Sequence

from tests.faults.program import SECRET

PATIENCE = 120  # tries, half a second apart at most: a minute


class Storm:
    """Posts each message from one of several threads; `statuses` counts every answer, `heard` the ids answered 200."""

    def __init__(self, port: int, messages: Sequence[tuple[str, dict]], threads: int = 8) -> None:
        self.port = port
        self.statuses: Counter = Counter()
        self.heard: Counter = Counter()
        self.given_up: list[str] = []
        self._waiting: queue.SimpleQueue = queue.SimpleQueue()
        for message in messages:
            self._waiting.put(message)
        self._threads = [threading.Thread(target=self._post_all, daemon=True) for _ in range(threads)]

    def start(self) -> "Storm":
        """Begin to post."""
        for thread in self._threads:
            thread.start()
        return self

    def finish(self) -> "Storm":
        """Wait until everything has been heard, or given up."""
        for thread in self._threads:
            thread.join()
        return self

    @property
    def over(self) -> bool:
        """Whether nothing is left to post."""
        return not any(thread.is_alive() for thread in self._threads)

    def _post_all(self) -> None:
        while True:
            try:
                inbox, message = self._waiting.get_nowait()
            except queue.Empty:
                return
            self._post_until_heard(inbox, message)

    def _post_until_heard(self, inbox: str, message: dict) -> None:
        pause = threading.Event()
        for attempt in range(PATIENCE):
            status = self._post(inbox, message)
            self.statuses[status] += 1
            if status == 200:
                self.heard[message["id"]] += 1
                return
            pause.wait(min(0.5, 0.05 * 2**attempt))
        self.given_up.append(message["id"])

    def _post(self, inbox: str, message: dict) -> int | str:
        body = json.dumps(message).encode()
        signature = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("POST", f"/hooks/{inbox}", body, {"X-Carrier": signature})
            return connection.getresponse().status
        except OSError as why:
            return type(why).__name__
        except http.client.HTTPException as why:
            return type(why).__name__
        finally:
            connection.close()
