"""The script on the company's page and the frame it opens: small, strict, and the company's colour readable."""

import gzip
import json
import re
from pathlib import Path

import pytest

from helpdesk.db import db, transaction
from helpdesk.widget.colors import GROUNDS, contrast, inked, palette
from tests.widget.conftest import SITE

STATIC = Path(__file__).parents[2] / "helpdesk" / "static"


def zipped(data: bytes) -> int:
    return len(gzip.compress(data, 9))


def test_the_loader_is_under_three_kilobytes(client, chat):
    answer = client.get("/widget.js?inbox=shop-chat")
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert zipped(answer.data) < 3 * 1024


def test_all_that_a_visitor_loads_is_under_sixty_kilobytes(client, chat):
    frame = client.get("/widget/shop-chat/frame").data
    files = re.findall(r'(?:href|src)="(/static/[^"?]+)', frame.decode())
    modules = {path for path in files if path.endswith(".js")}
    own = {f"/static/widget/{file.name}" for file in (STATIC / "widget").glob("*.js") if file.name != "loader.js"}
    assert own <= modules, "every module is named in the page, so that they are fetched side by side"
    sizes = {path: zipped(client.get(path).data) for path in {*files, "/static/vendor/socket.io/socket.io.js"}}
    total = sum(sizes.values()) + zipped(frame) + zipped(client.get("/widget.js?inbox=shop-chat").data)
    assert total < 60 * 1024, sizes


def loaded(client, **where) -> tuple[str, dict]:
    text = client.get("/widget.js?inbox=shop-chat", **where).get_data(as_text=True)
    return text, json.loads(re.search(r"\}\)\((\{.*\})\);", text, re.DOTALL)[1])


@pytest.mark.parametrize(
    ("public", "asked", "told"),
    [
        ("http://127.0.0.1:5000", "http://localhost:5000", "http://localhost:5000"),
        ("http://127.0.0.1:5000", "http://127.0.0.1:5000", "http://127.0.0.1:5000"),
        ("https://help.example.com", "http://127.0.0.1:5000", "https://help.example.com"),  # asked by a proxy
    ],
)
def test_on_this_machine_the_frame_has_the_name_that_was_typed(app, client, chat, monkeypatch, public, asked, told):
    monkeypatch.setitem(app.config, "PUBLIC_URL", public)
    assert loaded(client, base_url=asked)[1]["origin"] == told
    assert told in client.get("/widget/shop-chat/frame", base_url=asked).get_data(as_text=True)


def test_the_loader_speaks_to_this_installation_only(app, client, chat):
    text, settings = loaded(client, base_url=app.config["PUBLIC_URL"])
    assert settings["origin"] == app.config["PUBLIC_URL"] and settings["key"] == "shop-chat"
    for forbidden in ("innerHTML", "eval(", "document.write", "insertAdjacentHTML", "srcdoc"):
        assert forbidden not in text


@pytest.mark.parametrize("key", ["", "no-such-inbox", "<script>", "shop-mail"])
def test_there_is_no_loader_without_a_chat(client, chat, mailbox, key):
    assert client.get("/widget.js", query_string={"inbox": key}).status_code == 404


def test_the_loader_is_kept_and_asked_for_again_cheaply(client, chat):
    first = client.get("/widget.js?inbox=shop-chat")
    again = client.get("/widget.js?inbox=shop-chat", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert first.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_only_allowed_sites_may_frame_the_chat(app, client, chat):
    policy = client.get("/widget/shop-chat/frame").headers["Content-Security-Policy"]
    ancestors = re.search(r"frame-ancestors ([^;]*)", policy)[1].split()
    assert ancestors == ["'self'", app.config["PUBLIC_URL"], SITE]
    assert "unsafe" not in policy and "default-src 'none'" in policy


@pytest.mark.parametrize(
    "written",
    [
        "https://a.example; script-src *",
        "*",
        "https://*",
        "javascript:alert(1)",
        "https://a.example/path",
        "'unsafe-inline'",
        "https://a.example\r\nX: y",
    ],
)
def test_what_is_no_origin_never_reaches_the_policy(app, client, chat, written):
    with transaction():
        row = db.session.get(type(chat), chat.id)
        row.settings = {**row.settings, "origins": written}
    answer = client.get("/widget/shop-chat/frame")
    ancestors = re.search(r"frame-ancestors ([^;]*)", answer.headers["Content-Security-Policy"])[1].split()
    assert set(ancestors) <= {"'self'", app.config["PUBLIC_URL"], "https://a.example"}
    assert "X" not in answer.headers


def test_the_frame_has_nothing_inline_that_runs(client, chat):
    page = client.get("/widget/shop-chat/frame?language=zh").get_data(as_text=True)
    assert '<html lang="zh-CN">' in page
    assert not re.search(r"<script(?![^>]*(src=|application/json))|<style|\son\w+=|style=", page)
    assert client.get("/widget/shop-chat/frame?language=xx").status_code == 404


def test_what_an_admin_writes_cannot_leave_its_place(client, chat):
    with transaction():
        row = db.session.get(type(chat), chat.id)
        row.name = "</script><script>alert(1)</script>"
        row.settings = {**row.settings, "color": '"</script><script>alert(1)', "greeting_en": "</script>"}
    for path in ("/widget/shop-chat/frame", "/widget.js?inbox=shop-chat", "/widget/shop-chat/start.json"):
        text = client.get(path).get_data(as_text=True)
        assert "<script>alert" not in text or path.endswith(".json")


@pytest.mark.parametrize(
    "color",
    [
        "#000000",
        "#ffffff",
        "#ffff00",
        "#00ff00",
        "#ff0000",
        "#0000ff",
        "#808080",
        "#777777",
        "#f5a623",
        "#1f9d8f",
        "#ff69b4",
        "#2457d6",
        "#eae8e4",
        "#1b1c1f",
        "",
        "red",
        "#12",
        "javascript:",
        None,
    ],
)
def test_whatever_the_colour_words_can_be_read(color):
    colors = palette(color)
    for theme, (ground, bubble) in GROUNDS.items():
        assert contrast(colors[f"surface-{theme}"], colors[f"ink-{theme}"]) >= 4.5
        assert contrast(colors[f"accent-{theme}"], bubble) >= 4.5
        assert contrast(colors[f"accent-{theme}"], ground) >= 4.5
        assert contrast(colors[f"surface-{theme}"], ground) >= 1.4


def test_a_readable_colour_stays_as_it_is():
    assert inked("#2457d6") == ("#2457d6", "#ffffff")


def test_the_grounds_are_those_of_the_design():
    for theme, sheet in (("light", "tokens.css"), ("dark", "dark.css")):
        text = (STATIC / "design" / sheet).read_text()
        known = dict(re.findall(r"--(ground-[02]):\s*(#[0-9a-f]{6})", text))
        assert GROUNDS[theme] == (known["ground-0"], known["ground-2"])


def test_the_usual_wait_is_what_really_happened(app, carols, ann, chat):
    from datetime import timedelta

    from helpdesk.widget import here
    from tickets import Ticket

    here._usual.clear()
    assert carols.start()["usual_reply_seconds"] is None
    for minutes in (1, 2, 3, 4, 60):
        number = carols.opens("Hello")
        with transaction():
            ticket = db.session.get(Ticket, number)
            ticket.first_replied_at, ticket.status = ticket.created_at + timedelta(minutes=minutes), "closed"
    here._usual.clear()
    assert carols.start()["usual_reply_seconds"] == 240
