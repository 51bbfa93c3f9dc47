"""The provider that the tests play: takes what the desk sends, and counts it."""

import json
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Provider:
    """/carrier delivers whatever comes; /courier delivers a key once. `delivered[channel]` counts by text."""

    def __init__(self) -> None:
        self.delivered: dict[str, Counter] = {}
        self._keys: set[str] = set()
        self.forget()
        self._lock = threading.Lock()
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                provider.take(self.path.strip("/"), said)
                body = json.dumps({"id": said["key"]}).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_arguments) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def take(self, channel: str, said: dict) -> None:
        """Deliver it to the customer, unless this provider knows its key."""
        with self._lock:
            if channel == "courier" and said["key"] in self._keys:
                return
            self._keys.add(said["key"])
            self.delivered[channel][said["text"]] += 1

    def forget(self) -> None:
        """Nothing was ever delivered."""
        self.delivered = {"carrier": Counter(), "courier": Counter()}
        self._keys.clear()

    def stop(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._server.server_close()
