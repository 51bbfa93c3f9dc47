"""Bots by API: which there are, switched and set, tried with a question, their answers judged."""

import pytest
from sqlalchemy import select

from chatbot import trying
from chatbot.turn import Turn
from helpdesk import lanes
from helpdesk.api import limiting, signing_in
from helpdesk.db import db
from tests.api.conftest import Program
from tests.chatbot.conftest import *  # noqa: F403


@pytest.fixture(autouse=True)
def nobody_asked_before(app):
    """Whom the last test knew is no one here."""
    signing_in.forget(), limiting.forget()


def test_a_bot_is_found_switched_off_and_made_surer(client, sue, bot_on):
    inbox, _ = bot_on("webchat", name_en="Tide")
    led = Program(client, sue)
    (bot,) = led.get("bots.json")["bots"]
    assert (bot["inbox_id"], bot["enabled"], bot["name_en"], bot["precision_wanted"]) == (inbox.id, True, "Tide", 0.9)
    assert (bot["judged_lately"], bot["right_lately"]) == (0, None)
    hours = {"zone": "Asia/Shanghai", "days": [[["09:00", "18:00"]]] * 5 + [[], []]}
    said = {"bot": {"enabled": False, "precision_wanted": 0.95, "hours": hours, "tone": "plain"}}
    changed = led.put(f"inboxes/{inbox.id}/bot.json", said)["bot"]
    assert changed == led.get(f"inboxes/{inbox.id}/bot.json")["bot"]
    assert (changed["enabled"], changed["precision_wanted"], changed["hours"], changed["tone"]) == (
        False, 0.95, hours, "plain"
    )  # fmt: skip
    assert led.put(f"inboxes/{inbox.id}/bot.json", {"bot": {"hours": None}})["bot"]["hours"] is None


@pytest.mark.parametrize(
    "said",
    [
        {"enabled": "yes"},
        {"precision_wanted": 1.5},
        {"precision_wanted": "0.9"},
        {"precision_wanted": True},
        {"tone": "rude"},
        {"mail": 3},
        {"name_en": "x" * 200},
        {"hours": []},
        {"hours": {"zone": "Nowhere/Land", "days": [[]] * 7}},
        {"hours": {"zone": "UTC", "days": [1] * 7}},
        {"hours": {"zone": "UTC", "days": [["09:00"]] * 7}},
        {"hours": {"zone": "UTC", "days": [[["25:00", "26:00"]]] * 7}},
        {"hours": {"zone": "UTC", "days": [[[1, {}]]] * 7}},
    ],
)
def test_what_cannot_be_kept_is_refused_and_changes_nothing(client, sue, bot_on, said):
    inbox, _ = bot_on("webchat")
    led = Program(client, sue)
    before = led.get(f"inboxes/{inbox.id}/bot.json")
    answer = led.ask("PUT", f"inboxes/{inbox.id}/bot.json", {"bot": said})
    assert answer.status_code == 422, answer.text
    assert led.get(f"inboxes/{inbox.id}/bot.json") == before


def test_a_question_is_tried_and_nobody_hears_of_it(client, sue, bot_on, shop):
    inbox, _ = bot_on("webchat")
    led = Program(client, sue)
    begun = led.post(f"inboxes/{inbox.id}/bot/trials.json", {"trial": {"text": "can I pay with paypal"}})["trial"]
    assert begun["status"] == "queued"
    trying.work_out(begun["id"])
    lanes.finish(30)
    tried = led.get(f"bot_trials/{begun['id']}.json")["trial"]
    assert (tried["status"], tried["language"]) == ("completed", "en")
    assert tried["found"][0]["title"] == "Which payments do you take?"
    assert tried["band"] in ("answer", "did_you_mean")
    assert db.session.scalar(select(Turn.id)) is None
    assert led.ask("GET", "bot_trials/try:0000.json").status_code == 404
    for text in ("", "   ", None, 7, "x" * 2000):
        assert led.ask("POST", f"inboxes/{inbox.id}/bot/trials", {"trial": {"text": text}}).status_code == 422


def test_an_answer_is_judged_by_who_sees_its_ticket(client, sue, eve, bot_on, shop, asks):
    inbox, _ = bot_on("webchat", aim=0.5)
    ticket, _ = asks(inbox, "can I pay with paypal")
    led = Program(client, sue)
    (turn,) = led.get(f"tickets/{ticket.id}/bot_turns.json")["bot_turns"]
    assert (turn["band"], turn["verdict"]) == ("answer", None)
    judged = led.put(f"bot_turns/{turn['id']}.json", {"bot_turn": {"verdict": "wrong"}})["bot_turn"]
    assert (judged["verdict"], judged["verdict_by"]) == ("wrong", "agent")
    assert led.get("bots.json")["bots"][0]["right_lately"] == 0.0
    assert led.ask("PUT", f"bot_turns/{turn['id']}.json", {"bot_turn": {"verdict": "so-so"}}).status_code == 422
    assert led.ask("PUT", "bot_turns/999.json", {"bot_turn": {"verdict": "right"}}).status_code == 404
    other = Program(client, eve)
    assert other.ask("GET", f"tickets/{ticket.id}/bot_turns.json").status_code == 404
    assert other.ask("PUT", f"bot_turns/{turn['id']}.json", {"bot_turn": {"verdict": "right"}}).status_code == 404


def test_agents_find_no_bots_and_the_telephone_has_none(client, sue, ann, bot_on):
    inbox, _ = bot_on("webchat")
    voice, _ = bot_on("voice")
    agent, led = Program(client, ann), Program(client, sue)
    tries = [("GET", "bots.json"), ("GET", f"inboxes/{inbox.id}/bot.json"), ("PUT", f"inboxes/{inbox.id}/bot.json"),
             ("POST", f"inboxes/{inbox.id}/bot/trials.json"), ("GET", "bot_trials/try:1.json")]  # fmt: skip
    for method, path in tries:
        body = {"bot": {"enabled": False}, "trial": {"text": "hello"}} if method != "GET" else None
        assert agent.ask(method, path, body).status_code == 404, path
    assert led.ask("GET", f"inboxes/{voice.id}/bot.json").status_code == 404
    assert len(led.get("bots.json")["bots"]) == 1
