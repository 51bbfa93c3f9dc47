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
NEVER_POSTED = {
    "webchat": "visitors write at /widget with a token",
    "api": "programs write at /api/v2 with a token",
    "form": "the form is posted to its own address",
}
ANY_TEXT_IS_ONE = ("email",)  # there is no unknown shape: even nothing is some mail
KINDS = sorted(all_adapters())
POSTED = [kind for kind in KINDS if kind not in NEVER_POSTED or payloads(kind)]


def counted(model, *where):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model).where(*where))


@pytest.fixture
def opened_for(provider):
    """opened_for(payload): the provider that posted it, with an inbox of its own."""

    def opens(payload):
        return provider(payload.kind, key=f"{payload.kind}-{payload.name}", settings=payload.settings)

    return opens


def rows_of(provider):
    """(inbound messages, handled, dead letters) of this inbox."""
    number = provider.inbox.id
    return (
        counted(Message, Message.inbox_id == number, Message.kind == "inbound"),
        counted(Arrival, Arrival.inbox_id == number, Arrival.state == "handled"),
        counted(Arrival, Arrival.inbox_id == number, Arrival.state == "dead"),
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_channel_has_payload_files_or_is_never_posted_to(kind):
    assert payloads(kind) or kind in NEVER_POSTED
    if payloads(kind) and kind not in ANY_TEXT_IS_ONE:
        assert [one for one in payloads(kind) if one.gives == DEAD], f"{kind} has no file of an unknown shape"


@pytest.mark.parametrize("kind", POSTED)
def test_a_payload_is_read_as_its_file_says(kind, opened_for):
    adapter = all_adapters()[kind]
    for payload in payloads(kind):
        provider = opened_for(payload)
        request = request_of(payload, payload.posting(provider), provider.line.webhook)
        if payload.gives == DEAD:
            with pytest.raises(ValueError):
                adapter.parse(request, provider.settings)
            continue
        items = adapter.parse(request, provider.settings)
        assert len(items) == len(payload.gives), f"{payload}: {items}"
        for item, wanted in zip(items, payload.gives, strict=True):
            assert matches(item, wanted), f"{payload}: {item}"


@pytest.mark.parametrize("kind", POSTED)
def test_a_signed_payload_is_taken_in_once_and_what_nobody_knows_is_kept(kind, opened_for):
    for payload in by_webhook(kind):
        provider = opened_for(payload)
        posting = payload.posting(provider)
        assert [answer.status_code for answer in provider.post(posting)] == [200], payload
        messages, _, dead = rows_of(provider)
        assert messages == said_in(payload), payload
        assert dead in dead_letters_of(payload), payload
        assert {answer.status_code for answer in provider.post(posting, posting)} <= {200, 403}, payload
        assert rows_of(provider)[0] == said_in(payload), f"{payload}: delivered again, it is another message"


@pytest.mark.parametrize("kind", POSTED)
def test_a_bad_or_a_missing_signature_is_refused_and_leaves_no_row(kind, opened_for):
    for payload in by_webhook(kind):
        provider = opened_for(payload)
        posting = payload.posting(provider)
        headers = {name: value for name, value in posting.headers.items() if name.lower() == "content-type"}
        for forged in (spoilt(posting), replace(posting, headers=headers, query="")):
            (answer,) = provider.post(forged)
            assert answer.status_code == 403, f"{payload}: {forged}"
            assert rows_of(provider) == (0, 0, 0), payload


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
        assert requests.request(method, f"{opened.base}/nothing", timeout=30).status_code in range(400, 500)


def by_webhook(kind):
    """The files that the provider posts."""
    return [payload for payload in payloads(kind) if not payload.pulled]


def dead_letters_of(payload):
    """How many there may be: what changes a message that has not come yet waits as one until it has."""
    types = {DEAD} if payload.gives == DEAD else {one["type"] for one in payload.gives}
    return (1,) if types & {DEAD, "Broken"} else (0, 1) if types & {"Edit", "Reaction"} else (0,)


def said_in(payload):
    """How many messages of the customer are in it."""
    if payload.gives == DEAD:
        return 0
    names = [one.get("external_id") for one in payload.gives if one["type"] == Inbound.__name__]
    return len(names)
