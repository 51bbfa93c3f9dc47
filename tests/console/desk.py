"""The console opened by people of the demo in real browsers."""

import pytest

from tests.support.running import PASSWORD


@pytest.fixture
def desk(people, live_server):
    """desk("ann"): a window in which ann has the console open at the list of all open tickets."""

    def opens(who: str = "ann", **window):
        page = people.arrive(**window)
        sign_in(page, live_server.url, who)
        page.goto(f"{live_server.url}/views/{all_open(page)}")
        page.wait_for_selector(".row")
        return page

    return opens


def sign_in(page, url: str, who: str) -> None:
    page.goto(f"{url}/sign-in")
    page.fill("[name=email]", f"{who}@demo.test")
    page.fill("[name=password]", PASSWORD)
    page.click("form .button.primary")
    page.wait_for_selector(".rows-scroll")


def all_open(page) -> int:
    """The number of the view of all open tickets, whatever language its name is in."""
    start = page.evaluate("fetch('/console/start.json').then((answer) => answer.json())")
    return next(v["id"] for v in start["views"] if v["group"] == "all" and v["icon"] == "circle-dot")


def open_first(page) -> int:
    """Open the first ticket of the list by its key."""
    page.keyboard.press("j")
    page.wait_for_selector(".composer")
    return open_ticket(page)


def open_ticket(page) -> int:
    return int(page.get_attribute('.row[aria-current="true"]', "data-ticket"))
