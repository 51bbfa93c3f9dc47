"""The console opened by people of the demo in real browsers."""

import pytest
import requests

from tests.support.running import PASSWORD


@pytest.fixture
def desk(people, live_server):
    """desk("ann"): a window in which ann has the console open at the list of all open tickets."""

    def opens(who: str = "ann", **window):
        page = people.arrive(**window)
        page.context.add_cookies(session_of(live_server, who))
        page.goto(f"{live_server.url}/views/{live_server.all_open}")
        page.wait_for_selector(".row")
        return page

    return opens


def session_of(server, who: str) -> list[dict]:
    """The cookies of somebody who has signed in; each signs in once for all tests."""
    kept = server.__dict__.setdefault("sessions", {})
    if who not in kept:
        browser = requests.Session()
        token = browser.get(f"{server.url}/sign-in.json").json()["csrf"]
        said = {"email": f"{who}@demo.test", "password": PASSWORD}
        browser.post(f"{server.url}/sign-in", json=said, headers={"X-CSRF-Token": token}).raise_for_status()
        views = browser.get(f"{server.url}/console/start.json").json()["views"]
        server.all_open = next(v["id"] for v in views if v["group"] == "all" and v["icon"] == "circle-dot")
        kept[who] = [{"name": c.name, "value": c.value, "url": server.url} for c in browser.cookies]
    return kept[who]


def open_first(page) -> int:
    """Open the first ticket of the list by its key."""
    page.keyboard.press("j")
    page.wait_for_selector(".composer")
    return open_ticket(page)


def open_ticket(page) -> int:
    return int(page.get_attribute('.row[aria-current="true"]', "data-ticket"))


def take_back(page) -> None:
    """Empty what is being written, and be sure that nobody finds it as a draft."""
    with page.expect_response(lambda answer: answer.request.method == "DELETE" and answer.url.endswith("/draft")):
        page.fill(".writing-field", "")
