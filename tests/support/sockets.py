"""Real sockets of real browsers, without the pages: what they hear is kept, in the order it came."""

import contextlib
import socket
import threading

import socketio
from werkzeug.serving import make_server

from tests.support.eventually import eventually
from tests.support.ports import free_port

WORDS = ("hello", "event", "rows", "viewing", "availability", "reset", "signed_out", "notice", "call")


class Listener:
    """One connected browser (or program)."""

    def __init__(self, url: str, *, cookie: str = "", auth: dict | None = None, **headers: str) -> None:
        self.heard: list[tuple[str, dict]] = []
        self.client = socketio.Client(reconnection=False, handle_sigint=False)
        for word in WORDS:
            self.client.on(word, lambda data, word=word: self.heard.append((word, data)), namespace="/console")
        self.client.connect(
            url,
            namespaces=["/console"],
            transports=["websocket"],
            auth=auth or {},
            headers={"Cookie": cookie, **headers},
            wait_timeout=30,
        )
        eventually(lambda: self.all("hello"))

    def say(self, word: str, about=None):
        """Say something and wait for the answer."""
        return self.client.call(word, about, namespace="/console", timeout=30)

    def all(self, word: str) -> list[dict]:
        """Everything heard under this word."""
        return [data for name, data in list(self.heard) if name == word]

    def events(self, ticket: int | None = None) -> list[str]:
        """The names of the events heard, of one ticket or of all."""
        return [event["name"] for event in self.all("event") if ticket in (None, event["ticket"])]

    def rows(self) -> dict[int, dict]:
        """The rows as they were last told."""
        return {row["id"]: row for said in self.all("rows") for row in said["rows"]}

    def counts(self) -> dict[str, int]:
        """The counts as they were last told."""
        return {view: n for said in self.all("rows") for view, n in said["counts"].items()}

    def leave(self) -> None:
        """Close the window, or lose the connection: the server is told nothing."""
        wire = getattr(self.client.eio.ws, "sock", None)
        if wire is not None:
            with contextlib.suppress(OSError):  # the server was faster
                wire.shutdown(socket.SHUT_RDWR)


class Served:
    """The app on a real port of this process, in threads; .url, .listen(browser), .listen(token=…)."""

    def __init__(self, app) -> None:
        self.app = app
        self.port = free_port()
        self.url = app.config["PUBLIC_URL"] = f"http://127.0.0.1:{self.port}"
        self.listeners: list[Listener] = []
        self._server = make_server("127.0.0.1", self.port, app, threaded=True)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def listen(self, browser=None, *, token: str | None = None, **options) -> Listener:
        """Connect as the one signed in to this browser, or with a token."""
        auth = options.pop("auth", {}) | ({"token": token} if token else {})
        cookie = "" if browser is None else "; ".join(f"{c.key}={c.value}" for c in browser._cookies.values())
        listener = Listener(self.url, cookie=cookie, auth=auth, **options)
        self.listeners.append(listener)
        return listener

    def stop(self) -> None:
        """Close every window, then the port."""
        from helpdesk import handshakes, realtime
        from helpdesk.console.live.seats import seats

        for listener in self.listeners:
            listener.leave()
        eventually(lambda: len(seats) == 0)
        eventually(lambda: handshakes.carried(realtime.socketio) == 0, within=20)
        self._server.shutdown()
