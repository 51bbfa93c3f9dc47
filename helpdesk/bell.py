"""Bell: rings from a thread of its own: no commit waits for who is called, and what is asked often rings seldom."""

import os
import threading
import time
from collections.abc import Callable, Hashable

import structlog

log = structlog.get_logger()
EVERY = 0.1  # seconds between two rounds; the first of them comes at once


class Bell:
    """`ring` is called with what was asked for, once however often it was asked meanwhile."""

    def __init__(self, ring: Callable[..., object]) -> None:
        self._ring = ring
        self._begin_anew()
        os.register_at_fork(after_in_child=self._begin_anew)  # its thread stays behind with the parent

    def _begin_anew(self) -> None:
        self._lock = threading.Lock()
        self._asked = threading.Event()
        self._waiting: dict[tuple, None] = {}
        self._thread: threading.Thread | None = None

    def ask(self, *what: Hashable) -> None:
        """Ring for this soon."""
        with self._lock:
            self._waiting[what] = None
            if self._thread is None:
                self._thread = threading.Thread(target=self._go_on, daemon=True, name="bell")
                self._thread.start()
        self._asked.set()

    def ring_now(self) -> None:
        """Ring for all that waits."""
        with self._lock:
            waiting, self._waiting = self._waiting, {}
        for what in waiting:
            try:
                self._ring(*what)
            except Exception:
                log.exception("not rung")

    def _go_on(self) -> None:
        while True:
            self._asked.wait()
            self._asked.clear()
            self.ring_now()
            time.sleep(EVERY)
