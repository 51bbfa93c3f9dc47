"""HTML from strangers: nothing in it may act, everything in it may be read."""

import re

import pytest

from helpdesk import markup
from tests.support.evil import OURS, PAYLOADS, ZAMMAD

ACTIVE = re.compile(
    r"<(?:script|iframe|object|embed|form|input|button|link|meta|base|style|svg|math|video|audio|template|textarea)\b"
    r"|<[^>]+\son\w+\s*=|<[^>]+(?:javascript|vbscript):|data:text|image/svg|position\s*:|url\s*\(|expression",
    re.I,
)


def test_there_is_something_to_withstand():
    assert len(ZAMMAD) == 86
    assert len(OURS) >= 30


@pytest.mark.parametrize("evil", PAYLOADS)
def test_nothing_that_acts_is_kept(evil):
    kept = markup.clean(evil)
    assert not ACTIVE.search(kept), kept
    assert markup.clean(kept) == kept


@pytest.mark.parametrize("evil", PAYLOADS)
def test_nothing_is_loaded_from_elsewhere_until_asked_for(evil):
    shown = markup.shown(evil)
    body = shown.partition("<body>")[2]
    assert not re.search(r"(?:src|poster|background|srcset)\s*=\s*[\"']?\s*(?:https?:)?//", body), body
    assert not ACTIVE.search(body), body


@pytest.mark.browser
def test_a_browser_runs_nothing_and_asks_nobody(page):
    asked, dialogs = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.set_content("<iframe sandbox='allow-popups' style='width:600px;height:400px'></iframe>")
    frame = page.locator("iframe")
    for evil in PAYLOADS:
        # Without the sandbox's help: the document itself must be harmless.
        frame.evaluate(
            "(frame, html) => new Promise(done => { frame.onload = done; frame.srcdoc = html })",
            str(markup.shown(evil)),
        )
    page.set_content(str(markup.shown("".join(PAYLOADS))))
    assert dialogs == []
    assert [url for url in asked if url.startswith("http")] == []
    assert page.locator("script").count() == 0


def test_the_words_and_the_looks_stay():
    html = (
        '<p style="color: #ff0000; font-weight: bold">Hello <b>you</b></p>'
        '<table><tr><td bgcolor="#eee">1</td></tr></table><a href="https://shop.test/?a=1&amp;b=2">shop</a>'
        '<a href="mailto:a@b.test">mail</a><a href="www.shop.test">w</a>'
    )
    kept = markup.clean(html)
    assert 'style="color:#ff0000;font-weight:bold"' in kept
    assert 'href="https://shop.test/?a=1&amp;b=2"' in kept
    assert 'href="mailto:a@b.test"' in kept
    assert 'href="https://www.shop.test"' in kept
    assert 'bgcolor="#eee"' in kept


def test_attached_pictures_are_shown_and_remote_ones_when_asked_for():
    html = '<img src="cid:logo@x"><img src="https://a.test/1.gif"><img src="https://a.test/2.gif">'
    assert markup.clean(html).count("<img src=") == 3
    closed = markup.shown(html, picture=lambda cid: f"https://files.test/{cid}", origin="https://files.test")
    assert closed.blocked == 2
    assert 'src="https://files.test/logo@x"' in closed
    assert "a.test" not in closed
    opened = markup.shown(html, remote=True)
    assert opened.blocked == 0
    assert opened.count("https://a.test/") == 2
    assert "img-src data: https: http:" in opened
    assert "img-src data: https://files.test;" in closed


def test_an_embedded_picture_needs_nobody():
    html = '<img src="data:image/png;base64,iVBORw0KGgo=">'
    assert markup.shown(html).blocked == 0
    assert "data:image/png" in markup.shown(html)


@pytest.mark.parametrize(
    "quote",
    [
        '<div class="gmail_quote"><div class="gmail_attr">On Monday:</div><blockquote>old</blockquote></div>',
        '<blockquote type="cite">old</blockquote>',
        '<div class="yahoo_quoted">old</div>',
        '<div id="divRplyFwdMsg">From: bob</div><div>old</div>',
        '<div id="appendonsend"></div><p>old</p>',
    ],
)
def test_quotes_are_folded(quote):
    body = markup.shown(f"<div>new {quote}</div><p>below</p>").partition("<body>")[2]
    assert re.search(r"new\s*<details class=\"folded\"><summary>···</summary>.*old.*</details>.*<p>below</p>", body), (
        body
    )


def test_a_document_has_its_own_policy():
    shown = markup.shown("<p>hello</p>")
    assert shown.startswith("<!doctype html>")
    assert "default-src &#x27;none&#x27;" in shown


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("one<br>two<div>three</div>four", "one\ntwo\nthree\nfour"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("a&nbsp;&lt;b&gt; &amp; c", "a <b> & c"),
        ("<title>no</title><style>no</style><script>no</script>yes", "yes"),
        ("  a \n b  ", "a b"),
        ("您好<br>谢谢", "您好\n谢谢"),
        ("", ""),
    ],
)
def test_html_is_read_as_text(html, text):
    assert markup.text_of(html) == text


def test_quotes_are_marked_where_asked_for():
    quoted = '<blockquote type="cite">is it?<blockquote type="cite">old</blockquote></blockquote>'
    html = f"yes<div>On Monday bob wrote:</div>{quoted}"
    assert markup.text_of(html, quotes=True) == "yes\nOn Monday bob wrote:\n\n> is it?\n>\n> > old"
    assert ">" not in markup.text_of(html)


def test_an_indented_paragraph_is_no_quote():
    html = "<p>Note</p><blockquote>this indented line</blockquote>"
    assert markup.text_of(html, quotes=True) == "Note\n\nthis indented line"
