"""How it went: a ticket is solved, the customer taps an answer in WeChat, and the agent's card shows it at once."""

import pytest
from playwright.sync_api import expect

from tests.console.desk import *  # noqa: F403
from tests.simulator.test_stories import phone  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
PATIENCE = 60_000


def test_an_answer_tapped_in_wechat_is_on_the_card_of_the_agent_who_looks(phone, desk):  # noqa: F811
    customer = phone("wechat")
    customer.locator(".writing textarea").fill("The lid of my persimmon teapot is missing")
    customer.get_by_role("button", name="Send", exact=True).click()

    sue = desk("sue", viewport={"width": 1440, "height": 900})
    row = sue.locator(".row", has_text="persimmon teapot").first
    expect(row).to_be_visible(timeout=PATIENCE)
    row.click()
    sue.wait_for_selector(".composer")
    sue.keyboard.press("Escape")
    sue.keyboard.press("r")
    sue.wait_for_selector(".writing-field:focus")
    sue.keyboard.type("A new lid is on its way.")
    sue.keyboard.press("Control+Enter")
    expect(customer.locator(".bubble:not(.mine)", has_text="A new lid")).to_be_visible(timeout=PATIENCE)

    card = sue.locator(".section", has=sue.get_by_role("button", name="Satisfaction", exact=True))
    card.get_by_role("button", name="Satisfaction (CSAT)").click()
    question = customer.locator(".bubble:not(.mine)", has_text="How satisfied are you")
    expect(question).to_be_visible(timeout=PATIENCE)
    customer.get_by_role("button", name="2 · Unhappy").click()

    expect(card.get_by_text("2 of 5")).to_be_visible(timeout=PATIENCE)
    expect(card.get_by_text("Low", exact=True)).to_be_visible()
    expect(customer.locator(".bubble:not(.mine)", has_text="we are sorry")).to_be_visible(timeout=PATIENCE)
    expect(sue.locator(".event-line", has_text="gave 2 of 5")).to_be_visible()
    expect(sue.locator(".part-pressed")).to_have_count(0)  # a vote, and no message
