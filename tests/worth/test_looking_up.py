"""The company's own system is asked with a signature, within a time, and its silence is shown."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from standardwebhooks import Webhook

from helpdesk import guard
from helpdesk.customers import identify
from helpdesk.customers.choices import secret_of
from helpdesk.customers.outside import looking_up
from helpdesk.customers.outside.looking_up import BadLookUp, look_up, set_up

KINDS = ["email", "phone"]


class Crm:
    """The company's own system, on this machine."""

    def __init__(self):
        self.asked, self.answer, self.status, self.pause = [], {"facts": []}, 200, 0.0
        crm = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                crm.asked.append((dict(self.headers), body))
                time.sleep(crm.pause)
                said = crm.answer if isinstance(crm.answer, bytes) else json.dumps(crm.answer).encode()
                self.send_response(crm.status)
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/helpdesk"


@pytest.fixture
def crm(app):
    system = Crm()
    set_up(url=system.url, inner=True, seconds=2, minutes=15, kinds=KINDS)
    yield system
    system.server.shutdown()
    system.server.server_close()


def test_the_question_is_signed_and_names_only_proven_addresses(crm, carol):
    identify("email", "carol@example.com", verified=False, how="form")
    crm.answer = {"facts": [{"label": {"en": "Points", "zh": "积分"}, "value": 320, "url": "https://crm.example/1"}]}
    found = look_up(carol)
    headers, body = crm.asked[0]
    said = Webhook(secret_of(looking_up.CHOICE)).verify(body, {name.lower(): value for name, value in headers.items()})
    assert said["data"]["identities"] == [{"kind": "email", "value": "carol@example.com"}]
    line = {"label": {"en": "Points", "zh": "积分"}, "value": "320", "url": "https://crm.example/1"}
    assert (found.state, found.lines) == ("fresh", [line])


def test_an_answer_is_kept_for_a_while(crm, carol):
    look_up(carol), look_up(carol)
    assert len(crm.asked) == 1
    look_up(carol, again=True)
    assert len(crm.asked) == 2


def test_silence_is_shown_and_the_last_answer_stays(crm, carol, dave):
    crm.answer = {"facts": [{"label": "Plan", "value": "Gold"}]}
    look_up(carol)
    crm.status = 503
    assert look_up(dave).state == "unavailable"
    old = look_up(carol, again=True)
    assert (old.state, old.lines[0]["value"]) == ("old", "Gold")
    asked = len(crm.asked)
    look_up(dave)
    assert len(crm.asked) == asked  # who is silent is left alone for a moment


def test_whoever_thinks_too_long_is_not_waited_for(crm, carol):
    set_up(url=crm.url, inner=True, seconds=0.2, minutes=15, kinds=KINDS)
    crm.pause = 1.0
    found = look_up(carol)
    assert (found.state, found.error) == ("unavailable", "timeout")


@pytest.mark.parametrize(
    "answer", [b"<html>", b"[1]", {"facts": "many"}, b"[" * 50_000, b'{"facts": ["' + b"x" * 70_000 + b'"]}']
)
def test_what_is_no_answer_is_none(crm, carol, answer):
    crm.answer = answer
    assert look_up(carol).state == "unavailable"


def test_a_line_that_would_run_something_opens_nothing(crm, carol):
    crm.answer = {"facts": [{"label": "Page", "value": "x" * 900, "url": "javascript:alert(1)"}, {"value": 1}, 7]}
    (line,) = look_up(carol).lines
    assert (line["url"], len(line["value"])) == (None, 300)


def test_a_machine_of_our_own_network_is_asked_only_if_the_admin_says_so(crm, carol):
    set_up(url=crm.url, inner=False, seconds=2, minutes=15, kinds=KINDS)
    assert look_up(carol).error.startswith("blocked")
    assert crm.asked == []
    assert not guard.is_public("127.0.0.1")


def test_a_redirect_is_no_answer(crm, carol):
    crm.status = 302
    assert look_up(carol).error == "status 302"


@pytest.mark.parametrize(
    ("field", "wrong"), [("url", "ftp://x"), ("seconds", 60), ("minutes", -1), ("secret", "whsec_short")]
)
def test_a_look_up_that_cannot_be_is_refused(app, field, wrong):
    given = {"url": "https://crm.example/", "inner": False, "seconds": 2, "minutes": 1, "kinds": KINDS}
    with pytest.raises(BadLookUp) as refused:
        set_up(**given | {field: wrong})
    assert refused.value.field == field


def test_without_an_address_nobody_is_asked(app, carol):
    assert look_up(carol).state == "off"
