"""Updates of Telegram: real ones, proven by the secret, read once and as what they are."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.adapters import telegram
from channels.adapters.telegram.entities import plain
from channels.channel import Inbound, Request
from tests.support.shared import shared_data

SETTINGS = {"bot_token": "123456:AAE-token", "base_url": "https://api.telegram.org"}


def update(body, secret=None) -> Request:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {} if secret is None else {"x-telegram-bot-api-secret-token": secret}
    return Request("POST", "https://desk.example/hooks/key", headers, {}, raw)


@pytest.mark.parametrize("number", range(3))
def test_the_secret_must_come_back_exactly(number):
    vector = json.loads(shared_data("webhook_vectors.json").read_text())["telegram_secret_token"][number]
    settings = {**SETTINGS, "secret_token": vector["secret_token"]}
    assert telegram.verify(update({}, vector["header"]), settings) is vector["valid"]


def test_without_a_secret_of_its_own_one_is_made_from_the_token_that_does_not_show_it():
    [made] = telegram.options.secret_tokens(SETTINGS)
    assert telegram.verify(update({}, made), SETTINGS)
    assert "123456" not in made and len(made) == 64
    assert not telegram.verify(update({}, made), {**SETTINGS, "bot_token": "123456:other"})
    assert not telegram.verify(update({}, ""), SETTINGS)


def test_while_it_is_changed_the_secret_before_is_accepted_too():
    settings = {**SETTINGS, "secret_token": "new", "secret_token_before": "old"}
    assert [telegram.verify(update({}, word), settings) for word in ("new", "old", "older", "ü")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("name", ["text", "text2", "photo", "document", "video", "voice", "end"])
def test_real_updates_of_private_chats_are_read(name):
    body = json.loads(shared_data("payloads", "zammad", "telegram", "private", f"{name}.json").read_text())
    [item] = telegram.parse(update(body), SETTINGS)
    message = body["message"]
    assert isinstance(item, Inbound)
    assert item.external_id == f"{message['chat']['id']}:{message['message_id']}"
    assert item.address == str(message["chat"]["id"])
    assert item.name.startswith("Test Firstname")
    assert item.at == datetime.fromtimestamp(message["date"], UTC)
    assert item.text
    assert len(item.files) == (0 if "text" in message else 1)


@pytest.mark.parametrize("name", ["text", "photo", "document", "video", "voice", "start", "end"])
def test_real_posts_of_channels_are_left_out(name):
    body = json.loads(shared_data("payloads", "zammad", "telegram", "channel", f"{name}.json").read_text())
    assert telegram.parse(update(body), SETTINGS) == []


def test_the_answer_to_a_press_takes_the_waiting_sign_off_the_button():
    status, kind, body = telegram.answer(update({"update_id": 1, "callback_query": {"id": "77"}}), SETTINGS)
    assert (status, kind) == (200, "application/json")
    assert json.loads(body) == {"method": "answerCallbackQuery", "callback_query_id": "77"}
    assert telegram.answer(update({"update_id": 1, "message": {}}), SETTINGS) is None


def test_an_unknown_kind_is_named_in_the_language_of_the_inbox():
    chat = {"id": 5, "type": "private"}
    message = {"message_id": 1, "date": 0, "chat": chat, "from": {"id": 5, "first_name": "卡萝"}, "checklist": {}}
    [item] = telegram.parse(update({"update_id": 1, "message": message}), {**SETTINGS, "language": "zh"})
    assert item.text == "[不支持的消息：checklist]"


@pytest.mark.parametrize(
    "body",
    [
        {"update_id": 1, "message": "words"},
        {"update_id": 1, "message": {"chat": None}},
        [],
        {"update_id": 1, "message": {"chat": {"id": 1, "type": "private"}, "text": "a"}},
    ],
)
def test_an_update_without_what_every_update_has_is_an_error_and_so_a_dead_letter(body):
    with pytest.raises((ValueError, KeyError, AttributeError, TypeError)):
        telegram.parse(update(body), SETTINGS)


@given(st.text(max_size=40), st.text(min_size=1, max_size=10), st.text(max_size=40))
def test_a_hidden_address_is_written_after_its_words_whatever_stands_around_it(before, words, after):
    entity = {
        "type": "text_link",
        "offset": len(before.encode("utf-16-le", "surrogatepass")) // 2,
        "length": len(words.encode("utf-16-le", "surrogatepass")) // 2,
        "url": "https://a.example/1",
    }
    assert plain(before + words + after, [entity]) == f"{before}{words} (https://a.example/1){after}"
