"""The widget when the network, the server or the browser's memory fails: nothing is lost, nothing doubled."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.eventually import eventually
from tests.widget.at_the_shop import answer, count_of
from tickets import Message, Ticket

pytestmark = pytest.mark.browser


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


def test_who_logs_out_is_forgotten_though_the_page_is_gone_before_its_frame_hears(at_the_shop):
    chat = at_the_shop().open().begin()
    chat.send("One")
    chat.page.reload()
    logs_out_and_goes(chat)
    expect(chat.open().frame.locator(".list")).to_have_count(0)
    chat.begin()
    eventually(lambda: chat.page.evaluate("localStorage['helpdesk.shop-chat']") is None)
    chat.send("Two")
    assert count_of(Ticket) == 2


def logs_out_and_goes(chat):
    """As sites do it: signed out, and on to the next page at once."""
    chat.page.wait_for_function("window.helpdesk?.started")
    with chat.page.expect_navigation():
        chat.page.evaluate("helpdesk('logout'); location.reload()")


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
    expect(chat.frame.locator(".ticks.clock")).to_have_count(0, timeout=60_000)
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
