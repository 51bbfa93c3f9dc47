"""Attack 28: a forged Host or X-Forwarded-Host gets no answer, and no way into a link."""

import ast
from pathlib import Path

import pytest
from flask import Flask, request
from werkzeug.test import Client

from helpdesk import hosts

ROOT = Path(__file__).parents[2]
OURS = ("helpdesk", "tickets", "routing", "knowledge_base", "chatbot", "channels")


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "evil.example:8000", "desk.example@evil.example", "a b", "[::2]", ""],
)
@pytest.mark.parametrize("path", ["/healthz", "/", "/no/such/page"])
def test_an_unknown_host_is_refused_whatever_the_page(client, host, path):
    assert client.get(path, headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "127.0.0.1"])
def test_this_machine_and_the_public_name_are_answered(client, host):
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


def test_further_names_are_answered_when_the_settings_say_so():
    app = Flask("small")
    app.config.update(PUBLIC_URL="https://desk.example", ALLOWED_HOSTS="help.example, chat.example:8443")
    hosts.only_known(app)
    app.add_url_rule("/", "hello", lambda: "hello")

    def status(host):
        return app.test_client().get("/", headers={"Host": host}).status_code

    assert [status(h) for h in ("desk.example", "help.example", "chat.example:8443")] == [200, 200, 200]
    assert [status(h) for h in ("sub.desk.example", "xhelp.example", "example")] == [400, 400, 400]


@pytest.mark.parametrize(("proxies", "address"), [("0", "10.0.0.1"), ("1", "192.0.2.7"), ("2", "198.51.100.9")])
def test_the_visitors_address_is_believed_of_as_many_proxies_as_were_set(proxies, address):
    app = Flask("small")
    app.config.update(PUBLIC_URL="https://desk.example", ALLOWED_HOSTS="", TRUSTED_PROXIES=proxies)
    hosts.only_known(app)
    app.add_url_rule("/", "who", lambda: f"{request.remote_addr} {request.host}")
    visitor = Client(hosts.behind_proxies(app))
    forged = {"X-Forwarded-For": "198.51.100.9, 192.0.2.7", "X-Forwarded-Host": "evil.example", "Host": "desk.example"}
    answer = visitor.get("/", headers=forged, environ_overrides={"REMOTE_ADDR": "10.0.0.1"})
    assert answer.text == f"{address} desk.example"


def test_no_link_is_made_from_the_requests_own_host_but_on_this_machine_where_the_tests_of_the_loader_bound_it():
    forbidden = {"host_url", "url_root", "root_url", "base_url"}
    wrong = []
    for package in OURS:
        for path in {*(ROOT / package).rglob("*.py")} - {ROOT / "helpdesk" / "hosts.py"}:
            for node in ast.walk(ast.parse(path.read_text())):
                external = isinstance(node, ast.keyword) and node.arg == "_external"
                attribute = isinstance(node, ast.Attribute) and node.attr in forbidden
                if external or (attribute and getattr(node.value, "id", "") == "request"):
                    wrong.append(f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', node.value.lineno)}")
    assert not wrong, "make links from PUBLIC_URL"
