"""The main job, from the first word to the last: chat, console, chat, and e-mail when the customer has left."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from playwright.sync_api import Page, expect

from tests.support.eventually import eventually
from tests.support.running import PASSWORD
from tests.widget.shop import Chat

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]
MAILBOX = "help@songtide.test"
CAROL = "carol.whitcombe@example.com"
PATIENCE = 60_000


@pytest.fixture
def mail(live_server, people, smtp_server, imap_server):
    """mia connects the shop's e-mail inbox to real servers; afterwards it is as it was."""
    servers = {
        "imap_host": imap_server.host,
        "imap_port": str(imap_server.port),
        "imap_security": "none",
        "imap_user": MAILBOX,
        "imap_password": imap_server.password,
        "smtp_host": smtp_server.host,
        "smtp_port": str(smtp_server.port),
        "smtp_security": "none",
        "try_out": "no",
    }
    mia = sign_in(people.arrive(), live_server.url, "mia@demo.test")
    _set(mia, live_server.url, servers)
    yield smtp_server
    _set(mia, live_server.url, {"imap_host": "", "smtp_host": "", "try_out": "no"})


def sign_in(page: Page, url: str, email: str) -> Page:
    """A person at their console."""
    page.set_default_timeout(PATIENCE)
    page.goto(f"{url}/sign-in")
    page.fill("[name=email]", email)
    page.fill("[name=password]", PASSWORD)
    page.click("button.primary")
    page.wait_for_url(lambda address: "/sign-in" not in address)
    return page


def test_a_question_in_the_chat_is_answered_there_and_by_mail(live_server, people, mail, imap_server):
    ann = sign_in(people.arrive(viewport={"width": 1440, "height": 900}), live_server.url, "ann@demo.test")
    ann.locator("[data-ticket], .empty, .list-pane").first.wait_for()
    carol = people.arrive()
    carol.set_default_timeout(PATIENCE)
    chat = _at_the_shop(carol, live_server.url)

    chat.begin()
    chat.frame.locator("input[name=name]").fill("Carol Whitcombe")
    chat.frame.locator("input[name=email]").fill(CAROL)
    chat.write("Does the celadon pot keep its colour in the dishwasher?")

    expect(chat.frame.locator(".bubble:not(.mine)").first).to_be_visible(timeout=3 * PATIENCE)  # the bot is first
    chat.write("I would like a person, please.")

    row = ann.locator("[data-ticket]", has_text="Carol Whitcombe").first
    expect(row).to_be_visible(timeout=3 * PATIENCE)
    number = int(row.get_attribute("data-ticket"))
    row.click()
    _answer(ann, "It does, for years. Which size is yours?")
    expect(chat.frame.locator(".bubble", has_text="It does, for years")).to_be_visible(timeout=PATIENCE)

    carol.close()
    _answer(ann, "And it is two years under warranty.")
    sent = eventually(lambda: _mailed(live_server, mail), within=60, every=0.5)
    assert sent.recipients == [CAROL]
    assert "two years under warranty" in sent.message.get_content()
    assert "Songtide" in sent.message["Subject"]

    imap_server.put(MAILBOX, _reply_to(sent, "It is the small one, thank you."))
    expect(ann.locator(".thread-pane, main").get_by_text("It is the small one, thank you.").first).to_be_visible(
        timeout=60_000
    )
    assert f"/{number}" in ann.url

    again = _at_the_shop(carol.context.new_page(), live_server.url)
    for words in ("dishwasher?", "It does, for years", "under warranty", "the small one"):
        expect(again.frame.locator(".bubble", has_text=words)).to_have_count(1, timeout=PATIENCE)


def _at_the_shop(page: Page, url: str) -> Chat:
    page.goto(f"{url}/demo?lang=en")
    return Chat(page).open()


def _answer(agent: Page, text: str) -> None:
    box = agent.locator("textarea.writing-field")
    box.fill(text)
    box.press("Control+Enter")
    expect(box).to_have_value("")
    expect(agent.get_by_text(text).first).to_be_visible(timeout=PATIENCE)


def _mailed(live_server, smtp_server):
    """As if two minutes had passed: what is due goes out."""
    live_server.run("sweep", "--as-of", (datetime.now(UTC) + timedelta(minutes=2)).isoformat(), check=False)
    return next(iter(smtp_server.sent_to(CAROL)), None)


def _reply_to(sent, text: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = f"Carol Whitcombe <{CAROL}>", sent.message["Reply-To"] or MAILBOX
    mail["Subject"] = f"Re: {sent.message['Subject']}"
    mail["Message-ID"], mail["In-Reply-To"] = "<first@example.com>", sent.message["Message-ID"]
    mail["References"] = sent.message["Message-ID"]
    mail.set_content(f"{text}\n\nOn Sunday, Ann wrote:\n> And it is two years under warranty.\n")
    return mail.as_bytes()


def _set(mia: Page, url: str, values: dict[str, str]) -> None:
    """What an admin does on the inbox's page."""
    mia.goto(f"{url}/settings/inboxes")
    mia.get_by_role("link", name=MAILBOX).first.click()
    for name, value in values.items():
        field = mia.locator(f"[name='setting.{name}']")
        field.select_option(value) if field.evaluate("f => f.tagName") == "SELECT" else field.fill(value)
    mia.locator("form:has([name='setting.address']) button.primary").click()
    mia.wait_for_load_state()
