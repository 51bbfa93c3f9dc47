"""A new order makes a customer a VIP: the segment counts her, a rule moves her ticket, and her own agent gets it."""

import base64
from datetime import UTC, datetime

import pytest
import requests
from playwright.sync_api import expect

from tests.console.desk import *  # noqa: F403
from tests.stories.test_the_main_job import sign_in
from tests.support.eventually import eventually

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
PATIENCE = 60_000
RULE = "High-value customers to VIP"


class Shop:
    """The company's shop: a program with mia's token that tells orders and passes on what customers write."""

    def __init__(self, server):
        token = server.run("token", "create", "--email", "mia@demo.test").strip().splitlines()[-1].split()[-1]
        self.api = requests.Session()
        signed = base64.b64encode(f"mia@demo.test/token:{token}".encode()).decode()
        self.api.headers["Authorization"] = f"Basic {signed}"
        self.url = f"{server.url}/api/v2"

    def tells(self, path: str, **body) -> dict:
        answer = self.api.post(f"{self.url}/{path}.json", json=body)
        assert answer.ok, answer.text
        return answer.json()

    def sells(self, user: int, number: int, total: int) -> None:
        now = datetime.now(UTC).isoformat()
        order = {"external_id": f"vera-{number}", "user_id": user, "currency": "CNY", "total": total, "placed_at": now}
        self.tells("orders", order=order | {"status": "paid"})

    def value_of(self, user: int) -> str:
        return self.api.get(f"{self.url}/users/{user}/value.json").json()["value"]["value"]

    def hears(self, user: int, subject: str) -> int:
        ticket = {"requester_id": user, "subject": subject, "comment": {"body": "Hello, it is Vera."}}
        return self.tells("tickets", ticket=ticket)["ticket"]["id"]


@pytest.fixture
def mia(live_server, people):
    """Mia, who lets the VIP team's tickets go to each customer's own agent and switches the rule on, for this story."""
    mia = sign_in(people.arrive(viewport={"width": 1440, "height": 900}), live_server.url, "mia@demo.test")
    strategy(mia, live_server.url, "vip_agent", "least_busy")
    switch(mia, live_server.url, "Switch on")
    yield mia
    switch(mia, live_server.url, "Switch off")
    strategy(mia, live_server.url, "least_busy", "")


def strategy(mia, url: str, first: str, second: str) -> None:
    mia.goto(f"{url}/settings/assignment")
    mia.get_by_role("link", name="VIP and business").click()
    mia.locator("select[name=strategy]").nth(0).select_option(first)
    mia.locator("select[name=strategy]").nth(1).select_option(second)
    mia.get_by_role("button", name="Save").click()
    expect(mia.locator(".banner.good")).to_be_visible()


def switch(mia, url: str, name: str) -> None:
    mia.goto(f"{url}/settings/rules")
    mia.get_by_role("link", name=RULE).click()
    mia.get_by_role("button", name=name).click()
    expect(mia.locator(".banner.good")).to_be_visible()


def high_values(page, url: str) -> int:
    page.goto(f"{url}/customers")
    return int(page.get_by_role("link", name="High value").locator(".count").inner_text())


def test_a_new_order_makes_her_a_vip_and_her_own_agent_gets_her_ticket(live_server, desk, mia):
    shop, url = Shop(live_server), live_server.url
    vera = shop.tells("users", user={"name": "Vera Vance", "email": "vera@vance.example"})["user"]["id"]
    for number in range(5):
        shop.sells(vera, number, 20)
    before = high_values(mia, url)
    mia.goto(f"{url}/customers/{vera // 2}")
    mia.get_by_label("Looked after by").select_option(label="Ann Zhao")
    ann = desk("ann", viewport={"width": 1440, "height": 900})

    first = shop.hears(vera, "A question of a newcomer")
    ann.goto(f"{url}/tickets/{first}")
    expect(ann.get_by_text("VIP and business")).to_have_count(0)

    shop.sells(vera, 6, 20_000)
    eventually(lambda: shop.value_of(vera) == "high", within=40, every=0.5)
    assert eventually(lambda: high_values(mia, url) == before + 1, within=40, every=1)

    second = shop.hears(vera, "A question of a VIP")
    ann.goto(f"{url}/tickets/{second}")
    panel = ann.locator(".panel")
    expect(panel.get_by_text("VIP and business").first).to_be_visible(timeout=PATIENCE)
    expect(panel.get_by_text("Ann Zhao").first).to_be_visible(timeout=PATIENCE)
    expect(panel.get_by_text("The VIP’s own agent").first).to_be_visible(timeout=PATIENCE)
    expect(panel.locator(".pill", has_text="High value")).to_be_visible(timeout=PATIENCE)
