"""A customer finds an answer in the help centre, in Chinese; an editor writes, has it looked at, publishes."""

import re

import pytest
from playwright.sync_api import expect

from tests.stories.test_the_main_job import sign_in
from tests.support.eventually import eventually

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


def test_a_customer_finds_an_answer_in_chinese_while_typing(people, live_server):
    page = people.arrive(locale="zh-CN")
    page.goto(f"{live_server.url}/help")
    expect(page.get_by_role("heading", level=1)).to_have_text("请问有什么可以帮您？")
    page.get_by_role("combobox").press_sequentially("退款")
    page.get_by_role("option").filter(has_text="退款多久到账").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("退款多久到账？")
    page.get_by_role("button", name="解决了", exact=True).click()
    expect(page.get_by_text("感谢您的反馈")).to_be_visible()


def test_an_editor_writes_another_looks_and_readers_find_it(people, live_server):
    ann = sign_in(people.arrive(), live_server.url, "ann@demo.test")
    ann.goto(f"{live_server.url}/knowledge/new")
    ann.get_by_label("Title").fill("Do you lend pottery wheels?")
    ann.get_by_role("button", name="Begin").click()
    ann.wait_for_url(re.compile(r"/knowledge/\d+"))  # with its scripts, before which a button does nothing
    ann.locator("#body").fill("Yes, **for a fortnight**.")
    ann.get_by_role("button", name="Preview").click()
    expect(ann.locator("[data-shown] strong")).to_have_text("for a fortnight")
    ann.get_by_role("button", name="Save draft").click()
    ann.get_by_role("button", name="Ask for a review").click()
    expect(ann.get_by_text("In review")).to_be_visible()
    sue = sign_in(people.arrive(), live_server.url, "sue@demo.test")
    sue.goto(ann.url)
    sue.get_by_role("button", name="Approve").click()
    sue.get_by_role("button", name="Publish", exact=True).click()
    reader = people.arrive()

    def finds_it() -> bool:
        reader.goto(f"{live_server.url}/help/en/search?q=lending+wheels")
        return reader.get_by_role("link", name="Do you lend pottery wheels?").is_visible()

    eventually(finds_it)
