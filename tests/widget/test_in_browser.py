"""The widget in a real Chromium, on a page of another origin."""

import json

import pytest
from playwright.sync_api import expect

from helpdesk import people as desk
from helpdesk.db import db, transaction
from tests.support.eventually import eventually
from tests.widget.at_the_shop import answer
from tests.widget.conftest import SECRET
from tests.widget.shop import Chat
from tickets import Message

pytestmark = pytest.mark.browser
HOSTILE = "<style>* {all: unset !important; display: none} body {transform: rotate(9deg) scale(2) !important}</style>"


def test_a_conversation_from_the_first_word_to_the_last(at_the_shop, ann):
    desk.set_availability(ann, "online", by=ann)
    desk.arrive(ann)
    chat = at_the_shop().open()
    expect(chat.frame.locator(".presence")).to_have_text("Ann is here")
    chat.begin().write("Is the blue cup back?")
    chat.shows("Is the blue cup back?")
    expect(chat.frame.locator(".ticks.sent")).to_be_visible()
    message = answer(ann, "It is back: https://shop.example/cups?a=1&b=2.")
    chat.shows("It is back")
    expect(chat.frame.locator(".bubble a")).to_have_attribute("href", "https://shop.example/cups?a=1&b=2")
    eventually(
        lambda: db.session.rollback() or db.session.expire_all() or db.session.get(Message, message.id).state == "read"
    )
    expect(chat.frame.locator("[aria-live=polite]")).to_contain_text("Ann: It is back")


def test_the_pages_style_and_policy_change_nothing(at_the_shop, served, people):
    """The same picture on a plain page and on one whose style undoes everything and whose policy allows the least."""
    strict = (
        f"default-src 'none'; script-src {served.url}; frame-src {served.url}; img-src data:; "
        "style-src 'unsafe-inline'; require-trusted-types-for 'script'"
    )
    pictures = []
    for body, headers in (("", {}), (HOSTILE, {"Content_Security_Policy": strict})):
        chat = at_the_shop(body=body, headers=headers).open()
        chat.page.wait_for_timeout(400)
        inside = {"x": 1280 - 20 - 380 + 16, "y": 720 - 88 - 612 + 16, "width": 348, "height": 580}
        button = {"x": 1280 - 20 - 46, "y": 720 - 20 - 46, "width": 36, "height": 36}
        pictures.append([chat.page.screenshot(clip=clip, animations="disabled") for clip in (inside, button)])
        assert chat.frame.evaluate("[innerWidth, innerHeight]") == [380, 612]
    assert pictures[0] == pictures[1]


def test_a_site_that_is_not_allowed_cannot_show_the_chat(at_the_shop, shop, chat, people):
    with transaction():
        row = db.session.get(type(chat), chat.id)
        row.settings = {**row.settings, "origins": "https://somewhere.else.example"}
    people.expect_complaint("frame-ancestors")
    people.expect_complaint("does not match the recipient window's origin ('null')")
    page = at_the_shop().page
    page.wait_for_function("window.helpdesk?.started")
    page.evaluate("helpdesk('open')")
    page.wait_for_timeout(500)
    assert [frame.locator("#widget").count() for frame in page.frames[1:]] == [0]


def test_another_tab_of_the_same_visitor_sees_the_same(at_the_shop, shop):
    chat = at_the_shop().open().begin()
    chat.send("One")
    second = chat.page.context.new_page()
    second.goto(shop.origin)
    tab = Chat(second).open()
    tab.shows("One")
    chat.write("Two")
    tab.shows("Two")
    tab.write("Three")
    chat.shows("Three")


def test_the_visitor_comes_back_to_their_conversation_and_a_badge(at_the_shop, ann):
    chat = at_the_shop().open().begin()
    chat.send("One")
    chat.page.goto("about:blank")
    answer(ann, "Two")
    chat.page.go_back()
    chat.page.evaluate("window.heard = []; helpdesk('on', 'unread', (n) => heard.push(n))")
    eventually(lambda: chat.page.evaluate("heard.at(-1)") == 1)
    chat.open()
    chat.shows("Two")
    expect(chat.frame.locator(".fresh")).to_be_visible()
    eventually(lambda: chat.page.evaluate("heard.at(-1)") == 0)


def test_the_site_vouches_before_the_script_has_come(at_the_shop, shop, people):
    import hashlib
    import hmac

    signature = hmac.new(SECRET.encode(), b"4711", hashlib.sha256).hexdigest()
    calls = json.dumps({"user_id": "4711", "name": "Carol", "hash": signature})
    queue = (
        "<script>window.helpdesk = window.helpdesk || function () { (helpdesk.q = helpdesk.q || [])"
        f".push(arguments) }}; helpdesk('identify', {calls})</script>"
    )
    first = at_the_shop(body=queue).open().begin()
    first.send("From my phone")
    second = at_the_shop(body=queue).open()
    second.shows("From my phone")
    second.page.evaluate("helpdesk('logout')")
    expect(second.frame.locator("h1")).to_be_visible()
    expect(second.frame.locator(".list")).to_have_count(0)
