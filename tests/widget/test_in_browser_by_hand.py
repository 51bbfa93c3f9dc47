"""The widget by keyboard, with files, in every size and scheme."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.eventually import eventually
from tests.widget.at_the_shop import PLAIN, answer, count_of
from tickets import Message

pytestmark = pytest.mark.browser
AUDIT = (Path(__file__).parents[1] / "console" / "audit.js").read_text()


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
    eventually(
        lambda: chat.page.evaluate(
            "document.activeElement.shadowRoot === null && "
            "document.activeElement.parentElement === document.documentElement"
        )
    )


def test_it_speaks_the_visitors_language_unless_the_site_has_chosen(at_the_shop, shop):
    chat = at_the_shop(locale="zh-CN").open()  # on an English page
    expect(chat.frame.locator("h1")).to_have_text("您好，有什么可以帮您？")
    shop.script = shop.script.replace("shop-chat", "shop-chat&amp;language=en")
    chat = at_the_shop(locale="zh-CN").open()
    expect(chat.frame.locator("html")).to_have_attribute("lang", "en")
    shop.script = shop.script.replace("&amp;language=en", "")
    chat = at_the_shop(locale="de-DE", html=PLAIN.replace('lang="en"', 'lang="zh-Hans"')).open()
    expect(chat.frame.locator("html")).to_have_attribute("lang", "zh-CN")


def test_an_input_method_keeps_its_enter(at_the_shop):
    chat = at_the_shop(locale="zh-CN").open().begin()
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
    expect(chat.frame.locator(".event:not(.queue)")).to_contain_text("carol@example.com")


@pytest.mark.parametrize(
    ("scheme", "lang", "width"),
    [("light", "en", 1440), ("dark", "zh-CN", 1440), ("light", "zh-CN", 390), ("dark", "en", 390)],
)
def test_every_word_can_be_read_and_every_control_be_hit(at_the_shop, ann, mailbox, scheme, lang, width):
    chat = at_the_shop(
        locale=lang,
        color_scheme=scheme,
        viewport={"width": width, "height": 844},
        has_touch=width < 500,
    ).open()
    assert chat.frame.evaluate(AUDIT) == []
    chat.begin().send("Is it back?")
    answer(ann, "It is: https://shop.example")
    chat.shows("It is")
    assert chat.frame.evaluate(AUDIT) == []
    if width < 500:
        assert chat.frame.evaluate("[innerWidth, innerHeight]") == [390, 844]
