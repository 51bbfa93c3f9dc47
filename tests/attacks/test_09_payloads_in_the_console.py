"""Attack 9: payloads as mail, chat, subject, name, file name, tag and saved reply, looked at in a real Chromium."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from channels import connect
from helpdesk.customers import identify
from helpdesk.db import transaction
from tests.support import eventually
from tests.support.cast import *  # noqa: F403
from tests.support.evil import OURS, PAYLOADS, ZAMMAD
from tests.support.served import Served
from tickets import NotAllowed, note, open_ticket, receive, save_macro, save_reply, tag
from tickets.attaching import attach
from tickets.indexing import index_waiting

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]  # every payload is a ticket that is opened
SOME = [*OURS[::2], *ZAMMAD[::6]]  # a browser takes a second for each


@pytest.fixture
def served(app, monkeypatch):
    running = Served(app)
    monkeypatch.setitem(app.config, "PUBLIC_URL", running.url)
    yield running
    running.stop()


@pytest.fixture(params=["some", pytest.param("all", marks=pytest.mark.long)])
def poisoned(request, app, orders, ann, bob):
    """A ticket for every payload, which stands in everything of it that a stranger or a colleague can write."""
    numbers, inbox = (
        [],
        connect(
            channel="email",
            name="<b>Shop</b>",
            team_id=orders.id,
            settings={"address": "a@shop.test", "try_out": "yes"},
        ),
    )
    for index, evil in enumerate(PAYLOADS if request.param == "all" else SOME):
        with transaction():
            customer, identity = identify("email", f"eve{index}@evil.test", verified=True, how="test", name=evil[:200])
            ticket = open_ticket(customer, by=customer, subject=evil, identity=identity, inbox=inbox)
            # Raw, as if the cleaning on arrival had let it through: what is shown must be harmless by itself.
            message = receive(ticket, customer, text=evil, html=evil)
            attach(
                message,
                [
                    SimpleNamespace(
                        filename=f"{evil[:150]}.txt",
                        content_type="text/html",
                        data=evil.encode() or b"x",
                        content_id=None,
                        inline=False,
                    )
                ],
            )
            note(ticket, by=bob, text=f"{evil} @Ann")
            numbers.append(ticket.id)
        try:
            tag(ticket, " ".join(evil.split())[:60], by=ann)
        except NotAllowed:
            tag(ticket, f"tag{index}<b>x</b>", by=ann)
        if index < 40:
            save_reply(title=f"saved {evil}"[:200], text=evil.replace("{{", ""), by=ann)
            save_macro(title_en=evil[:200] or "x", changes={"priority": "high"}, by=ann)
    index_waiting()
    return numbers


@pytest.fixture
def window(app, served, people, ann, as_agent):
    """Ann's window, and what it asked for and was asked."""
    page = people.arrive()
    cookies = as_agent(ann)._cookies.values()
    page.context.add_cookies([{"name": c.key, "value": c.value, "url": served.url} for c in cookies])
    page.asked, page.dialogs = [], []
    page.context.on("request", lambda request: page.asked.append(request.url))
    page.on("dialog", lambda dialog: (page.dialogs.append(dialog.message), dialog.dismiss()))
    return page


def go(page, path):
    """Another address within the page that is loaded."""
    page.evaluate("(path) => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')) }", path)


def test_nothing_runs_and_nobody_elsewhere_is_asked(poisoned, window, served):
    first = window.goto(f"{served.url}/tickets/{poisoned[0]}")
    policy = first.headers["content-security-policy"]
    assert "unsafe-inline" not in policy and "unsafe-eval" not in policy
    window.wait_for_selector(".composer")
    scripts = window.evaluate("document.scripts.length")
    for number in poisoned:
        go(window, f"/tickets/{number}")
        expect(window.locator(".thread-head .figure")).to_have_text(f"#{number}")
        window.get_by_role("button", name="Original formatting").first.click()
        window.frame_locator(".formatted iframe").locator("body").wait_for(state="attached")
    for path in ("/search?q=alert", "/search?q=script", "/views/1"):
        go(window, path)
        window.wait_for_selector(".row")
    go(window, f"/tickets/{poisoned[3]}")
    window.wait_for_selector(".composer textarea")
    window.keyboard.press("m")
    window.wait_for_selector("[role=option]")
    window.keyboard.press("Escape")
    window.locator(".composer textarea").fill("/saved")
    window.wait_for_selector(".suggestions [role=option]")
    window.locator(".suggestions [role=option]").first.click()
    eventually(lambda: len(window.locator(".composer textarea").input_value()) > 0)

    assert window.dialogs == []
    ours = (served.url, "data:", "blob:", "about:", served.url.replace("http", "ws"))
    assert [url for url in window.asked if not url.startswith(ours)] == []
    assert window.evaluate("document.scripts.length") == scripts
    assert window.locator("[onerror],[onload],[onclick],[onmouseover],[ontoggle]").count() == 0
    hrefs = window.locator("a").evaluate_all("links => links.map(a => a.protocol)")
    assert set(hrefs) <= {"http:", "https:", "mailto:"}


def test_a_file_of_any_name_is_only_ever_saved(poisoned, window, served, ann, as_agent):
    browser = as_agent(ann)
    for number in poisoned:
        [message] = [
            one for one in browser.get(f"/console/tickets/{number}.json").json["messages"] if one["kind"] == "inbound"
        ]
        answer = browser.get(message["attachments"][0]["url"])
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.content_type == "application/octet-stream"
