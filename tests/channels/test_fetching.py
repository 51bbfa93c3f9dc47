"""Files are fetched from the open internet, or from where the admin said, and from nowhere else."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from channels.channel import Later, Refused
from channels.fetching import get_public
from helpdesk import guard
from tests.support import shared_data

PUBLIC = "93.184.216.34"


def cases():
    path = shared_data() / "ssrf_hosts.json"
    return json.loads(path.read_text())["cases"]


def leads(host: str) -> bool:
    def look(name, port):
        if name == "example.org":  # the one name among them; no test asks the internet
            return [PUBLIC]
        return guard.resolve(name, port)

    shown = f"[{host}]" if host.count(":") > 1 and not host.startswith("[") else host
    try:
        guard.target_of(f"http://{shown}/secret", resolve=look)
    except ValueError:
        return False
    return True


def test_every_spelling_of_a_private_address_is_refused_and_public_ones_are_not():
    wrong = [case["host"] for case in cases() if leads(case["host"]) is not case["allowed"]]
    assert wrong == []
    assert len(cases()) > 40


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/a",
        "gopher://example.org/",
        "http://user:pass@example.org/",
        "http:///a",
        "http://example.org:22/",
        "http://example.org:99999/",
        "//example.org/a",
        "",
        "http://[::1",
    ],
)
def test_what_is_no_plain_web_address_is_refused(url):
    with pytest.raises(ValueError):
        guard.target_of(url, resolve=lambda *_: [PUBLIC])


def test_a_name_with_one_private_address_among_public_ones_is_refused():
    with pytest.raises(guard.Blocked):
        guard.target_of("https://twofaced.test/", resolve=lambda *_: [PUBLIC, "10.0.0.8"])


@pytest.mark.parametrize("host", ["fec0::1", "feff::1", "192.0.0.8", "192.88.99.1", "64:ff9b::7f00:1", "2002:7f00:1::"])
def test_addresses_of_inner_networks_that_pass_for_public_ones_are_refused(host):
    assert not leads(host)


class Site:
    """A web server on this machine; `answers` gives (status, headers, body) by path, `asked` what came."""

    def __init__(self, answers: dict):
        site = self
        self.asked, self.answers = [], answers

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                site.asked.append((self.path, dict(self.headers)))
                status, headers, body = site.answers[self.path]
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                for piece in body if not isinstance(body, bytes) else [body]:
                    try:
                        self.wfile.write(piece)
                    except OSError:
                        return

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.base = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@contextmanager
def site(**answers):
    made = Site({f"/{name}": answer for name, answer in answers.items()})
    yield made
    made.server.shutdown()


def test_a_file_comes_with_its_name_and_its_type_from_where_the_admin_said():
    headers = {"Content-Type": "image/png; charset=x", "Content-Disposition": 'attachment; filename="cat.png"'}
    with site(picture=(200, headers, b"PNG")) as made:
        file = get_public(f"{made.base}/picture", headers={"Authorization": "Bearer t"}, allowed_hosts=[made.base])
    assert (file.filename, file.content_type, file.data) == ("cat.png", "image/png", b"PNG")
    assert made.asked[0][1]["Authorization"] == "Bearer t"


def test_without_the_admins_word_our_own_network_is_not_asked_nor_its_other_ports():
    with site(secret=(200, {}, b"keys")) as made, site(other=(200, {}, b"")) as other:
        for allowed in ([], [other.base], ["127.0.0.1"]):
            with pytest.raises(Refused):
                get_public(f"{made.base}/secret", allowed_hosts=allowed)
    assert made.asked == []


def test_no_redirect_leads_into_our_own_network():
    with site(secret=(200, {}, b"keys")) as inner:
        chain = {"a": (302, {"Location": "/b"}, b""), "b": (307, {"Location": f"{inner.base}/secret"}, b"")}
        with site(**chain) as outer, pytest.raises(Refused):
            get_public(f"{outer.base}/a", allowed_hosts=[outer.base])
    assert len(outer.asked) == 2 and inner.asked == []


@pytest.mark.parametrize("host", ["169.254.169.254", "localhost", "[::1]", "0x7f000001"])
def test_a_redirect_to_any_spelling_of_it_is_refused(host):
    with site(a=(302, {"Location": f"http://{host}/latest"}, b"")) as outer, pytest.raises(Refused):
        get_public(f"{outer.base}/a", allowed_hosts=[outer.base])


def test_who_moves_for_ever_is_left_alone():
    with site(a=(302, {"Location": "/a"}, b"")) as made, pytest.raises(Refused, match="too often"):
        get_public(f"{made.base}/a", allowed_hosts=[made.base])
    assert len(made.asked) == 4


def test_what_proves_who_we_are_is_not_shown_to_the_next_host():
    with site(file=(200, {}, b"bytes")) as second, site(a=(302, {"Location": f"{second.base}/file"}, b"")) as first:
        get_public(
            f"{first.base}/a",
            headers={"Authorization": "Basic c2VjcmV0", "Cookie": "s=1"},
            allowed_hosts=[first.base, second.base],
        )
    shown = {name.lower() for name in second.asked[0][1]}
    assert not shown & {"authorization", "cookie"}


def test_a_name_that_means_another_machine_at_the_second_look_is_asked_at_the_first(monkeypatch):
    """DNS rebinding: public when it is checked, private when it is connected to."""
    looks = []

    def rebinding(host, port):
        looks.append(host)
        return [PUBLIC] if len(looks) == 1 else ["127.0.0.1"]

    target = guard.target_of("http://rebinding.test/", resolve=rebinding)
    assert (target.ip, looks) == (PUBLIC, ["rebinding.test"])
    connected = []
    monkeypatch.setattr(
        "urllib3.connection.connection.create_connection",
        lambda address, *_, **__: connected.append(address) or (_ for _ in ()).throw(OSError),
    )
    monkeypatch.setattr(guard.target_of, "__defaults__", ((), lambda *_: [PUBLIC]))
    with pytest.raises(Later):
        get_public("http://rebinding.test/")
    assert connected == [(PUBLIC, 80)]


def test_a_file_without_end_is_cut_off():
    with site(big=(200, {}, [b"x" * 65_536] * 64)) as made, pytest.raises(Refused, match="larger"):
        get_public(f"{made.base}/big", allowed_hosts=[made.base], most_bytes=2**20)


def test_who_sends_a_byte_now_and_then_is_hung_up_on():
    def drip():
        for _ in range(100):
            yield b"x"
            time.sleep(0.1)

    with site(slow=(200, {}, drip())) as made:
        began = time.monotonic()
        with pytest.raises(Later, match="too long"):
            get_public(f"{made.base}/slow", allowed_hosts=[made.base], timeout=0.5)
    assert time.monotonic() - began < 8


@pytest.mark.parametrize(("status", "error"), [(404, Refused), (403, Refused), (500, Later), (503, Later)])
def test_what_is_gone_is_gone_and_what_is_in_trouble_is_asked_again(status, error):
    with site(a=(status, {}, b"")) as made, pytest.raises(error):
        get_public(f"{made.base}/a", allowed_hosts=[made.base])


def test_a_pause_that_is_asked_for_is_kept():
    with site(a=(429, {"Retry-After": "7"}, b"")) as made, pytest.raises(Later) as later:
        get_public(f"{made.base}/a", allowed_hosts=[made.base])
    assert later.value.seconds == 7


def test_a_chinese_name_that_stands_in_the_header_as_it_is_can_be_read():
    header = 'attachment; filename="报价单 2026.pdf"'.encode().decode("latin-1")
    with site(media=(200, {"Content-Disposition": header}, b"%PDF-1.4")) as made:
        assert get_public(f"{made.base}/media", allowed_hosts=[made.base]).filename == "报价单 2026.pdf"
