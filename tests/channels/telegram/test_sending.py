"""Answers to Telegram, over real HTTP to a stand-in that is as strict as the Bot API."""

import logging
from io import BytesIO

import pytest
from PIL import Image

from channels.adapters import telegram
from channels.adapters.telegram.sending import LONGEST, steps_of
from channels.channel import File, Later, Outbound, Refused, Stopped, Unsure
from helpdesk import clock
from tests.channels.standing import *  # noqa: F403
from tests.support.cast import *  # noqa: F403


def picture(kind="PNG", size=(40, 30)) -> bytes:
    kept = BytesIO()
    Image.new("RGB", size, "teal").save(kept, kind)
    return kept.getvalue()


@pytest.fixture
def bot(provider):
    opened = provider("telegram")
    opened.write("Hello")  # a bot can only write to who has written to it
    return opened


@pytest.fixture
def out(bot):
    """out(text, …): an answer to carol."""
    chat = telegram.parse(_request(bot.act(text="x")[0]), bot.settings)[0].address

    def makes(text="Here you are", **more):
        return Outbound(
            **{
                "key": "k",
                "message_id": 1,
                "ticket_id": 1,
                "address_kind": "telegram",
                "address": chat,
                "text": text,
                **more,
            }
        )

    return makes


def _request(posting):
    from channels.channel import Request

    return Request("POST", "https://desk.example/hooks/key", {}, {}, posting.body)


def test_words_arrive_and_the_name_of_the_message_comes_back(bot, out):
    sent = telegram.send(out(), bot.settings)
    assert bot.shown() == ["Here you are"]
    assert sent.external_id == f"{out().address}:{sent.envelope['message_ids'][0]}"


def test_a_long_text_goes_in_pieces_that_telegram_takes(bot, out):
    telegram.send(out("😀 tea " * 2000), bot.settings)
    assert len(bot.shown()) == 4
    assert all(len(text.encode("utf-16-le")) // 2 <= LONGEST for text in bot.shown())
    assert " ".join(bot.shown()).split() == ("😀 tea " * 2000).split()


def test_pictures_and_films_go_as_an_album_and_other_files_by_themselves(bot, out):
    files = [
        File("a.png", "image/png", picture()),
        File("b.jpg", "image/jpeg", picture("JPEG")),
        File("c.mp4", "video/mp4", b"film"),
        File("d.pdf", "application/pdf", b"%PDF"),
        File("e.ogg", "audio/ogg", b"OggS"),
        File("f.mp3", "audio/mpeg", b"ID3"),
        File("g.gif", "image/gif", b"GIF89a"),
    ]
    assert [step.method for step in steps_of(out("See", files=files), bot.settings)] == [
        "sendMessage",
        "sendMediaGroup",
        "sendDocument",
        "sendVoice",
        "sendAudio",
        "sendAnimation",
    ]
    telegram.send(out("See", files=files), bot.settings)
    shown = [file["filename"] for entry in bot.screen() for file in entry["data"]["files"]]
    assert shown == ["a.png", "b.jpg", "c.mp4", "d.pdf", "e.ogg", "f.mp3", "g.gif"]


def test_eleven_pictures_are_an_album_of_ten_and_one_more(bot, out):
    files = [File(f"{n}.png", "image/png", picture()) for n in range(11)]
    steps = steps_of(out("", files=files), bot.settings)
    assert [(step.method, len(step.files)) for step in steps] == [("sendMediaGroup", 10), ("sendPhoto", 1)]


def test_what_telegram_does_not_take_for_a_picture_goes_as_a_file(bot, out):
    telegram.send(out("", files=[File("odd.png", "image/png", b"no picture at all")]), bot.settings)
    assert [file["filename"] for file in bot.screen()[-1]["data"]["files"]] == ["odd.png"]


def test_buttons_stand_under_the_words_and_a_press_comes_back_as_a_message(bot, out):
    titles = ["Green tea", "绿茶" * 30]
    sent = telegram.send(out("Which?", parts=[{"type": "buttons", "buttons": titles}]), bot.settings)
    [entry] = [entry for entry in bot.screen() if entry["data"]["parts"]]
    assert entry["data"]["parts"] == [{"type": "buttons", "buttons": titles}]
    number = str(sent.envelope["message_ids"][0])
    [item] = telegram.parse(_request(bot.act("button", text=titles[1], data={"message_id": number})[0]), bot.settings)
    assert (item.text, item.references) == (titles[1], [sent.external_id])


def test_a_place_is_shown_as_one(bot, out):
    where = {"type": "location", "latitude": 48.85, "longitude": 2.29, "name": "Shop", "address": "Rue 1"}
    telegram.send(out("Here we are", parts=[where]), bot.settings)
    assert bot.screen()[-1]["data"]["parts"] == [where]


def test_the_customers_message_is_quoted_only_if_the_inbox_says_so(bot, out):
    answered = out(envelope={"message_id": 7})
    assert "reply_parameters" not in steps_of(answered, bot.settings)[0].fields
    assert steps_of(answered, {**bot.settings, "quote": "yes"})[0].fields["reply_parameters"] == {
        "message_id": 7,
        "allow_sending_without_reply": True,
    }


def test_when_the_second_of_two_calls_fails_the_first_is_not_made_again(bot, out):
    known = {}
    bot.faults(broken=1.0)
    answer = out("See", files=[File("d.pdf", "application/pdf", b"%PDF")], took=known.update, progress=known)
    with pytest.raises(Later):
        telegram.send(answer, bot.settings)
    assert known == {}
    bot.faults(broken=0.0)
    settings = {**bot.settings}
    with pytest.raises(Refused):
        telegram.send(
            out("See", parts=[], files=[File("huge", "application/pdf", b"x" * (50 * 2**20 + 1))], took=known.update),
            settings,
        )
    assert len(known["sent"]) == 1
    telegram.send(answer, settings)
    assert bot.shown() == ["See", ""]


def test_who_has_blocked_the_bot_wants_nothing_more(bot, out):
    bot.write(what="stop")
    with pytest.raises(Stopped, match="blocked"):
        telegram.send(out(), bot.settings)


def test_a_stranger_cannot_be_written_to(bot, out):
    with pytest.raises(Refused, match="written to it") as why:
        telegram.send(out(address="4242"), bot.settings)
    assert not isinstance(why.value, Stopped)


def test_a_token_that_is_no_longer_good_waits_for_the_admin(bot, out):
    with pytest.raises(Later, match="an admin has to put in the new one"):
        telegram.send(out(), {**bot.settings, "bot_token": "1:gone"})


def test_the_pause_that_telegram_asks_for_is_kept(bot, out):
    from channels.adapters.telegram.asking import _pause
    from channels.calling import Answer

    assert _pause(Answer(429, b'{"ok":false,"error_code":429,"parameters":{"retry_after":35}}')) == 35
    assert _pause(Answer(429, b"busy")) is None
    bot.faults(too_many=1.0, retry_after=9)
    with pytest.raises(Later) as why:
        telegram.send(out(), bot.settings)
    assert why.value.seconds == 9


def test_no_log_and_no_error_shows_the_token(bot, out, caplog):
    token = bot.settings["bot_token"]
    told = []
    for base in ("http://127.0.0.1:1", bot.settings["base_url"] + "/nothing"):
        with caplog.at_level(logging.DEBUG), pytest.raises((Later, Refused, Unsure)) as why:
            telegram.send(out(), {**bot.settings, "base_url": base})
        told += [str(why.value), repr(why.value), repr(why.value.__cause__)]
        told += telegram.check({**bot.settings, "base_url": base})
    from helpdesk.logs import blanked

    assert token not in str(told)
    assert "AAE" not in blanked("Retrying: /bot123456:AAEabcdefghijklmnop-_q/sendMessage")


def test_testing_the_inbox_sets_the_webhook_with_its_secret(bot):
    assert telegram.check(bot.settings) == []  # before there is a webhook: the token is good
    telegram.connect(bot.settings, "http://127.0.0.1:8000/hooks/telegram-key")
    kept = bot.line.get("webhook")
    assert (kept["url"], kept["secret_token"]) == (
        "http://127.0.0.1:8000/hooks/telegram-key",
        bot.settings["secret_token"],
    )
    assert "message_reaction" in kept["allowed_updates"]


def test_what_telegram_could_not_deliver_lately_is_told(bot):
    webhook = "http://127.0.0.1:8000/hooks/telegram-key"
    bot.line.put(
        "delivery_error",
        {
            "last_error_date": int(clock.now().timestamp()) - 60,
            "pending_update_count": 3,
            "last_error_message": "SSL error {certificate verify failed}",
        },
    )
    with pytest.raises(Refused, match="certificate verify failed.*3 wait"):
        telegram.connect(bot.settings, webhook)
    bot.line.put(
        "delivery_error", {"last_error_date": int(clock.now().timestamp()) - 7200, "last_error_message": "SSL error"}
    )
    telegram.connect(bot.settings, webhook)


def test_an_address_that_telegram_cannot_deliver_to_is_told(bot, app, monkeypatch):
    monkeypatch.setitem(app.config, "PUBLIC_URL", "http://desk.example")
    assert "only to https" in telegram.check(bot.settings)[0][0]
    monkeypatch.setitem(app.config, "PUBLIC_URL", "https://desk.example:8000")
    assert "on port 443" in telegram.check(bot.settings)[0][0]


def test_a_file_of_a_customer_is_fetched_from_the_bot_api(bot):
    [posting] = bot.act("file", file=b"the bytes")
    [item] = telegram.parse(_request(posting), bot.settings)
    [file] = item.files
    assert telegram.fetch(bot.settings, **file.fetch).data == b"the bytes"
