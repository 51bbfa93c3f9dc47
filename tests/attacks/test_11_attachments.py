"""Attack 11: files that would run if a browser believed what they say of themselves."""

import io

import pytest

from tests.support.cast import *  # noqa: F403
from tests.support.pictures import PNG

RUNS = {
    "picture.svg": ("image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    "page.html": ("text/html", b"<!doctype html><script>alert(1)</script>"),
    "page.xhtml": (
        "application/xhtml+xml",
        b'<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
    ),
    "data.xml": (
        "text/xml",
        b'<?xml version="1.0"?><x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
    ),
    "paper.pdf": ("application/pdf", b"%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>"),
    "claims.png": ("image/png", b"<html><script>alert(1)</script>"),
    "nothing": ("", b"<script>alert(1)</script>"),
    "strange": ("x", b"<script>alert(1)</script>"),
}


def keep(browser, name, kind, data):
    answer = browser.post("/console/attachments", data={"file": (io.BytesIO(data), name, kind)})
    assert answer.status_code == 201, answer.text
    return answer.json["attachment"]["url"]


@pytest.mark.parametrize("name", RUNS)
def test_what_could_run_is_only_ever_saved(ann, as_agent, name):
    browser = as_agent(ann)
    answer = browser.get(keep(browser, name, *RUNS[name]))
    assert answer.data == RUNS[name][1]
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert_harmless(answer)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.png", PNG, "image/png"),
        ("polyglot.gif", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;<script>alert(1)</script>", "image/gif"),
    ],
)
def test_a_picture_is_shown_as_the_picture_it_is(ann, as_agent, name, data, kind):
    browser = as_agent(ann)
    answer = browser.get(keep(browser, name, "text/html", data))
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Content-Disposition"].startswith("inline;")
    assert_harmless(answer)


def test_no_name_breaks_out_of_its_header(ann, as_agent):
    browser = as_agent(ann)
    answer = browser.get(keep(browser, 'a"\r\nSet-Cookie: x=1\r\n.txt', "text/plain", b"x"))
    assert "Set-Cookie" not in answer.headers
    assert "\n" not in answer.headers["Content-Disposition"]


def assert_harmless(answer):
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
