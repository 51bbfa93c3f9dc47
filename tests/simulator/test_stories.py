"""A story for every channel, through the simulator: the customer writes on a phone, and the answer comes back to it.

A new stand-in is in it by being there.
"""

import pytest
from playwright.sync_api import Page, expect

from channels.simulator.register import all_standins
from tests.console.desk import *  # noqa: F403
from tests.console.desk import session_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
WRITTEN = sorted(kind for kind, standin in all_standins().items() if "text" in standin.acts)
EVERY_TIME = ("email", "form", "telegram", "wecom")  # mail, a page, pushed and pulled; the others with the long ones
CALLED = sorted(kind for kind, standin in all_standins().items() if "ring" in standin.acts)
ANSWERED = 60_000  # e-mail waits ten seconds, in case the agent thinks better of it


@pytest.fixture
def phone(people, live_server):
    """phone("telegram"): the simulator open on this channel, with somebody new at the phone."""

    def opens(kind: str) -> Page:
        page = people.arrive(viewport={"width": 1280, "height": 860})
        page.context.add_cookies(session_of(live_server, "sue"))
        page.goto(f"{live_server.url}/simulator#{kind}")
        page.click(f".channel-choice:has(.app-{kind})")
        page.get_by_role("button", name="New customer").click()
        page.get_by_role("textbox", name="Name").fill(f"Nora {kind.title()}")
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.locator(".people select")).to_contain_text(f"Nora {kind.title()}")
        return page

    return opens


@pytest.mark.parametrize(
    "kind", [kind if kind in EVERY_TIME else pytest.param(kind, marks=pytest.mark.long) for kind in WRITTEN]
)
def test_what_the_customer_writes_is_answered_and_the_answer_is_on_the_phone(kind, phone, desk):
    customer = phone(kind)
    customer.locator(".writing textarea").fill(f"Does the {kind} parcel come today?")
    customer.get_by_role("button", name="Send", exact=True).click()
    expect(customer.locator(".bubble.mine", has_text=f"Does the {kind} parcel")).to_be_visible()

    sue = desk("sue")
    row = sue.locator(".row", has_text=f"Does the {kind} parcel").first
    expect(row).to_be_visible(timeout=ANSWERED)
    row.click()
    sue.wait_for_selector(".composer")
    sue.keyboard.press("Escape")
    sue.keyboard.press("r")
    sue.wait_for_selector(".writing-field:focus")
    sue.keyboard.type(f"By {kind}: before noon.")
    sue.keyboard.press("Control+Enter")
    expect(customer.locator(".bubble:not(.mine)", has_text=f"By {kind}: before noon.")).to_be_visible(timeout=ANSWERED)
    expect(customer.locator(".bubble.failed")).to_have_count(0)


@pytest.mark.parametrize("kind", CALLED)
def test_a_call_that_nobody_takes_is_a_ticket(kind, phone, desk):
    customer = phone(kind)
    customer.get_by_role("button", name="Call", exact=True).click()
    customer.get_by_role("button", name="Hang up").click()
    expect(customer.locator(".call-line", has_text="Call ended")).to_be_visible()
    sue = desk("sue")
    expect(sue.locator(".row", has_text="Nora Voice").first).to_be_visible(timeout=ANSWERED)


def test_the_simulator_is_found_from_the_console_and_in_chinese(people, live_server):
    page = people.arrive(locale="zh-CN")
    page.context.add_cookies(session_of(live_server, "sue"))
    page.goto(live_server.url)
    page.get_by_role("link", name="Simulator").click()
    expect(page.get_by_role("heading", name="Channel simulator")).to_be_visible()


def test_a_call_pops_up_its_message_plays_and_it_is_called_back(phone, desk, live_server):
    ann = desk("ann")
    ann.goto(f"{live_server.url}/settings/me")
    ann.locator("[name=phone]").fill("+4930111222")
    ann.locator("form:has([name=phone]) .button.primary").click()
    expect(ann.locator("[name=phone]")).to_have_value("+4930111222")
    ann.goto(live_server.url)
    ann.wait_for_selector(".row")
    customer = phone("voice")
    customer.get_by_role("button", name="Call", exact=True).click()
    card = ann.locator(".call-card", has_text="Nora Voice")
    expect(card).to_be_visible(timeout=60_000)
    expect(ann.locator(".call-cards [aria-live=assertive]")).to_contain_text("Incoming call from Nora Voice")
    ann.keyboard.press("Shift+C")
    expect(card).to_have_count(0)
    expect(ann.locator(".call-entry.live")).to_contain_text("Ringing")
    customer.get_by_role("button", name="Leave a voicemail").click()
    entry = ann.locator(".call-entry.waits", has_text="Voicemail").last
    expect(entry).to_be_visible(timeout=60_000)
    expect(entry.locator("audio")).to_be_visible(timeout=60_000)
    entry.get_by_role("button", name="Call back").click()
    expect(ann.locator(".call-entry.out").last).to_contain_text("0:12", timeout=60_000)
