"""The bot in the shop's chat: it answers in both languages, calls a person when it cannot, learns from an editor."""

import pytest
from playwright.sync_api import expect

from tests.stories.test_the_main_job import _at_the_shop, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
PATIENCE = 90_000  # the first question waits until the articles are read
UNKNOWN = "Do you repair antique clocks?"
# Another one each time it is told: the article of the last time is still there, and would answer it.
UNANSWERED = iter(
    [
        ("Can you engrave a name on the lid of a teapot?", "Yes: up to twelve letters on the lid, within three days."),
        ("May schoolchildren visit your kiln?", "Yes: classes of up to thirty come on Wednesday mornings."),
    ]
)


def says(chat, words):
    """The bot has said this."""
    expect(chat.frame.locator(".bubble", has_text=words).last).to_be_visible(timeout=PATIENCE)


def asked(people, url, words, **context):
    """Somebody new opens the chat and asks."""
    chat = _at_the_shop(people.arrive(**context), url)
    chat.begin()
    chat.write(words)
    return chat


def test_a_shop_asks_in_both_languages_and_what_it_cannot_answer_ends_with_a_person(people, live_server):
    carol = asked(people, live_server.url, "do you ship to hong kong")
    says(carol, "I am Tide, a bot.")
    says(carol, "From “How long does delivery take?”")
    carol.frame.get_by_role("button", name="Yes, thank you").click()
    says(carol, "Good to hear.")

    wei = asked(people, live_server.url, "能开发票吗", locale="zh-CN")
    says(wei, "我是机器人小汐。")
    says(wei, "摘自《怎么开发票？》")

    ann = sign_in(people.arrive(viewport={"width": 1440, "height": 900}), live_server.url, "ann@demo.test")
    dan = asked(people, live_server.url, UNKNOWN)
    says(dan, "passing you on to a colleague")
    ann.get_by_text("All open", exact=True).first.click()  # it waits, or it is hers by now
    ann.locator("[data-ticket]", has_text=UNKNOWN).first.click(timeout=PATIENCE)
    note = ann.locator(".thread-pane, main").get_by_text(f"“{UNKNOWN}” — knew no answer").first
    expect(note).to_be_visible(timeout=PATIENCE)


def test_an_editor_turns_a_gap_into_an_article_and_the_bot_answers_it(people, live_server):
    question, answer = next(UNANSWERED)
    dan = asked(people, live_server.url, question)
    says(dan, "passing you on to a colleague")
    sue = sign_in(people.arrive(viewport={"width": 1440, "height": 900}), live_server.url, "sue@demo.test")
    sue.goto(f"{live_server.url}/settings/gaps")
    sue.get_by_role("link", name=question).first.click()
    sue.fill("[name=body]", answer)
    sue.get_by_role("button", name="Make the draft").click()
    sue.get_by_role("button", name="Publish", exact=True).first.click()
    expect(sue.get_by_role("button", name="Withdraw").first).to_be_visible()

    eve = asked(people, live_server.url, question)
    says(eve, answer.removeprefix("Yes: ").split(",")[0])
