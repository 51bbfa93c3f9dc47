"""The widget among pages and words that mean it no good."""

import json

import pytest
from sqlalchemy import select

from helpdesk.db import db, transaction
from tests.support.eventually import eventually
from tests.support.shared import shared_data
from tests.widget.at_the_shop import answer, count_of
from tests.widget.shop import Shop
from tickets import Message, Ticket, note, reply

pytestmark = pytest.mark.browser


def test_attack_43_a_page_full_of_traps_breaks_nothing_and_learns_nothing(at_the_shop):
    traps = "".join(
        f'<img name="{n}" alt=""><form id="{n}2" name="{n}"></form>'
        for n in (
            "currentScript",
            "documentElement",
            "body",
            "createElement",
            "createElementNS",
            "title",
            "head",
            "cookie",
        )
    )
    traps += (
        '<a id="helpdesk" href="https://evil.example"></a><a id="helpdesk" name="q" href="https://evil.example"></a>'
    )
    traps += (
        "<script>for (const name of ['helpdesk', 'data', 'origin', 'key', 'q', 'started', 'open', 'mode'])"
        " Object.prototype[name] = 'polluted';</script>"
    )
    chat = at_the_shop(body=traps).open().begin()
    chat.send("Hello")
    assert count_of(Message) == 1
    assert chat.frame.evaluate("({}).polluted === undefined && ({}).helpdesk === undefined")


def test_attack_43_only_the_page_around_it_is_heard(at_the_shop, shop):
    """A stranger's frame in the same page talks to the chat and pretends to be it."""
    evil = Shop()
    shouting = """<script>
      const names = ["ready", "unread", "close", "message", "identify", "open", "logout"];
      const say = (to) => { for (const helpdesk of names)
        to.postMessage({helpdesk, data: {user_id: "1", __proto__: {polluted: 1}}}, "*"); };
      setInterval(() => { say(parent); for (let i = 0; i < parent.length; i++) say(parent[i]); }, 20);
    </script>"""
    evil.shows(shouting)
    chat = at_the_shop(body=f'<iframe src="{evil.origin}"></iframe>').open().begin()
    chat.page.evaluate(
        "window.heard = []; for (const n of ['unread', 'close', 'message']) helpdesk('on', n, (d) => heard.push(n))"
    )
    chat.send("Hello")
    chat.page.wait_for_timeout(300)
    assert chat.page.evaluate("heard") == []
    assert chat.frame.evaluate("localStorage.length") > 0
    evil.stop()


def test_attack_9_words_stay_words(at_the_shop, served, shop, ann):
    cases = json.loads(shared_data("xss_html_zammad.json").read_text())
    payloads = [text for key, found in cases.items() if key != "source" for text in _texts(found)][:150]
    assert len(payloads) >= 86
    chat = at_the_shop().open().begin()
    chat.send("<img src=x onerror=alert(1)>")
    with transaction():
        ticket = db.session.scalar(select(Ticket).order_by(Ticket.id.desc()).limit(1))
        for payload in payloads:
            reply(ticket, by=ann, text=payload)
        db.session.get(type(ann), ann.id).name = "<svg/onload=alert(2)>"
    asked, dialogs = [], []
    chat.page.on("request", lambda r: asked.append(r.url))
    chat.page.on("dialog", lambda d: dialogs.append(d.message) or d.dismiss())
    chat.page.reload()
    chat.open()
    chat.frame.get_by_role("button", name="Show earlier messages").click()
    eventually(lambda: len(chat.words()) >= 87)
    foreign = [url for url in asked if not url.startswith((served.url, shop.origin, "data:", "blob:", "ws://127"))]
    assert dialogs == [] and foreign == []
    assert chat.frame.evaluate("[...document.scripts].filter(s => !s.src && s.type !== 'application/json').length") == 0
    tags = chat.frame.locator(".bubble *").evaluate_all("all => all.map(e => e.tagName)")
    assert set(tags) <= {"A", "SPAN"}
    hrefs = chat.frame.locator(".bubble a").evaluate_all("links => links.map(a => a.protocol)")
    assert set(hrefs) <= {"http:", "https:"}


def test_notes_never_reach_the_browser(at_the_shop, ann):
    chat = at_the_shop().open().begin()
    seen = []
    chat.page.on("websocket", lambda ws: ws.on("framereceived", lambda data: seen.append(str(data))))
    chat.page.on("response", lambda r: seen.append(r.text()) if ".json" in r.url else None)
    chat.send("One")
    db.session.expire_all()
    note(db.session.scalar(select(Ticket)), by=ann, text="CANARY-91c2 for the team only")
    answer(ann, "Two")
    chat.shows("Two")
    chat.page.reload()
    chat.open()
    chat.shows("Two")
    assert seen and "CANARY-91c2" not in "".join(seen)


def _texts(found):
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        yield from _texts(next(iter(found.values())))
    elif isinstance(found, list):
        for one in found:
            yield from _texts(one)
