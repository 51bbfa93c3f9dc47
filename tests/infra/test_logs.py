"""Logs carry the request's id and nothing of a person."""

import json
import logging

import pytest
import structlog
from flask import Flask

from helpdesk import logs


@pytest.fixture
def lines(capsys):
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    logs.start("INFO")
    yield lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


@pytest.fixture
def small(lines):
    app = Flask("small")
    logs.with_requests(app)
    log = structlog.get_logger("test")

    @app.get("/survey/<token>")
    def survey(token):
        log.info("asked")
        return "thanks"

    @app.get("/broken/<token>")
    def broken(token):
        raise ValueError("carol@example.com could not be reached at +86 138 0013 8000")

    return app.test_client()


def test_all_lines_of_a_request_carry_the_id_that_its_answer_says(small, lines):
    answer = small.get("/survey/a-secret-token")
    [line] = lines()
    assert line["event"] == "asked"
    assert line["request"] == answer.headers["X-Request-ID"]


def test_an_id_of_a_proxy_is_taken_and_anything_else_is_not(small):
    def said(given):
        return small.get("/survey/1", headers={"X-Request-ID": given}).headers["X-Request-ID"]

    assert said("from-the-proxy-1") == "from-the-proxy-1"
    assert said('"} {"event": "forged').isalnum()


def test_a_failure_is_noted_by_its_route_without_the_token_or_the_person(small, lines):
    assert small.get("/broken/a-secret-token").status_code == 500
    text = json.dumps(lines())
    assert "/broken/<token>" in text
    assert "ValueError" in text
    for private in ("a-secret-token", "carol", "example.com", "138 0013"):
        assert private not in text


@pytest.mark.parametrize(
    ("said", "logged"),
    [
        ("to <carol@example.com>: refused", "to <***@***>: refused"),
        ("张伟@例子.中国 说", "***@*** 说"),
        ("call +44 (20) 7946-0958 now", "call *** now"),
        ("redis://desk:geheim@cache:6379/0", "redis://desk:***@***:6379/0"),
        ("token=abcdef, password: hunter2", "token=*** password: ***"),
        ("Authorization: Bearer abcdefgh12345678", "Authorization: Bearer ***"),
        ("ticket 4711 took 12.5 s at 09:14", "ticket 4711 took 12.5 s at 09:14"),
        ("2026-11-22 09:14:03", "2026-11-22 09:14:03"),
    ],
)
def test_what_looks_personal_or_secret_is_blanked(said, logged):
    assert logs.blanked(said) == logged


def test_libraries_speak_in_the_same_form(lines):
    logging.getLogger("some.library").warning("sent to %s", "carol@example.com")
    [line] = lines()
    assert (line["event"], line["level"], line["logger"]) == ("sent to ***@***", "warning", "some.library")
