"""A breach climbs to sue's desk of escalations while she looks; she takes it and ends it, and the bell has told her."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from helpdesk import clock

pytestmark = pytest.mark.browser


def test_a_breach_climbs_to_sues_desk_while_she_looks(desk, live_server):
    sue = desk("sue")
    sue.goto(f"{live_server.url}/escalations")
    expect(sue.get_by_role("heading", name="Escalations")).to_be_visible()
    before = sue.locator(".escalation-line").count()
    later = (clock.now() + timedelta(days=5)).isoformat()
    live_server.run("sweep", "--as-of", later)
    expect(sue.locator(".escalation-line").nth(before)).to_be_visible(timeout=20_000)
    broken = sue.locator(".escalation-line", has_text="Limit broken").first
    expect(broken).to_be_visible()
    about = broken.get_by_role("link").first.inner_text()
    broken.get_by_role("button", name="Take it").click()
    mine = sue.locator(".escalation-line", has_text=about).filter(has_text="Limit broken")
    expect(mine.get_by_text("Sue", exact=False).first).to_be_visible()
    mine.get_by_role("button", name="End").click()
    sue.get_by_label("What should they know?").fill("Called back, all is well")
    sue.get_by_role("dialog").get_by_role("button", name="End").click()
    expect(mine).to_have_count(0)
    sue.get_by_role("button", name="unread notification").first.click()
    expect(sue.get_by_role("dialog").get_by_text("Handed up", exact=False).first).to_be_visible()
