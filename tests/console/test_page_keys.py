"""The console by keyboard: what each key does, and when letters are left to the writer."""

import pytest
from playwright.sync_api import expect

from tests.console.desk import open_first, open_ticket, take_back

pytestmark = pytest.mark.browser
# From now on a ticket is answered only when letGo() has been called.
SLOW = """() => {
    const [fetched, gone] = [window.fetch, new Promise((done) => { window.letGo = done; })];
    window.fetch = async (where, how) => {
        if (/tickets\\/\\d+\\.json/.test(where)) await gone;
        return fetched(where, how);
    };
}"""


def test_j_and_k_walk_through_the_list(desk):
    page = desk()
    first = open_first(page)
    page.keyboard.press("j")
    page.wait_for_function("first => document.querySelector('.row[aria-current]').dataset.ticket != first", arg=first)
    page.keyboard.press("k")
    page.wait_for_function("first => document.querySelector('.row[aria-current]').dataset.ticket == first", arg=first)


def test_letters_typed_in_a_field_are_letters(desk):
    page = desk()
    at = open_first(page)
    page.keyboard.press("r")
    page.wait_for_function("document.activeElement.matches('.writing-field')")
    page.keyboard.type("jkeznagl?")
    assert page.input_value(".writing-field") == "jkeznagl?"
    assert open_ticket(page) == at
    assert page.locator(".picker, dialog").count() == 0
    take_back(page)


def test_what_is_typed_for_an_answer_before_its_ticket_has_come_sets_nothing_off(desk):
    page = desk()
    page.evaluate(SLOW)
    page.keyboard.press("j")
    page.wait_for_selector(".row[aria-current]")
    page.keyboard.press("r")
    page.keyboard.type("aezI")
    assert page.locator(".picker, dialog, .toast").count() == 0
    page.evaluate("letGo()")
    expect(page.locator(".writing-field")).to_be_focused()
    page.keyboard.type("Dear Carol")
    assert page.input_value(".writing-field") == "Dear Carol"
    take_back(page)


@pytest.mark.parametrize("sign", [{"isComposing": True}, {"keyCode": 229}], ids=["isComposing", "keyCode 229"])
def test_no_key_is_ours_while_an_input_method_composes(desk, sign):
    page = desk()
    at = open_first(page)
    for target, key in [("body", "j"), ("body", "a"), ("body", "?")]:
        press_while_composing(page, target, {"key": key, **sign})
    page.keyboard.press("r")
    page.keyboard.type("你好")
    press_while_composing(page, ".writing-field", {"key": "Enter", "ctrlKey": True, **sign})
    assert page.input_value(".writing-field") == "你好"
    assert open_ticket(page) == at
    assert page.locator(".picker, dialog").count() == 0
    take_back(page)


def test_reply_and_note_have_their_keys_and_their_colours(desk):
    page = desk()
    open_first(page)
    page.keyboard.press("n")
    page.wait_for_selector(".composer.note")
    assert page.inner_text(".send-row .button.note") == "Add note"
    note = page.eval_on_selector(
        ".composer-box",
        """async box => {
            await Promise.all(box.getAnimations().map((fade) => fade.finished));
            return getComputedStyle(box).backgroundColor;
        }""",
    )
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.wait_for_selector(".composer.reply")
    assert "Send" in page.inner_text(".send-row .split-button")
    page.wait_for_function("note => getComputedStyle(document.querySelector('.composer-box')).backgroundColor !== note",
                           arg=note)  # fmt: skip


def test_a_key_opens_its_chooser_and_escape_gives_the_focus_back(desk):
    page = desk()
    open_first(page)
    for key, heading in [("a", "Assign to"), ("p", "Priority"), ("g", "Hand to"), ("l", "Tags"), ("z", "Snooze until")]:
        page.focus(".timeline")
        page.keyboard.press(key)
        page.wait_for_selector(f".picker[aria-label='{heading}']")
        page.keyboard.press("Escape")
        page.wait_for_selector(".picker", state="detached")
        assert page.evaluate("document.activeElement.className") == "timeline"


def test_the_command_bar_finds_a_view_by_its_name(desk):
    page = desk()
    page.keyboard.press("Control+k")
    page.wait_for_selector(".command-bar input:focus")
    page.keyboard.type("trash")
    page.wait_for_selector(".command-bar .menu-item >> text=Trash")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    page.wait_for_selector(".command-bar", state="detached")


def test_question_mark_shows_every_key(desk):
    page = desk()
    page.keyboard.press("?")
    page.wait_for_selector(".key-sheet")
    said = page.inner_text(".key-sheet")
    for name in ["Reply", "Note", "Solve and next", "Snooze", "Assign to me", "Hand to a team", "Tags", "Macro"]:
        assert name in said
    page.keyboard.press("Escape")
    page.wait_for_selector(".key-sheet", state="detached")


def test_what_is_typed_right_after_a_key_is_not_lost_on_a_slow_machine(desk):
    page = desk()
    open_first(page)
    page.locator(".timeline").focus()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 20})
    page.keyboard.press("l")
    page.keyboard.type("hand-painted")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator(".property-tags").first).to_contain_text("hand-painted")
    page.keyboard.press("Control+k")
    page.keyboard.type("trash")
    expect(page.locator(".command-bar input")).to_have_value("trash")


def press_while_composing(page, target: str, about: dict) -> None:
    """A key event as a browser sends it while characters are chosen from a list."""
    page.eval_on_selector(target, """(element, {keyCode, ...about}) => {
        const event = new KeyboardEvent("keydown", {bubbles: true, cancelable: true, ...about});
        if (keyCode) Object.defineProperty(event, "keyCode", {value: keyCode});
        element.dispatchEvent(event);
    }""", about)  # fmt: skip


def test_from_the_search_one_goes_on_to_what_was_found_without_a_mouse(desk):
    page = desk()
    page.keyboard.press("/")
    field = page.locator(".search-field input")
    expect(field).to_be_focused()
    page.keyboard.type("order")
    expect(page.locator(".row").first).to_be_visible()
    page.wait_for_url("**/search?q=order")
    page.keyboard.press("Enter")
    expect(page.locator(".composer")).to_be_visible()
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(field).to_have_value("order")
    expect(field).not_to_be_focused()
