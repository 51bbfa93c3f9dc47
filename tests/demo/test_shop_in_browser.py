"""The shop in a real browser: on a desk and on a phone, in both languages, and with a conversation that goes on."""

import pytest

from tests.support import eventually

pytestmark = pytest.mark.browser
SIZES = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("choices", ["lang=en", "lang=zh&theme=dark"])
def test_it_fits_its_window_and_complains_of_nothing(people, live_server, size, choices):
    page = people.arrive(viewport=SIZES[size])
    page.goto(f"{live_server.url}/demo?{choices}")
    page.wait_for_function("window.helpdesk && window.helpdesk.started")
    assert page.evaluate("document.documentElement.scrollWidth") == SIZES[size]["width"]
    small = page.evaluate("""[...document.querySelectorAll('main button, header a, .notice a, summary')]
        .filter(e => e.offsetParent && Math.min(e.offsetWidth, e.offsetHeight) < 24).map(e => e.outerHTML)""")
    assert small == []


def test_somebody_else_signs_in_without_a_script(people, live_server):
    page = people.arrive(java_script_enabled=False)
    page.goto(f"{live_server.url}/demo?lang=zh")
    page.locator("#people summary").click()
    page.get_by_role("link", name="彭雪").click()
    assert page.locator("#people summary b").inner_text() == "彭雪"
    assert page.locator("html").get_attribute("lang") == "zh-CN"


def test_carol_finds_her_conversation_where_she_left_it(people, live_server):
    chat = asked_by("carol", people, live_server)
    eventually(lambda: "how did the flat plates story end" in chat.locator("body").inner_text())


def test_a_stranger_finds_an_empty_chat(people, live_server):
    chat = asked_by("eve", people, live_server)
    eventually(lambda: "What may we pour you" in chat.locator("body").inner_text())
    assert "flat plates" not in chat.locator("body").inner_text()


def asked_by(who, people, live_server):
    """The widget's own page, after somebody pressed "Ask us something"; it hides in a closed root."""
    page = people.arrive(viewport=SIZES["desk"])
    page.goto(f"{live_server.url}/demo?lang=en&as={who}")
    page.get_by_role("button", name="Ask us something").click()
    return eventually(lambda: next((frame for frame in page.frames if "/widget/" in frame.url), None))
