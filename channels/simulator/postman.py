"""The postman: carries what a provider posts to our real webhook, over real HTTP, from threads of its own."""

import heapq
import itertools
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import requests
import structlog

from channels.simulator import wires
from channels.simulator.standin import Posting

log = structlog.get_logger()
CARRIERS = 8
AGAIN = (1.0, 5.0)  # seconds until a provider comes again after a 5xx or no connection
PATIENCE = 15.0


class Postman:
    """Posts to `door`, the address this program answers at on this machine."""

    def __init__(self, door: str, again: tuple[float, ...] = AGAIN):
        self.door, self.again = door, again
        self._bag: list = []
        self._numbers = itertools.count()
        self._news = threading.Condition()
        self._carriers: ThreadPoolExecutor | None = None
        self._on_their_way = 0

    def send_off(self, line) -> None:
        """Take all that waits on this line."""
        waiting, line.waiting = line.waiting, []
        for posting, seconds in waiting:
            self.later(seconds, lambda posting=posting: self.deliver(line, posting))

    def deliver(self, line, posting: Posting, tries: int = 0) -> int | None:
        """Post it now; returns our status. Trouble on our side makes the provider come again."""
        began = time.monotonic()
        url = self.door + (posting.path or f"/hooks/{line.key}") + (f"?{posting.query}" if posting.query else "")
        try:
            answer = requests.request(
                posting.method, url, data=posting.body, headers=posting.headers, timeout=PATIENCE, allow_redirects=False
            )
            status, body, error = answer.status_code, answer.content, ""
        except requests.RequestException as why:
            status, body, error = None, b"", type(why).__name__
        wires.of_posting(line, posting, status, body, time.monotonic() - began, error)
        line.count("postings")
        if (status is None or status >= 500) and tries < len(self.again):
            self.later(self.again[tries], lambda: self.deliver(line, posting, tries + 1))
        return status

    def later(self, seconds: float, what: Callable[[], object]) -> None:
        """Do this in so many seconds."""
        with self._news:
            if self._carriers is None:
                self._carriers = ThreadPoolExecutor(CARRIERS, thread_name_prefix="postman")
                threading.Thread(target=self._walk, daemon=True, name="postman").start()
            heapq.heappush(self._bag, (time.monotonic() + seconds, next(self._numbers), what))
            self._news.notify_all()

    def _walk(self) -> None:
        while True:
            with self._news:
                while not self._bag or self._bag[0][0] > time.monotonic():
                    self._news.wait(self._bag[0][0] - time.monotonic() if self._bag else None)
                what = heapq.heappop(self._bag)[2]
                self._on_their_way += 1
            self._carriers.submit(self._tried, what)

    def _tried(self, what: Callable[[], object]) -> None:
        try:
            what()
        except Exception as error:
            log.warning("not posted", error=type(error).__name__)
        finally:
            with self._news:
                self._on_their_way -= 1
                self._news.notify_all()

    def finish(self, within: float) -> bool:
        """Wait until all that is due has been carried; what is for later is thrown away. False when it took longer."""
        with self._news:
            self._bag = [entry for entry in self._bag if entry[0] <= time.monotonic()]
            self._news.notify_all()
            return self._news.wait_for(lambda: not (self._bag or self._on_their_way), within)
