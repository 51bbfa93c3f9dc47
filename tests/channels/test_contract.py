"""What holds for every channel: run over the register of adapters and the payload files, so a new one is tested too."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from channels import all_adapters
from channels.arrival import Arrival
from channels.channel import Inbound
from channels.simulator.register import all_standins
from channels.simulator.spoiling import spoilt
from helpdesk.db import db
from tests.channels.payload_files import DEAD, matches, payloads, request_of
from tests.channels.standing import *  # noqa: F403
from tests.support.cast import *  # noqa: F403
from tickets import Message

DOCS = Path(__file__).parents[2] / "docs" / "channels"
# Nothing is ever posted to their webhooks, which refuse whatever comes.
NEVER_POSTED = {"webchat": "visitors write at /widget with a token", "api": "programs write at /api/v2 with a token",
                "form": "the form is posted to its own address"}
ANY_TEXT_IS_ONE = ("email",)  # there is no unknown shape: even nothing is some mail
KINDS = sorted(all_adapters())
POSTED = [kind for kind in KINDS if kind not in NEVER_POSTED or payloads(kind)]
EVERY = [payload for kind in POSTED for payload in payloads(kind)]
BY_WEBHOOK = [payload for payload in EVERY if not payload.pulled]


def counted(model, *where):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model).where(*where))


@pytest.fixture
def opened_for(provider):
    """The provider that posted this payload."""
    def opens(payload):
        return provider(payload.kind, settings=payload.settings)

    return opens


@pytest.mark.parametrize("kind", KINDS)
def test_every_channel_has_payload_files_or_is_never_posted_to(kind):
    assert payloads(kind) or kind in NEVER_POSTED
    if payloads(kind) and kind not in ANY_TEXT_IS_ONE:
        assert [one for one in payloads(kind) if one.gives == DEAD], f"{kind} has no file of an unknown shape"


@pytest.mark.parametrize("payload", EVERY, ids=str)
def test_a_payload_is_read_as_its_file_says(payload, opened_for):
    provider = opened_for(payload)
    request = request_of(payload, payload.posting(provider), provider.line.webhook)
    adapter = all_adapters()[payload.kind]
    if payload.gives == DEAD:
        with pytest.raises(ValueError):
            adapter.parse(request, provider.settings)
        return
    items = adapter.parse(request, provider.settings)
    assert len(items) == len(payload.gives), items
    for item, wanted in zip(items, payload.gives, strict=True):
        assert matches(item, wanted), item


@pytest.mark.parametrize("payload", BY_WEBHOOK, ids=str)
def test_a_signed_payload_is_taken_in_and_a_dead_letter_kept(payload, opened_for):
    provider = opened_for(payload)
    (answer,) = provider.post(payload.posting(provider))
    assert answer.status_code == 200
    # A change of a message that has not come waits for it as a dead letter.
    broken = payload.gives == DEAD or any(one["type"] in ("Broken", "Edit") for one in payload.gives)
    assert counted(Arrival, Arrival.state == "dead") == int(broken)
    assert counted(Message, Message.kind == "inbound") == said_in(payload)


@pytest.mark.parametrize("payload", BY_WEBHOOK, ids=str)
def test_the_same_delivery_again_adds_nothing(payload, opened_for):
    provider = opened_for(payload)
    posting = payload.posting(provider)
    assert {answer.status_code for answer in provider.post(posting, posting, posting)} == {200}
    assert counted(Message, Message.kind == "inbound") == said_in(payload)


@pytest.mark.parametrize("payload", BY_WEBHOOK, ids=str)
def test_a_bad_signature_is_refused_and_leaves_no_row(payload, opened_for):
    provider = opened_for(payload)
    (answer,) = provider.post(spoilt(payload.posting(provider)))
    assert answer.status_code == 403
    assert counted(Message) == counted(Arrival) == 0


@pytest.mark.parametrize("payload", BY_WEBHOOK, ids=str)
def test_a_request_without_its_proof_is_refused(payload, opened_for):
    provider = opened_for(payload)
    posting = payload.posting(provider)
    bare = {name: value for name, value in posting.headers.items() if name.lower() == "content-type"}
    (answer,) = provider.post(replace(posting, headers=bare, query=""))
    assert answer.status_code == 403
    assert counted(Message) == counted(Arrival) == 0


@pytest.mark.parametrize("kind", POSTED)
def test_an_empty_body_is_no_message_and_no_error_of_ours(kind, provider):
    opened = provider(kind)
    empty = opened.standin.sign(replace(payloads(kind)[0].posting(opened), body=b""), opened.line)
    (answer,) = opened.post(empty)
    assert answer.status_code in (200, 400, 403)
    assert counted(Message) == int(kind in ANY_TEXT_IS_ONE)


@pytest.mark.parametrize("kind", KINDS)
def test_a_stranger_is_refused_at_every_webhook(kind, provider):
    opened = provider(kind)
    with opened.standing.app.app_context():
        client = opened.standing.app.test_client()
        for body in (b"", b"{}", b"<xml/>", b"\x00\xff" * 50):
            assert client.post(f"/hooks/{opened.key}", data=body).status_code == 403
        assert client.get(f"/hooks/{opened.key}?hub.mode=subscribe&hub.challenge=1&echostr=1").status_code == 403
    assert counted(Message) == counted(Arrival) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_every_setting_says_in_both_languages_what_it_is(kind):
    for setting in all_adapters()[kind].settings:
        assert setting.label("en") and setting.label("zh"), setting.name
        assert setting.label("zh") != "" and (setting.title or setting.choices), f"{kind}.{setting.name} has no title"
        if not setting.choices:
            assert setting.hint("en") and setting.hint("zh"), f"{kind}.{setting.name} has no help"


@pytest.mark.parametrize("kind", KINDS)
def test_every_channel_has_a_name_a_page_and_steps_to_connect_it(kind):
    adapter = all_adapters()[kind]
    assert adapter.label["en"] and adapter.label["zh"]
    page = (DOCS / f"{kind}.md").read_text(encoding="utf-8")
    assert page.startswith("# ") and len(page.splitlines()) > 10
    if kind not in NEVER_POSTED and kind not in ANY_TEXT_IS_ONE:
        assert adapter.steps
    names = {"webhook", "verify_token", *(setting.name for setting in adapter.settings if not setting.secret)}
    for step in getattr(adapter, "steps", []):
        assert step[0] and step[1]
        for words in step:
            assert set(re.findall(r"\{(\w+)\}", words)) <= names, words


@pytest.mark.parametrize("kind", sorted(all_standins()))
def test_a_stand_in_is_of_a_channel_and_refuses_who_it_does_not_know(kind, provider):
    import requests

    opened = provider(kind)
    assert kind in all_adapters() and opened.standin.acts
    for method in ("GET", "POST"):
        assert requests.request(method, f"{opened.base}/nothing", timeout=5).status_code in range(400, 500)


def said_in(payload):
    """How many messages of the customer are in it."""
    if payload.gives == DEAD:
        return 0
    names = [one.get("external_id") for one in payload.gives if one["type"] == Inbound.__name__]
    return len(names)
