"""The widget in a real Chromium, on a page of another origin."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from channels.delivery import deliver_now
from helpdesk import people as desk
from helpdesk.db import db, transaction
from tests.support.eventually import eventually
from tests.support.served import Served
from tests.support.shared import shared_data
from tests.widget.conftest import SECRET
from tests.widget.shop import Chat, Shop
from tickets import Message, Ticket, note, reply

pytestmark = pytest.mark.browser
AUDIT = (Path(__file__).parents[1] / "console" / "audit.js").read_text()
PLAIN = '<!doctype html><html lang="en"><title>Shop</title><link rel=icon href="data:,"><h1>Cups</h1>{}</html>'
HOSTILE = "<style>* {all: unset !important; display: none} body {transform: rotate(9deg) scale(2) !important}</style>"


@pytest.fixture
def served(app, monkeypatch):
    running = Served(app)
    monkeypatch.setitem(app.config, "PUBLIC_URL", running.url)
    yield running
    running.stop()


@pytest.fixture
def shop(request, app, served, chat):
    """The shop whose pages may show the chat."""
    running = Shop(getattr(request, "param", "127.0.0.1"))
    with transaction():
        row = db.session.get(type(chat), chat.id)
        row.settings = {**row.settings, "origins": running.origin, "ask_email": "no"}
    running.script = f'<script src="{served.url}/widget.js?inbox=shop-chat" async></script>'
    yield running
    running.stop()


@pytest.fixture
def at_the_shop(shop, people):
    """at_the_shop(body, headers=…, **context): a person on a page of the shop that carries the widget.

    In this order: windows close before the server stops, or their sockets complain that it has gone.
    """

    def arrives(html=PLAIN, body="", headers=None, **context):
        page = people.arrive(**context)
        page.goto(shop.shows(html.format(body + shop.script), **(headers or {})))
        return Chat(page)

    return arrives


def answer(by, text, ticket=None):
    """An agent answers the newest ticket, and it goes out."""
    db.session.rollback()
    db.session.expire_all()
    ticket = ticket or db.session.scalar(select(Ticket).order_by(Ticket.id.desc()).limit(1))
    message = reply(ticket, by=by, text=text)
    deliver_now(ticket.inbox_id)
    return message


def count_of(model):
    db.session.rollback()
    return db.session.scalar(select(func.count(model.id)))


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
    eventually(lambda: db.session.rollback() or db.session.expire_all()
               or db.session.get(Message, message.id).state == "read")
    expect(chat.frame.locator("[aria-live=polite]")).to_contain_text("Ann: It is back")


def test_the_pages_style_and_policy_change_nothing(at_the_shop, served, people):
    """The same picture on a plain page and on one whose style undoes everything and whose policy allows the least."""
    strict = (f"default-src 'none'; script-src {served.url}; frame-src {served.url}; img-src data:; "
              "style-src 'unsafe-inline'; require-trusted-types-for 'script'")
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


def test_what_was_written_offline_arrives_once(at_the_shop, people):
    people.expect_complaint("ERR_INTERNET_DISCONNECTED")
    people.expect_complaint("WebSocket connection")  # lost, or cut off when the window closes
    chat = at_the_shop().open().begin()
    chat.send("One")
    chat.page.context.set_offline(True)
    chat.write("Two")
    chat.write("Three")
    expect(chat.frame.locator(".connection")).to_contain_text("2 messages will be sent")
    chat.page.context.set_offline(False)
    expect(chat.frame.locator(".connection")).to_be_empty()
    eventually(lambda: count_of(Message) == 3)
    assert chat.words() == ["One", "Two", "Three"]
    assert count_of(Ticket) == 1


def test_what_was_written_offline_survives_a_reload(at_the_shop, people):
    people.expect_complaint("ERR_INTERNET_DISCONNECTED")
    people.expect_complaint("ERR_FAILED")
    chat = at_the_shop().open().begin()
    chat.send("One")
    chat.page.context.route("**/messages", lambda route: route.abort())
    chat.write("Two")
    expect(chat.frame.locator(".ticks.clock")).to_be_visible()
    chat.page.context.unroute("**/messages")
    chat.page.reload()
    eventually(lambda: count_of(Message) == 2)
    chat.open()
    chat.shows("Two")


@pytest.mark.parametrize("shop", ["localhost"], indirect=True)
def test_where_the_frame_may_keep_nothing_the_visitor_is_known_all_the_same(at_the_shop):
    chat = at_the_shop().open().begin()
    with pytest.raises(Exception, match="SecurityError"):
        chat.frame.evaluate("localStorage.length")
    chat.send("One")
    chat.page.reload()
    chat.open()
    chat.shows("One")
    assert count_of(Ticket) == 1
    chat.page.evaluate("helpdesk('logout')")
    expect(chat.frame.locator("button.start")).to_be_visible()
    chat.page.reload()
    chat.open()
    expect(chat.frame.locator(".list")).to_have_count(0)


def test_a_lost_answer_of_the_server_doubles_nothing(at_the_shop, people):
    people.expect_complaint("ERR_FAILED")
    chat = at_the_shop().open().begin()
    chat.send("One")
    lost = []

    def lose(route):
        """It arrives, but its answer does not, twice."""
        if len(lost) < 2:
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    chat.page.context.route("**/messages", lose)
    chat.write("Two")
    expect(chat.frame.locator(".ticks.clock")).to_have_count(0, timeout=15_000)
    assert lost and {response.status for response in lost} == {201}
    assert count_of(Message) == 2 and chat.words() == ["One", "Two"]


def test_nothing_is_missed_while_the_server_was_away(at_the_shop, served, ann, people):
    people.expect_complaint("ERR_CONNECTION_REFUSED")
    people.expect_complaint("WebSocket connection")
    people.expect_complaint("Failed to load resource")
    chat = at_the_shop().open().begin()
    chat.send("One")
    chat.page.context.route(re.compile(served.url), lambda route: route.abort())
    chat.page.context.set_offline(True)
    answer(ann, "Two")
    chat.write("Three")
    answer(ann, "Four")
    chat.page.context.unroute(re.compile(served.url))
    chat.page.context.set_offline(False)
    chat.shows("Four")
    eventually(lambda: chat.words() == ["One", "Two", "Four", "Three"])
    chat.page.reload()
    chat.open()
    chat.shows("Three")
    assert chat.words() == ["One", "Two", "Four", "Three"]


def test_a_refused_message_can_be_tried_again_or_dropped(at_the_shop, people):
    people.expect_complaint("422")
    chat = at_the_shop().open().begin()
    refused = {"error": "invalid", "description": "Something in this is not right.", "details": {}}
    chat.page.context.route("**/messages", lambda r: r.fulfill(status=422, json=refused))
    chat.write("One")
    expect(chat.frame.locator(".failed")).to_contain_text("Not sent. Something in this is not right.")
    chat.page.context.unroute("**/messages")
    chat.frame.get_by_role("button", name="Retry").click()
    expect(chat.frame.locator(".ticks.sent")).to_be_visible()
    assert count_of(Message) == 1


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
    queue = ("<script>window.helpdesk = window.helpdesk || function () { (helpdesk.q = helpdesk.q || [])"
             f".push(arguments) }}; helpdesk('identify', {calls})</script>")
    first = at_the_shop(body=queue).open().begin()
    first.send("From my phone")
    second = at_the_shop(body=queue).open()
    second.frame.locator(".list button", has_text="From my phone").click()
    second.shows("From my phone")
    second.page.evaluate("helpdesk('logout')")
    expect(second.frame.locator("h1")).to_be_visible()
    expect(second.frame.locator(".list")).to_have_count(0)


def test_attack_43_a_page_full_of_traps_breaks_nothing_and_learns_nothing(at_the_shop):
    traps = "".join(f'<img name="{n}" alt=""><form id="{n}2" name="{n}"></form>' for n in (
        "currentScript", "documentElement", "body", "createElement", "createElementNS", "title", "head", "cookie"))
    traps += '<a id="helpdesk" href="https://evil.example"></a><a id="helpdesk" name="q" href="https://evil.example"></a>'
    traps += ("<script>for (const name of ['helpdesk', 'data', 'origin', 'key', 'q', 'started', 'open', 'mode'])"
              " Object.prototype[name] = 'polluted';</script>")
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
    chat.page.evaluate("window.heard = []; for (const n of ['unread', 'close', 'message']) "
                       "helpdesk('on', n, (d) => heard.push(n))")
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


def test_by_keyboard_alone(at_the_shop):
    chat = at_the_shop()
    chat.page.wait_for_function("window.helpdesk?.started")
    for _ in range(3):
        chat.page.keyboard.press("Tab")
        if chat.page.evaluate("document.activeElement !== document.body"):
            break
    chat.page.keyboard.press("Enter")
    chat.frame.locator("button.start").wait_for()
    expect(chat.frame.locator("h1")).to_be_focused()
    for _ in range(4):
        chat.page.keyboard.press("Tab")
        if chat.frame.evaluate("document.activeElement.matches('.start')"):
            break
    chat.page.keyboard.press("Enter")
    expect(chat.frame.locator("textarea")).to_be_focused()
    chat.page.keyboard.type("Hello")
    chat.page.keyboard.press("Enter")
    chat.shows("Hello")
    chat.page.keyboard.press("Escape")
    eventually(lambda: chat.page.evaluate("document.activeElement.shadowRoot === null && "
                                          "document.activeElement.parentElement === document.documentElement"))


def test_an_input_method_keeps_its_enter(at_the_shop):
    chat = at_the_shop(html=PLAIN.replace('lang="en"', 'lang="zh-CN"')).open().begin()
    box = chat.frame.locator("textarea")
    box.fill("nihao")
    box.evaluate("""box => { const enter = new KeyboardEvent("keydown", {key: "Enter", keyCode: 229, isComposing: true,
      bubbles: true, cancelable: true}); box.dispatchEvent(enter); }""")
    assert count_of(Message) == 0
    expect(box).to_have_value("nihao")


def test_files_by_button_paste_and_drop(at_the_shop):
    chat = at_the_shop().open().begin()
    png = {"name": "cup.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + b"0" * 64}
    chat.frame.locator("input[type=file]").set_input_files([png])
    chat.frame.locator("textarea").evaluate("""box => {
      const data = new DataTransfer(); data.items.add(new File(["two"], "pasted.txt", {type: "text/plain"}));
      box.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})); }""")
    chat.frame.locator("main").evaluate("""main => {
      const data = new DataTransfer(); data.items.add(new File(["three"], "dropped.txt", {type: "text/plain"}));
      main.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true})); }""")
    expect(chat.frame.locator(".chip")).to_have_count(3)
    expect(chat.frame.locator(".chip progress")).to_have_count(0)
    chat.frame.locator("button.send").click()
    expect(chat.frame.locator(".files li")).to_have_count(3)
    eventually(lambda: count_of(Message) == 1)


def test_a_program_is_refused_before_it_is_sent(at_the_shop):
    chat = at_the_shop().open().begin()
    program = {"name": "setup.exe", "mimeType": "application/octet-stream", "buffer": b"MZ"}
    chat.frame.locator("input[type=file]").set_input_files([program])
    expect(chat.frame.get_by_role("alert")).to_contain_text("setup.exe")
    expect(chat.frame.locator(".chip")).to_have_count(0)


def test_a_message_that_is_too_long_says_by_how_much(at_the_shop):
    chat = at_the_shop().open().begin()
    chat.frame.locator("textarea").fill("x" * 10_007)
    expect(chat.frame.get_by_role("alert")).to_have_text("7 characters too long")
    chat.frame.locator("textarea").press("Enter")
    assert count_of(Message) == 0


def test_nobody_here_asks_for_an_address_and_says_where_the_answer_goes(at_the_shop, mailbox):
    chat = at_the_shop().open()
    expect(chat.frame.locator(".presence")).to_have_text("Nobody is here right now")
    chat.begin().write("Hello")
    field = chat.frame.locator(".ask input")
    field.fill("not an address")
    chat.frame.get_by_role("button", name="Save").click()
    expect(chat.frame.get_by_role("alert")).to_have_text("This does not look like an e-mail address.")
    field.fill("carol@example.com")
    chat.frame.get_by_role("button", name="Save").click()
    expect(chat.frame.locator(".event")).to_contain_text("carol@example.com")


@pytest.mark.parametrize(("scheme", "lang", "width"), [
    ("light", "en", 1440), ("dark", "zh-CN", 1440), ("light", "zh-CN", 390), ("dark", "en", 390)])
def test_every_word_can_be_read_and_every_control_be_hit(at_the_shop, ann, mailbox, scheme, lang, width):
    chat = at_the_shop(html=PLAIN.replace('lang="en"', f'lang="{lang}"'), color_scheme=scheme,
                       viewport={"width": width, "height": 844}, has_touch=width < 500).open()
    assert chat.frame.evaluate(AUDIT) == []
    chat.begin().send("Is it back?")
    answer(ann, "It is: https://shop.example")
    chat.shows("It is")
    assert chat.frame.evaluate(AUDIT) == []
    if width < 500:
        assert chat.frame.evaluate("[innerWidth, innerHeight]") == [390, 844]


def _texts(found):
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        yield from _texts(next(iter(found.values())))
    elif isinstance(found, list):
        for one in found:
            yield from _texts(one)
