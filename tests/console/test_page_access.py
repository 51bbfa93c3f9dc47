"""The console can be read, reached and used: by eye, by keyboard, by screen reader, on a phone, in both languages."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.console.desk import open_first, session_of, take_back

pytestmark = pytest.mark.browser
AUDIT = (Path(__file__).parent / "audit.js").read_text().split("\n", 1)[1].rstrip().rstrip(";")
CHANGES = """async () => {
    const { store } = await import('/static/console/store.js');
    const { ids } = store.state.lists[store.state.route.view];
    const say = (id, changes) => store.dispatch({ type: 'rows_arrived', counts: {}, rows: [
        { ...store.state.rows[id], version: store.state.rows[id].version + 1, ...changes }] });
    const touched = new Set();
    const element = (node) => (node.nodeType === 1 ? node : node.parentElement);
    const row = (node) => element(node).closest('.row-holder')?.querySelector('.row');
    const watch = new MutationObserver((all) => all.forEach(({ target }) => touched.add(row(target)?.dataset.ticket)));
    const everything = { subtree: true, childList: true, characterData: true, attributes: true };
    watch.observe(document.querySelector('.rows'), everything);
    say(ids[3], { preview: 'Changed while you looked' });
    await new Promise((done) => setTimeout(done, 300));
    const one = [...touched].filter(Boolean);
    let cost = 0;
    for (let n = 0; n < 100; n++) {
        const before = performance.now();
        say(ids[n % ids.length], { preview: `Change ${n}` });
        cost += performance.now() - before;
        await new Promise((done) => setTimeout(done, 20));
    }
    return { one, changed: ids[3], cost: cost / 100 };
}"""
SIZES = {"wide": (1440, 900), "middle": (1100, 800), "narrow": (900, 700), "phone": (390, 844)}


OTHERS = [(size, scheme) for size in SIZES for scheme in ("light", "dark")]
OTHERS = [one for one in OTHERS if one not in (("wide", "light"), ("phone", "dark"))]


@pytest.mark.parametrize(
    "size, scheme",
    [("wide", "light"), ("phone", "dark"), *(pytest.param(*one, marks=pytest.mark.long) for one in OTHERS)],
)
def test_everything_has_a_name_a_size_and_a_contrast(desk, size, scheme):
    width, height = SIZES[size]
    page = desk("sue", viewport={"width": width, "height": height}, color_scheme=scheme)
    assert page.evaluate(AUDIT) == []
    open_first(page) if width >= 720 else page.locator(".row").first.click()
    page.wait_for_selector(".composer")
    assert page.evaluate(AUDIT) == []
    page.locator("[role=tab]").last.click()
    page.wait_for_selector(".composer.note")
    assert page.evaluate(AUDIT) == []


def test_a_phone_shows_one_pane_with_a_way_back(desk):
    page = desk("bob", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    expect(page.locator(".thread-pane")).to_be_hidden()
    page.locator(".row").first.tap()
    expect(page.locator(".list-pane")).to_be_hidden()
    page.locator(".panel-button").tap()
    expect(page.locator(".panel .customer-name")).to_be_in_viewport()
    page.locator(".panel-close").tap()
    page.locator(".writing-field").fill("From the train")
    expect(page.locator(".send-row .button.primary").first).to_be_in_viewport()
    page.locator(".writing-field").fill("")
    page.locator(".thread-head .back-button").tap()
    expect(page.locator(".list-pane")).to_be_visible()
    page.locator(".bottom-bar .rail-item").nth(1).tap()
    expect(page.locator(".views .nav-item").first).to_be_in_viewport()


def test_on_a_phone_all_of_sending_stays_on_the_screen_whatever_the_channel_counts(desk):
    """WeCom counts hours and messages: the button that says so keeps its arrow beside it."""
    page = desk("sue", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    ticket = page.evaluate(
        """async () => {
        const { store } = await import('/static/console/store.js');
        return Object.values(store.state.rows).find((row) => row.channel === 'wecom')?.id;
    }"""
    )
    page.locator(f'.row[data-ticket="{ticket}"]').tap()
    for half in page.locator(".send-row .split-button .button").all():
        box = half.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390 - 8 and box["width"] >= 28
    expect(page.locator(".send-row .button.primary").first).to_contain_text("h")


def test_a_ticket_that_is_not_there_leaves_a_way_back_on_a_phone(desk, people, live_server):
    people.expect_complaint("404")
    page = desk("ann", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(f"{live_server.url}/tickets/999999")
    expect(page.locator(".thread-pane .empty")).to_be_visible()
    expect(page.locator(".panel .skeleton")).to_have_count(0)
    page.locator(".thread-pane > .back-button").tap()
    expect(page.locator(".list-pane")).to_be_visible()


RAIL = """() => [...document.querySelectorAll('.rail-item')].filter((item) => item.offsetWidth).map((item) => {
    const word = item.querySelector('.label');
    const [box, label] = [item, word].map((one) => one.getBoundingClientRect());
    return [box.left, label.left, label.right, box.right, word.scrollWidth > word.clientWidth];
})"""


@pytest.mark.parametrize("path", ["settings/webhooks", "knowledge"])
def test_on_a_phone_every_word_of_the_rail_is_whole_and_the_open_section_in_sight(people, live_server, path):
    page = people.arrive(viewport={"width": 390, "height": 844})
    page.context.add_cookies(session_of(live_server, "mia"))
    page.goto(f"{live_server.url}/{path}")
    for left, begins, ends, right, hidden in page.evaluate(RAIL):
        assert 0 <= left <= begins <= ends <= right <= 390 and not hidden
    expect(page.locator(".sections [aria-current]")).to_be_in_viewport(ratio=1)
    page.set_viewport_size({"width": 1440, "height": 500})  # where they are a column, the page stays at its top
    page.reload()
    assert page.evaluate("scrollY") == 0


def test_the_language_changes_at_once_and_what_is_written_stays(desk):
    page = desk("sue")
    open_first(page)
    page.keyboard.press("r")
    page.keyboard.type("Dear Carol")
    page.locator(".rail [aria-haspopup=menu]").click()
    page.get_by_role("menuitemradio", name="简体中文").click()
    expect(page.locator(".composer-tab").first).to_have_text("回复")
    expect(page.locator(".views-title").first).to_have_text("我的")
    expect(page.locator(".views")).to_contain_text("未分配")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    expect(page.locator(".writing-field")).to_have_value("Dear Carol")
    take_back(page)
    page.locator(".rail [aria-haspopup=menu]").click()
    page.get_by_role("menuitemradio", name="English").click()
    expect(page.locator(".composer-tab").first).to_have_text("Reply")
    expect(page.locator(".views")).to_contain_text("Unassigned")


def test_tab_reaches_the_list_the_thread_and_the_composer(desk):
    page = desk("ann")
    open_first(page)
    reached = set()
    for _ in range(70):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.className"))
    for part in ("row", "nav-item", "rail-item", "timeline", "writing-field", "section-head"):
        assert any(part in name.split() for name in reached), part


def test_arrow_keys_move_from_row_to_row_and_enter_opens(desk):
    page = desk("ann")
    page.locator(".row").first.focus()
    page.keyboard.press("ArrowDown")
    second = page.locator(".row").nth(1)
    expect(second).to_be_focused()
    page.keyboard.press("Enter")
    expect(second).to_have_attribute("aria-current", "true")


def test_a_row_that_changes_is_drawn_alone_and_fifty_changes_a_second_are_no_burden(desk):
    page = desk("ann")
    page.mouse.move(900, 400)
    seen = page.evaluate(CHANGES)
    assert seen["one"] == [str(seen["changed"])]
    assert seen["cost"] < 10, "milliseconds a change takes, drawing not counted"
