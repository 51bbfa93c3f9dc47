"""The test's own app behind a real port, in a thread: for browsers and sockets. Its data is the test's data."""

import logging
import threading

import socketio
from werkzeug.serving import make_server

from tests.support.eventually import eventually
from tests.support.ports import free_port


class Served:
    """The app at .url until stop()."""

    def __init__(self, app) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.origin = app.config["PUBLIC_URL"]
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._server = make_server("127.0.0.1", self.port, app, threaded=True)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Answer no more."""
        self._server.shutdown()


class Ear:
    """A socket that remembers what it hears."""

    def __init__(self, served: Served, namespace: str, auth, origin: str | None = None) -> None:
        self.namespace = namespace
        self.words: list[tuple[str, dict]] = []
        self.socket = socketio.Client(reconnection=False, websocket_extra_options={"origin": origin or served.origin})
        self.socket.on("*", lambda name, *said: self.words.append((name, said[0] if said else None)), namespace)
        try:
            self.socket.connect(
                served.url, transports=["websocket"], namespaces=[namespace], auth=auth, wait_timeout=30
            )
        except socketio.exceptions.ConnectionError as refused:
            self.refused = str(refused)

    @property
    def connected(self) -> bool:
        return self.socket.connected and self.namespace in self.socket.namespaces

    def said(self, name: str) -> list:
        """What was heard under this name."""
        return [said for word, said in list(self.words) if word == name]

    def hears(self, name: str, within: float = 5.0):
        """The first thing heard under this name, when it comes."""
        return eventually(lambda: self.said(name), within=within)[0]

    def say(self, name: str, *said):
        """Say something, and come back with the answer when the server has dealt with it."""
        return self.socket.call(name, said, namespace=self.namespace, timeout=30)

    def leave(self) -> None:
        """Hang up, without waiting for the three seconds in which the other side may say goodbye."""
        if self.socket.connected:
            threading.Thread(target=self.socket.disconnect, daemon=True).start()
