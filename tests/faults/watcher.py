"""A browser that watches one ticket, loses its connection at the worst moments, and asks for what it missed."""

import random
import threading
import time
from contextlib import suppress

import socketio
from socketio.exceptions import SocketIOError

from tests.faults.colleague import Colleague


class Watcher:
    """Holds what the screen would show: `messages` by number. `resumed` are the seconds each resumption took."""

    def __init__(self, colleague: Colleague, ticket: int, chance: random.Random, longest_drop: float) -> None:
        self.colleague, self.ticket, self.chance, self.longest_drop = colleague, ticket, chance, longest_drop
        self.messages: dict[int, tuple] = {}
        self.resumed: list[float] = []
        self.resets = 0
        self.drops = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.messages, self.since = self.fresh()
        self._thread.start()

    def fresh(self) -> tuple[dict[int, tuple], int]:
        """What a page loaded just now shows, and the last event in it."""
        path, shown, since = f"/console/tickets/{self.ticket}.json", {}, None
        while path:
            page = self.colleague.get(path).json()
            since = since or page["last_event_id"] if "last_event_id" in page else since
            shown |= {message["id"]: _shown(message) for message in page["messages"]}
            before = page["before"]
            path = before and f"/console/tickets/{self.ticket}/messages.json?before={before}"
        return shown, since

    def settle(self) -> None:
        """Drop no more; connect a last time and catch up."""
        self._over.set()
        self._thread.join(60)
        assert not self._thread.is_alive(), "it never came back"

    def _watch(self) -> None:
        while not self._over.is_set():
            socket = self._connect()
            self._over.wait(self.chance.uniform(0.2, 4))
            self._drop(socket)
            self._over.wait(self.chance.uniform(0.1, self.longest_drop))
        self._settled = self._connect()

    def _connect(self) -> socketio.Client:
        deadline = time.monotonic() + 50
        while True:
            socket = socketio.Client(reconnection=False)
            socket.on("event", self._hear, namespace="/console")
            socket.on("reset", self._reset, namespace="/console")
            try:
                self._resume(socket)
                return socket
            except SocketIOError:
                with suppress(Exception):
                    socket.disconnect()
                assert time.monotonic() < deadline
                threading.Event().wait(0.1)

    def _resume(self, socket: socketio.Client) -> None:
        headers = {"Cookie": self.colleague.cookies}  # the client says the origin itself
        # As patient as a browser: who hangs up after a second and tries again keeps a busy desk busy with greetings.
        socket.connect(
            self.colleague.url, headers=headers, transports=["websocket"], namespaces=["/console"], wait_timeout=20
        )
        began = time.monotonic()
        for word, about in (("open", {"ticket": self.ticket}), ("since", {"id": self.since})):
            answer = socket.call(word, about, namespace="/console", timeout=30)
            assert answer == {"ok": True}, answer
        self.resumed.append(time.monotonic() - began)

    def _drop(self, socket: socketio.Client) -> None:
        self.drops += 1
        with suppress(Exception):
            if self.chance.random() < 0.5:
                socket.eio.ws.sock.shutdown(2)  # the network is gone, without a word
            else:
                socket.disconnect()

    def _hear(self, event: dict) -> None:
        if event["ticket"] == self.ticket and "message" in event:
            self.messages[event["message"]["id"]] = _shown(event["message"])
        self.since = max(self.since, event["id"])

    def _reset(self, *_nothing) -> None:
        self.resets += 1
        self.messages, self.since = self.fresh()


def _shown(message: dict) -> tuple:
    return message["kind"], message["text"], message["state"]
