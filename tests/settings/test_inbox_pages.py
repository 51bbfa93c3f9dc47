"""Connecting a channel: what to do stands beside where to paste it, secrets can be rotated, and a test says why."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from channels import Inbox, Outgoing, all_adapters, breaker, trouble
from channels.channel import Later, Refused, Setting
from channels.health import health_of
from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.hot import get
from helpdesk.settings.inbox_form import _CHOICES
from tests.channels.pigeon import Pigeon, loft, release
from tests.channels.test_delivery import letter
from tickets import reply


@pytest.fixture
def heron(app, monkeypatch):
    """A channel with steps, a secret that can be rotated, a word that is made here, and a test."""
    bird = Pigeon("heron")
    bird.settings = [
        Setting("token", title=("Token", "令牌"), help=("In the nest", "在巢中"), secret=True),
        Setting("token_before", secret=True, required=False),
        Setting("verify", title=("Verify token", "校验令牌"), required=False, made=True, secret=True),
        Setting("base_url", required=False, advanced=True, default="https://api.heron.test"),
    ]
    bird.steps = [("Paste {webhook}?step=end and {verify} there", "将 {webhook}?step=end 与 {verify} 填入")]
    bird.check = lambda settings: [] if settings["token"] == "right" else [("The token is wrong.", "令牌有误。")]
    release(monkeypatch, bird, Pigeon("pigeon"))
    for place in ("helpdesk.settings.inboxes", "helpdesk.settings.inbox_tests"):
        monkeypatch.setattr(f"{place}.all_adapters", lambda: {"heron": bird, "pigeon": Pigeon("pigeon")})
    monkeypatch.setattr("channels.health.all_adapters", lambda: {"heron": bird})
    return bird


def the_inbox() -> Inbox:
    db.session.expire_all()
    return db.session.scalar(select(Inbox))


def test_the_address_that_is_shown_before_connecting_is_the_one_it_has_after(heron, as_agent, mia):
    admin = as_agent(mia)
    page = admin.get("/settings/inboxes/new/heron").text
    key, made = re.search(r"/hooks/([\w-]{22})", page)[1], re.search(r'name="setting.verify" value="([\w-]+)"', page)[1]
    assert (
        f'data-copies="http://127.0.0.1:8000/hooks/{key}?step=end"' in page
    )  # what follows the address is copied with it
    assert page.count(made) >= 3  # in the step, on its copy button, and in its field
    admin.post("/settings/inboxes/new/heron", data={"setting.token": "right", "setting.verify": made, "key": key})
    assert (the_inbox().key, the_inbox().settings["verify"]) == (key, made)
    assert the_inbox().settings["base_url"] == "https://api.heron.test"


def test_what_can_be_chosen_is_said_in_words_in_both_languages(app, as_agent, mia):
    values = {choice for adapter in all_adapters().values() for one in adapter.settings for choice in one.choices}
    assert values <= set(_CHOICES) and {"yes", "optional", "safe"} <= values
    with transaction():
        db.session.get(type(mia), mia.id).language = "zh"
    page = as_agent(mia).get("/settings/inboxes/new/form").text
    assert '<option value="required" >是，必填</option>' in page and '<option value="no" >否</option>' in page


def test_a_key_that_somebody_else_has_is_not_taken_over(heron, as_agent, mia):
    other = loft(key="somebody-elses-key-1")
    as_agent(mia).post("/settings/inboxes/new/heron", data={"setting.token": "right", "key": other.key})
    keys = db.session.scalars(select(Inbox.key)).all()
    assert len(set(keys)) == 2


def test_a_replaced_secret_goes_on_counting_until_it_is_ended(heron, as_agent, mia):
    admin = as_agent(mia)
    admin.post("/settings/inboxes/new/heron", data={"setting.token": "first-canary"})
    at = f"/settings/inboxes/{the_inbox().id}"
    admin.post(at, data={"setting.token": "second-canary", "enabled": "1"})
    assert (the_inbox().settings["token"], the_inbox().settings["token_before"]) == ("second-canary", "first-canary")
    page = admin.get(at).text
    assert "canary" not in page and "still counts" in page and 'name="setting.token_before"' not in page
    admin.post(at, data={"setting.token": "", "enabled": "1"})
    assert the_inbox().settings["token_before"] == "first-canary"
    admin.post(at, data={"end.token": "1", "enabled": "1"})
    assert (the_inbox().settings["token"], the_inbox().settings["token_before"]) == ("second-canary", "")


def test_the_page_says_since_when_a_secret_is_set(heron, as_agent, mia):
    admin = as_agent(mia)
    admin.post("/settings/inboxes/new/heron", data={"setting.token": "right"})
    inbox = the_inbox()
    assert clock.iso(clock.now())[:10] in admin.get(f"/settings/inboxes/{inbox.id}").text
    assert inbox.options["secrets_set"]["token"] <= clock.iso(clock.now())


@pytest.mark.parametrize(("language", "words"), [("en", "The token is wrong."), ("zh", "令牌有误。")])
def test_a_test_before_connecting_says_what_is_wrong_in_the_readers_language(heron, as_agent, mia, language, words):
    admin = as_agent(mia)
    admin.post("/settings/me", data={"name": "Mia", "language": language, "time_zone": "UTC", "theme": "system"})
    answer = admin.post("/settings/inboxes/new/heron/check", data={"setting.token": "wrong"}).json
    assert (answer["ok"], answer["problems"]) == (False, [words])
    assert admin.post("/settings/inboxes/new/heron/check", data={"setting.token": "right"}).json["ok"] is True
    assert the_inbox() is None


def test_a_test_tries_what_is_typed_over_what_is_stored_and_stores_nothing(heron, as_agent, mia):
    admin = as_agent(mia)
    admin.post("/settings/inboxes/new/heron", data={"setting.token": "right"})
    at = f"/settings/inboxes/{the_inbox().id}/check"
    assert admin.post(at, data={"setting.token": ""}).json["ok"] is True
    assert admin.post(at, data={"setting.token": "wrong"}).json["ok"] is False
    assert the_inbox().settings["token"] == "right"


def test_a_test_that_stumbles_says_so_and_shows_no_inside(heron, as_agent, mia):
    def stumble(settings):
        raise KeyError("canary")

    def refuse(settings):
        raise Refused("The provider is closed.")

    admin = as_agent(mia)
    heron.check = stumble
    said = admin.post("/settings/inboxes/new/heron/check", data={"setting.token": "right"})
    assert "KeyError" in said.json["problems"][0] and "canary" not in said.text
    heron.check = refuse
    said = admin.post("/settings/inboxes/new/heron/check", data={"setting.token": "right"})
    assert said.json["problems"] == ["The provider is closed."]


def test_that_a_provider_cannot_be_reached_is_said_in_the_readers_language(heron, as_agent, mia):
    def unreachable(settings):
        raise Later(trouble.NO_CONNECTION)

    admin = as_agent(mia)
    heron.check = unreachable
    admin.post("/settings/inboxes/new/heron", data={"setting.token": "right"})
    breaker.stumbled(the_inbox().id, f"Heron: {trouble.IN_TROUBLE} (503)")
    for language, why, stored in (
        ("en", trouble.NO_CONNECTION, "is in trouble (503)"),
        ("zh", "无法连接服务商", "服务商出现故障 (503)"),
    ):
        admin.put("/console/me/preferences", json={"language": language})
        said = admin.post("/settings/inboxes/new/heron/check", data={"setting.token": "right"})
        assert said.json["problems"] == [why]
        for page in ("inboxes", f"inboxes/{the_inbox().id}"):
            assert stored in admin.get(f"/settings/{page}").text


def test_the_first_message_is_noticed(heron, as_agent, mia):
    admin = as_agent(mia)
    admin.post("/settings/inboxes/new/heron", data={"setting.token": "right"})
    inbox = the_inbox()
    assert "data-awaits" in admin.get(f"/settings/inboxes/{inbox.id}").text
    assert admin.get(f"/settings/inboxes/{inbox.id}/state.json").json["last_in_at"] is None
    with transaction():
        get(Inbox, inbox.id).last_in_at = clock.now()
    assert admin.get(f"/settings/inboxes/{inbox.id}/state.json").json["last_in_at"]
    assert "data-awaits" not in admin.get(f"/settings/inboxes/{inbox.id}").text


def test_health_counts_what_waits_and_what_failed_and_warns_before_a_token_ends(heron, ann):
    inbox = loft("heron")
    heron.expires_at = lambda settings: clock.now() + timedelta(days=3)
    reply(letter(inbox), by=ann, text="waits")
    failed = reply(letter(inbox, "dave"), by=ann, text="fails")
    with transaction():
        db.session.scalar(select(Outgoing).where(Outgoing.message_id == failed.id)).state = "failed"
    health = health_of([inbox])[inbox.id]
    assert (health.waiting, health.failed, health.dead, health.expires_soon) == (1, 1, 0, True)
    heron.expires_at = lambda settings: settings["nothing"]
    assert health_of([inbox])[inbox.id].expires_at is None


def test_an_inbox_that_rests_can_be_tried_now(heron, as_agent, mia):
    inbox = loft("heron")
    for _ in range(breaker.PATIENCE):
        breaker.stumbled(inbox.id, "the provider is in trouble (500)")
    admin = as_agent(mia)
    assert "Try now" in admin.get("/settings/inboxes").text
    assert [one["id"] for one in admin.get("/console/troubles.json").json["inboxes"]] == [inbox.id]
    admin.post(f"/settings/inboxes/{inbox.id}/try")
    assert breaker.open_inbox(inbox.id) is not None
    assert admin.get("/console/troubles.json").json["inboxes"] == []
