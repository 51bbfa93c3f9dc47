"""What one does, the others see without touching anything; and what a lost connection held back comes afterwards."""

import re

import pytest
from playwright.sync_api import expect

from tests.console.desk import open_first, take_back
from tests.support.eventually import eventually
from tests.support.running import PASSWORD

pytestmark = pytest.mark.browser
# The state a page has, and the one a fresh page would have: the same thread, the same list.
BOTH = """async (ticket) => {
    const { store, reduce } = await import('/static/console/store.js');
    const { emptyState } = await import('/static/console/state/empty.js');
    const read = (path) => fetch(path).then((answer) => answer.json());
    const loaded = await read(`/console/tickets/${ticket}.json`);
    const fresh = reduce(emptyState(), { type: 'thread_loaded', id: ticket, loaded }).threads[ticket];
    const view = store.state.route.view;
    const { rows } = await read(`/console/views/${view}/tickets.json?limit=50`);
    const part = ({ messages, events, ticket }) => ({ messages, events, ticket: { ...ticket, draft: null } });
    return { had: part(store.state.threads[ticket]), fresh: part(fresh),
             list: store.state.lists[view].ids.slice(0, 50), freshList: rows.map((row) => row.id) };
}"""

SENT = """async () => {
    const { store } = await import('/static/console/store.js');
    return !Object.keys(store.state.outbox).length;
}"""


def write(page, key: str, text: str) -> None:
    page.keyboard.press("Escape")
    page.keyboard.press(key)
    page.wait_for_selector(".writing-field:focus")
    page.keyboard.type(text)


def send(page) -> None:
    page.keyboard.press("Control+Enter")
    expect(page.locator(".writing-field")).to_have_value("")
    page.keyboard.press("Escape")


def test_two_agents_see_each_other_and_what_each_does(desk):
    ann, bob = desk("ann"), desk("bob")
    open_first(ann)
    bob.click(f'.row[data-ticket="{ann.get_attribute(".row.open", "data-ticket")}"]')
    expect(ann.get_by_label("Bob Hartley is looking")).not_to_have_count(0)
    write(bob, "r", "I am looking into it.")
    expect(ann.locator(".composer-line.warn")).to_have_text("Bob Hartley is writing a reply to this ticket")
    bob.fill(".writing-field", "")
    write(bob, "n", "The courier has lost it.")
    send(bob)
    expect(ann.locator(".team-note").last).to_contain_text("The courier has lost it.")
    ann.locator(".timeline").focus()
    ann.keyboard.press("p")
    ann.keyboard.type("urgent")
    ann.keyboard.press("Enter")
    expect(bob.locator(".property", has_text="Priority")).to_contain_text("Urgent")
    ann.keyboard.press("e")
    expect(bob.locator(".thread-standing .pill")).to_have_text("Solved")
    ann.click(".toast .link-button >> text=Undo")
    expect(bob.locator(".thread-standing .pill")).not_to_have_text("Solved")


def test_after_a_lost_connection_nothing_is_missing(desk, people):
    people.expect_complaint("ERR_INTERNET_DISCONNECTED")
    ann, bob = desk("ann"), desk("bob")
    number = open_first(ann)
    bob.click(f'.row[data-ticket="{number}"]')
    bob.wait_for_selector(".composer")
    ann.context.set_offline(True)
    expect(ann.locator(".offline-line")).to_contain_text("No connection since", timeout=60_000)
    for text in ("While you were away.", "And once more."):
        write(bob, "n", text)
        send(bob)
        expect(bob.locator(".team-note").last).to_contain_text(text)
        bob.wait_for_function(SENT)  # shown at once, it may still be on its way
    bob.locator(".timeline").focus()
    bob.keyboard.press("l")
    bob.keyboard.type("lost")
    bob.keyboard.press("Enter")
    bob.keyboard.press("Escape")
    expect(bob.locator(".property-tags").first).to_contain_text("lost")
    ann.context.set_offline(False)
    expect(ann.locator(".offline-line")).to_have_count(0, timeout=60_000)
    expect(ann.locator(".team-note").last).to_contain_text("And once more.")
    expect(ann.locator(".property-tags").first).to_contain_text("lost")
    ann.mouse.move(900, 300)
    eventually(lambda: is_as_a_fresh_page(ann, number))


def is_as_a_fresh_page(page, number: int) -> bool:
    """Asked anew when something came between the two looks: the desk of the demo goes on meanwhile."""
    both = page.evaluate(BOTH, number)
    assert both["had"] == both["fresh"]
    assert both["list"] == both["freshList"]
    return True


def test_what_is_written_without_a_connection_is_kept_and_sent_once(desk, people):
    people.expect_complaint("ERR_INTERNET_DISCONNECTED")
    ann = desk("ann")
    number = open_first(ann)
    ann.context.set_offline(True)
    write(ann, "n", "Written in a tunnel.")
    send(ann)
    expect(ann.locator(".team-note").last).to_contain_text("Waits for the connection")
    expect(ann.locator(".offline-line")).to_contain_text("1 message waits to be sent.")
    ann.context.set_offline(False)
    expect(ann.locator(".offline-line")).to_have_count(0, timeout=60_000)
    ann.reload()
    ann.wait_for_selector(".composer")
    assert number == int(re.search(r"/tickets/(\d+)", ann.url)[1])
    expect(ann.locator(".team-note", has_text="Written in a tunnel.")).to_have_count(1)


def test_a_session_that_ended_is_begun_again_and_nothing_typed_is_lost(desk, people, live_server):
    people.expect_complaint("status of 40")
    ann = desk("ann")
    open_first(ann)
    write(ann, "r", "Half a senten")
    ann.context.clear_cookies()
    ann.keyboard.type("ce")
    expect(ann.locator("dialog", has_text="Sign in again")).to_be_visible(timeout=60_000)
    ann.fill("dialog [name=password]", "not the password")
    ann.click("dialog .button.primary")
    expect(ann.locator("dialog [role=alert]")).to_be_visible()
    ann.fill("dialog [name=password]", PASSWORD)
    ann.click("dialog .button.primary")
    expect(ann.locator("dialog")).to_have_count(0)
    expect(ann.locator(".writing-field")).to_have_value("Half a sentence")
    take_back(ann)


def test_a_draft_waits_where_it_was_left(desk):
    ann = desk("ann")
    number = open_first(ann)
    with ann.expect_response(lambda answer: answer.url.endswith(f"/tickets/{number}/draft") and answer.ok):
        write(ann, "r", "To be continued")
    ann.reload()
    expect(ann.locator(".writing-field")).to_have_value("To be continued")
    ann.evaluate("localStorage.clear()")
    ann.reload()
    expect(ann.locator(".writing-field")).to_have_value("To be continued")
    take_back(ann)


def test_what_was_taken_back_just_before_the_window_closed_does_not_return(desk):
    ann, elsewhere = desk("ann"), desk("ann")
    number = open_first(ann)
    with ann.expect_response(lambda answer: answer.url.endswith(f"/tickets/{number}/draft") and answer.ok):
        write(ann, "r", "Never mind")
    draft = f"fetch('/console/tickets/{number}.json').then((a) => a.json()).then((a) => a.ticket.draft)"
    assert elsewhere.evaluate(draft)["text"] == "Never mind"
    ann.fill(".writing-field", "")
    ann.goto("about:blank")
    assert eventually(lambda: elsewhere.evaluate(draft) is None)


def test_a_ticket_that_is_looked_at_is_read(desk):
    sue = desk("sue")
    number = sue.locator(".row.unread").first.get_attribute("data-ticket")
    sue.click(f'.row[data-ticket="{number}"]')
    expect(sue.locator(f'.row.unread[data-ticket="{number}"]')).to_have_count(0)
    sue.reload()
    expect(sue.locator(f'.row.open[data-ticket="{number}"]')).to_be_visible()
    expect(sue.locator(f'.row.unread[data-ticket="{number}"]')).to_have_count(0)
