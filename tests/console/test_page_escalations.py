"""A breach climbs to sue's desk of escalations while she looks; she takes it and ends it, and the bell has told her."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_breach_climbs_to_sues_desk_while_she_looks(desk, live_server):
    sue = desk("sue")
    sue.goto(f"{live_server.url}/escalations")
    expect(sue.get_by_role("heading", name="Escalations")).to_be_visible()
    let_a_limit_run_out(live_server)
    broken = sue.locator(".escalation-line", has_text="Limit broken").first
    expect(broken).to_be_visible(timeout=60_000)
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


def let_a_limit_run_out(server) -> None:
    """The time of one promise is over this moment; the program's own sweep finds it."""
    now = datetime.now(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    with closing(sqlite3.connect(server.data / "helpdesk.db", timeout=30)) as database, database:
        database.execute(
            "UPDATE sla_clock SET due_at = ?, next_at = ? WHERE id = (SELECT sla_clock.id FROM sla_clock JOIN ticket"
            " ON ticket.id = ticket_id WHERE sla_clock.next_at > ? AND sla_clock.breached_at IS NULL"
            " AND type <> 'complaint' AND metric <> 'solution' ORDER BY sla_clock.id LIMIT 1)",
            (now, now, now),
        )
