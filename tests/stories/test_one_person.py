"""One person, two channels: she writes by e-mail, then by WeChat; ann is told why, merges them, and takes it back."""

import base64

import pytest
import requests
from playwright.sync_api import expect

from tests.console.desk import *  # noqa: F403
from tests.console.desk import session_of
from tests.support.eventually import eventually

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
PATIENCE = 60_000


class Sue:
    """Somebody at the simulator, and a program of mia's."""

    def __init__(self, server):
        self.server, self.browser = server, requests.Session()
        for cookie in session_of(server, "sue"):
            self.browser.cookies.set(cookie["name"], cookie["value"])
        csrf = self.browser.get(f"{server.url}/console/start.json").json()["csrf"]
        self.browser.headers["X-CSRF-Token"] = csrf
        token = server.run("token", "create", "--email", "mia@demo.test").strip().splitlines()[-1].split()[-1]
        signed = base64.b64encode(f"mia@demo.test/token:{token}".encode()).decode()
        self.program = {"Authorization": f"Basic {signed}"}

    def newcomer(self, key: str, name: str) -> dict:
        address = f"{self.server.url}/simulator/{key}/people"
        return self.browser.post(address, json={"name": name, "language": "en"}).json()["person"]

    def writes(self, key: str, person: dict, text: str) -> None:
        said = {"what": "text", "person": person["id"], "text": text}
        self.browser.post(f"{self.server.url}/simulator/{key}/acts", data=said).raise_for_status()

    def ticket_about(self, text: str) -> dict:
        """The ticket that begins with these words, when it is there."""
        found = requests.get(
            f"{self.server.url}/api/v2/search.json",
            params={"query": f'type:ticket "{text}"', "sort_by": "created_at", "sort_order": "desc"},
            headers=self.program,
        ).json()["results"]
        return found[0] if found else None

    def notes_address(self, user: int, email: str) -> None:
        """Somebody notes the e-mail address that she gave."""
        requests.post(
            f"{self.server.url}/api/v2/users/{user}/identities.json",
            json={"identity": {"type": "email", "value": email}},
            headers=self.program,
        ).raise_for_status()


def test_a_customer_is_recognised_merged_and_taken_apart_again(live_server, desk):
    sue = Sue(live_server)
    at_mail, at_wechat = sue.newcomer("email", "Nora Fogg"), sue.newcomer("wechat", "Nora F")
    sue.writes("email", at_mail, "Marmalade teapot arrived broken")
    sue.writes("wechat", at_wechat, "Periwinkle saucer is missing")
    mailed = eventually(lambda: sue.ticket_about("Marmalade teapot"), within=40, every=0.5)
    chatted = eventually(lambda: sue.ticket_about("Periwinkle saucer"), within=40, every=0.5)
    email = requests.get(f"{live_server.url}/api/v2/users/{mailed['requester_id']}.json", headers=sue.program).json()[
        "user"
    ]["email"]
    sue.notes_address(chatted["requester_id"], email)

    ann = desk("ann", viewport={"width": 1440, "height": 900})
    ann.goto(f"{live_server.url}/tickets/{chatted['id']}")
    panel = ann.locator(".panel")
    expect(panel.get_by_text("Same person?")).to_be_visible(timeout=PATIENCE)
    expect(panel.get_by_text("same E-mail")).to_be_visible()
    assert email not in ann.content()

    panel.get_by_role("button", name="Same person", exact=True).click()
    ann.get_by_role("dialog").get_by_role("button", name="Merge").click()
    expect(panel.get_by_text("Counted as one with")).to_be_visible(timeout=PATIENCE)
    expect(panel.get_by_text("Marmalade teapot arrived broken").first).to_be_visible(timeout=PATIENCE)

    panel.get_by_role("button", name="Show E-mail").first.click()
    ann.get_by_role("button", name="To check who it is").click()
    ann.get_by_role("dialog").get_by_role("button", name="Show", exact=True).click()
    expect(panel.get_by_text(email).first).to_be_visible(timeout=PATIENCE)

    panel.get_by_role("button", name="Take apart").click()
    expect(panel.get_by_text("Counted as one with")).to_be_hidden(timeout=PATIENCE)
    expect(panel.get_by_text("Marmalade teapot arrived broken")).to_have_count(0, timeout=PATIENCE)
