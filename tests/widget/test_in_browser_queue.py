"""One story: carol waits in line and is told her place; sue sees why on the queue page; ann comes, gets it, hands over.

Everything is real: two browsers at the desk, one in the shop, and the sockets between them.
"""

import pytest
from playwright.sync_api import expect

from helpdesk.db import db
from helpdesk.events import drain
from tests.support.cast import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


def follow():
    """Let what follows the events follow, as the worker does."""
    db.session.rollback()
    drain()


def sign_in(page, served, agent):
    page.goto(f"{served.url}/sign-in")
    page.fill("[name=email]", agent.email)
    page.fill("[name=password]", PASSWORD)
    page.click("button.primary")
    page.wait_for_url(lambda address: "/sign-in" not in address)


def test_carol_knows_her_place_sue_knows_why_and_ann_gets_it(at_the_shop, served, people, ann, bob, sue):
    first, second = at_the_shop(), at_the_shop()
    for chat, words in ((first, "Is the celadon pot back?"), (second, "And the cups?")):
        chat.open().begin()
        chat.send(words)
    expect(second.frame.locator(".event.queue")).to_contain_text("Nobody is here right now")

    desk = people.arrive(viewport={"width": 1440, "height": 900})
    sign_in(desk, served, sue)
    desk.goto(f"{served.url}/queue")
    line = desk.locator(".queue-line", has_text="Orders")
    expect(line.locator("tbody tr")).to_have_count(2)
    expect(line).to_contain_text("Nobody of the team is here.")
    expect(line).to_contain_text("What would free it: Somebody of the team comes online.")

    console = people.arrive(viewport={"width": 1440, "height": 900})
    sign_in(console, served, ann)
    expect(desk.locator(".queue-page")).to_contain_text("Nobody is waiting", timeout=60_000)
    follow()
    expect(second.frame.locator(".event.queue")).to_be_empty()

    console.locator("[data-ticket]", has_text="And the cups?").first.click()
    why = console.locator(".why")
    expect(why).to_contain_text("Given to Ann after waiting in the queue (Least busy)")

    console.locator("nav.rail .rail-item:has(.avatar)").click()
    console.get_by_role("menuitem", name="Hand over my tickets").click()
    console.get_by_role("button", name="Hand over", exact=True).click()
    expect(console.locator(".toast", has_text="2 tickets were handed over.")).to_be_visible()
    expect(line.locator("tbody tr")).to_have_count(2, timeout=60_000)
    expect(line).to_contain_text("The only one with room has put it back")
    follow()
    expect(first.frame.locator(".event.queue")).to_contain_text("You are next.")
