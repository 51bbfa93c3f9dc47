"""The postman comes again as providers do when our side is in trouble, and never when we have refused."""

import http.server
import threading

import pytest

from channels.simulator.postman import Postman
from channels.simulator.standin import Posting
from tests.support import eventually


@pytest.fixture
def door():
    """A webhook that answers what it is told to, one after the other."""

    class Door(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            server.heard.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(server.answers.pop(0))
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Door)
    server.heard, server.answers, server.url = [], [], f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


def test_a_delivery_that_we_could_not_keep_comes_again(a_courier, door):
    door.answers = [503, 500, 200]
    Postman(door.url, again=(0, 0)).deliver(a_courier.line, Posting(b"{}", {}, query="a=1"))
    eventually(lambda: len(door.heard) == 3)
    assert set(door.heard) == {("/hooks/courier-key?a=1", b"{}")}


def test_a_delivery_that_was_refused_does_not(a_courier, door):
    door.answers = [403, 200]
    postman = Postman(door.url, again=(0, 0))
    assert postman.deliver(a_courier.line, Posting(b"1", {}, path="/cti/there")) == 403
    assert postman.deliver(a_courier.line, Posting(b"2", {})) == 200
    assert door.heard == [("/cti/there", b"1"), ("/hooks/courier-key", b"2")]


def test_what_shall_wait_is_posted_after_what_shall_not(a_courier, door):
    door.answers = [200, 200]
    line = a_courier.line
    line.post_later(Posting(b"later", {}), 0.2)
    line.post_later(Posting(b"now", {}))
    Postman(door.url).send_off(line)
    eventually(lambda: [body for _, body in door.heard] == [b"now", b"later"])
    assert line.waiting == []
