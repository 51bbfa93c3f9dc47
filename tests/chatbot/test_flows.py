"""Flows: what they ask, what they accept, where they go, and that nobody can bend them towards another host."""

import json
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from sqlalchemy import select

from chatbot.flows import calling, checks, shipped
from chatbot.flows.steps import wrong_with
from chatbot.flows.walking import Standing, walk
from chatbot.turn import Turn
from helpdesk.db import db
from tickets import Message
from tickets.field import TicketField

TODAY = date(2026, 11, 22)
ASK = {"id": "a", "kind": "ask", "into": "order", "check": "order", "en": "Order?", "zh": "订单？"}


def go(steps, standing=None, text=None, *, call=None, facts=()):
    return walk(
        steps,
        standing or Standing(),
        text,
        language="en",
        today=TODAY,
        facts=dict(facts),
        call=call or (lambda step, filled: (None, {})),
    )


@pytest.fixture
def company():
    """A server of the company's own on this machine: .url, .asked, .answer = (status, body, headers)."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            server.asked.append((self.path, dict(self.headers)))
            status, body, headers = server.answer
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """Quietly."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.asked, server.answer = [], (200, b'{"order": {"state": "sent", "parcels": [{"no": "P1"}]}}', {})
    server.host = f"127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("check", "said", "kept"),
    [
        ({"check": "order"}, "it is st-20418, thanks", "ST-20418"),
        ({"check": "order", "mask": "ST-#####"}, "my 20418 or ST-20418", "ST-20418"),
        ({"check": "order", "mask": "ST-#####"}, "20418", None),
        ({"check": "order"}, "I do not know", None),
        ({"check": "phone"}, "call +44 20 7946 0958", "+442079460958"),
        ({"check": "phone"}, "１３８ １２３４ ５６７８", "13812345678"),
        ({"check": "phone"}, "12", None),
        ({"check": "email"}, "Carol@Example.com please", "carol@example.com"),
        ({"check": "date"}, "明天", "2026-11-23"),
        ({"check": "date"}, "24 November", "2026-11-24"),
        ({"check": "date"}, "1月3日", "2027-01-03"),
        ({"check": "date"}, "2026-02-30", None),
        ({"check": "choice", "choices": [{"value": "y", "en": "Yes", "zh": "是"}]}, "1", "y"),
        ({"check": "choice", "choices": [{"value": "y", "en": "Yes", "zh": "是"}]}, "perhaps", None),
        ({"check": "number"}, "about 3.5 kg", "3.5"),
    ],
)
def test_an_answer_is_kept_as_it_fits(check, said, kept):
    assert checks.accept(check, said, TODAY) == kept


def test_what_does_not_fit_is_asked_again_and_then_a_person_goes_on():
    first = go([ASK])
    second = go([ASK], first.standing, "no idea")
    third = go([ASK], second.standing, "really")
    last = go([ASK], third.standing, "none")
    assert (second.said, third.ended, last.ended) == (["Order?"], None, "hand")


def test_branches_go_by_what_was_said_and_circles_end():
    steps = [
        ASK,
        {"id": "b", "kind": "branch", "on": "order", "else": "no",
         "cases": [{"op": "contains", "value": "st", "next": "yes"}]},
        {"id": "no", "kind": "end", "en": "Not ours", "zh": "不是我们的"},
        {"id": "yes", "kind": "end", "en": "Ours: {order}", "zh": "是", "solve": True},
    ]  # fmt: skip
    assert go(steps, go(steps).standing, "ST-20418").said == ["Ours: ST-20418"]
    assert go(steps, go(steps).standing, "AB-20418").ended == "end"
    circle = [{"id": "x", "kind": "say", "en": "x", "zh": "x", "next": "x"}]
    assert go(circle).ended == "hand"


def test_a_call_goes_to_the_companys_host_with_what_was_said_escaped(app, company):
    app.config["FLOW_HOSTS"] = company.host
    step = {
        "url": f"http://{company.host}/orders/{{order}}?q={{order}}",
        "take": {"state": "order.state", "no": "order.parcels.0.no"},
    }
    taken, report = calling.call(step, {"order": "../../admin?x=1#@evil.example/"})
    assert taken == {"state": "sent", "no": "P1"} and report["status"] == 200
    path, headers = company.asked[0]
    assert path.startswith("/orders/..%2F..%2Fadmin%3Fx%3D1%23%40evil.example%2F?q=")
    assert headers["Authorization"] == f"Bearer {calling.key_for(step['url'])}"
    assert calling.address("https://shop.example/orders/{order}", {"order": ".."}) == "https://shop.example/orders/"


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:{port}/x", "http://localhost/x", "http://169.254.169.254/latest/meta-data", "http://[::1]/", "http://10.0.0.8/",
     "http://[::ffff:127.0.0.1]/", "http://0x7f000001/", "http://user@127.0.0.1/"],
)  # fmt: skip
def test_a_flow_asks_nothing_of_the_inner_network_unless_the_machine_allows_it(app, company, url):
    app.config["FLOW_HOSTS"] = ""
    taken, report = calling.call({"url": url.format(port=company.server_port)}, {})
    assert taken is None and "blocked" in report["error"]
    assert company.asked == []


@pytest.mark.parametrize(
    "answer",
    [(302, b"", {"Location": "http://169.254.169.254/"}), (200, b"[1]", {}), (200, b"no json", {}), (500, b"{}", {}),
     (200, json.dumps({"a": "x" * 70_000}).encode(), {})],
)  # fmt: skip
def test_what_is_no_good_answer_counts_as_failed(app, company, answer):
    app.config["FLOW_HOSTS"], company.answer = company.host, answer
    assert calling.call({"url": f"http://{company.host}/x", "take": {"a": "a"}}, {})[0] is None
    assert len(company.asked) == 1, "redirects are not followed"


def test_a_host_that_never_answers_is_given_up(app):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:
        host = f"127.0.0.1:{silent.getsockname()[1]}"
        app.config["FLOW_HOSTS"] = host
        taken, report = calling.call({"url": f"http://{host}/", "seconds": 0.2}, {})
    assert taken is None and report["error"]


def test_the_host_is_never_a_customers_word():
    bad = [
        {"id": "c", "kind": "call", "url": "https://{order}.example/"},
        {"id": "d", "kind": "call", "url": "file:///etc/passwd"},
    ]
    assert {step for step, _, _ in wrong_with(bad)} == {"c", "d"}


@pytest.mark.parametrize("flow", shipped.SHIPPED, ids=lambda flow: flow["key"])
def test_the_shipped_flows_are_sound(flow):
    assert wrong_with(flow["steps"]) == []


def test_a_return_is_asked_for_in_chat_and_handed_over_with_all_that_was_said(app, shop, asks, bot_on, mia, ann):
    from helpdesk.db import transaction
    from helpdesk.hot import insert

    with transaction():
        insert(TicketField(key="order_number", label_en="Order number", label_zh="订单号"))
    shipped.take("return-request", by=mia, on=True)
    inbox, _ = bot_on()
    assert "order number" in asks(inbox, "request a return label")[1]
    assert "cannot find an order number" in asks(inbox, "hmm, which?")[1]
    assert "unused" in asks(inbox, "It is ST-20418")[1]
    assert "Why do you send it back" in asks(inbox, "Yes")[1]
    ticket, said = asks(inbox, "Something else")
    assert "Your return of order ST-20418 is noted." in said
    assert ticket.fields["order_number"] == "ST-20418"
    note = db.session.scalars(select(Message.text).where(Message.kind == "note")).one()
    assert "Order number: ST-20418" in note and "Unused: Yes" in note and "Reason: Something else" in note
    assert db.session.scalars(select(Turn.band)).all() == ["flow"] * 5


def test_whoever_has_enough_of_a_flow_leaves_it(app, shop, asks, bot_on, mia):
    shipped.take("call-back", by=mia, on=True)
    inbox, _ = bot_on()
    assert "At which number" in asks(inbox, "call me back")[1]
    assert "stopped" in asks(inbox, "never mind")[1]
    assert "leave the same day" in asks(inbox, "how long does delivery take")[1]


def test_an_answer_that_fits_no_field_of_the_ticket_is_kept_in_the_talk_and_the_customer_is_answered(
    bot_on, asks, talk_of, mia
):
    shipped.take("return-request", by=mia, on=True)
    inbox, _ = bot_on()
    asks(inbox, "request a return label")
    ticket, said = asks(inbox, "ST-20418")
    assert "unused" in said
    assert talk_of(ticket).flow["filled"] == {"order_number": "ST-20418"}
    assert not ticket.fields
