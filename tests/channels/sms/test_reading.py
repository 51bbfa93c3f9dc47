"""What Twilio posts: real texts, receipts, and the words that mean "no more"."""

import hashlib
import json
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.adapters import sms
from channels.adapters.sms.opting_out import choice_of
from channels.adapters.sms.segments import is_gsm, segments
from channels.channel import Inbound, Request
from channels.twilio import signature
from tests.support.shared import shared_data

SETTINGS = {
    "number": "+49 157 000-00000, +14155550100",
    "account_sid": "AC78349f4b974f5f6907c513a77d96756d",
    "auth_token": "12345",
    "base_url": "https://api.twilio.com",
}
URL = "https://desk.example/hooks/key"
FORM = "application/x-www-form-urlencoded"


def posted(form: dict, url: str = URL, token: str = "12345") -> Request:
    return Request(
        "POST",
        url,
        {"content-type": FORM, "x-twilio-signature": signature(token, url, list(form.items()))},
        {},
        urlencode(form).encode(),
    )


@pytest.mark.parametrize("number", [1, 2, 3])
def test_real_texts_are_read(number):
    form = json.loads(shared_data("payloads", "zammad", "twilio", f"inbound_sms{number}.json").read_text())
    assert sms.verify(posted(form), SETTINGS)
    [item] = sms.parse(posted(form), SETTINGS)
    assert isinstance(item, Inbound)
    assert (item.external_id, item.address_kind, item.address, item.text) == (
        form["MessageSid"],
        "phone",
        "+491710000000",
        form["Body"],
    )


def test_another_token_and_a_get_are_refused_and_the_token_before_is_not():
    form = {"MessageSid": "SM1", "Body": "ü&=+"}
    assert not sms.verify(posted(form, token="54321"), SETTINGS)
    assert sms.verify(posted(form, token="54321"), {**SETTINGS, "auth_token_before": "54321"})
    assert not sms.verify(Request("GET", URL, posted(form).headers, {}, posted(form).body), SETTINGS)
    assert not sms.verify(posted(form, token=""), {**SETTINGS, "auth_token": "", "auth_token_before": ""})


def test_the_address_may_have_been_signed_with_or_without_its_port():
    form = {"MessageSid": "SM1"}
    signed = posted(form, "https://desk.example:443/hooks/key")
    assert sms.verify(Request("POST", URL, signed.headers, {}, signed.body), SETTINGS)


def test_a_json_body_is_signed_by_its_digest_and_read_like_a_form():
    body = json.dumps(
        {
            "MessageSid": "SM1",
            "AccountSid": SETTINGS["account_sid"],
            "From": "+491710000000",
            "To": "+4915700000000",
            "Body": "hello",
            "NumMedia": 0,
        }
    ).encode()
    url = f"{URL}?bodySHA256={hashlib.sha256(body).hexdigest()}"
    request = Request(
        "POST", url, {"content-type": "application/json", "x-twilio-signature": signature("12345", url)}, {}, body
    )
    assert sms.verify(request, SETTINGS)
    assert sms.parse(request, SETTINGS)[0].text == "hello"


def test_the_answer_is_empty_twiml():
    status, kind, body = sms.answer(posted({}), SETTINGS)
    assert (status, kind) == (200, "text/xml")
    assert body.endswith("<Response/>")


@pytest.mark.parametrize(
    ("text", "told", "wanted"),
    [
        ("STOP", "", True),
        ("stop.", "", True),
        ("退订", "", True),
        (" Unsubscribe! ", "", True),
        ("any", "STOP", True),
        ("start", "", False),
        ("YES", "START", False),
        ("STOP", "HELP", None),
        ("please stop calling me", "", None),
        ("yes", "", None),
        ("", "", None),
        ("t", "", None),
    ],
)
def test_only_the_word_alone_opts_out(text, told, wanted):
    choice = choice_of(text, told)
    assert (choice and choice[0]) is wanted


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("茶" * 70, 1),
        ("茶" * 71, 2),
        ("茶" * 134, 2),
        ("茶" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
    ],
)
def test_segments_are_counted_as_the_carriers_count_them(text, count):
    assert segments(text) == count


@given(st.text(max_size=500))
def test_a_letter_outside_the_alphabet_never_makes_it_cheaper(text):
    assert segments(text + "茶") >= segments(text)
    assert not is_gsm(text + "茶")


def test_the_password_goes_to_twilio_alone():
    from channels.adapters.sms.files import _proof

    base = "https://api.twilio.com"
    assert _proof("https://api.twilio.com/2010-04-01/x", base, SETTINGS)
    assert _proof("https://media.twilio.com/x", base, SETTINGS)
    for other in (
        "https://twilio.com.evil.test/x",
        "http://api.twilio.com/x",
        "https://eviltwilio.com/x",
        "https://evil.test/api.twilio.com",
        "https://api.twilio.com.evil.test",
    ):
        assert _proof(other, base, SETTINGS) == {}
