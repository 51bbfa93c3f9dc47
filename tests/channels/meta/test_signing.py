"""Nobody but Meta is believed, and Meta always is."""

import json

import pytest

from channels.channel import Request
from channels.meta import signing
from tests.support.shared import shared_data

SETTINGS = {"app_secret": "appsecret_test", "verify_token": "made here"}
BODY = b'{"object":"page","text":"caf\\u00e9 <\\/b>"}'
GOOD = f"sha256={signing.signature('appsecret_test', BODY)}"


def posted(header, body=BODY, name="x-hub-signature-256"):
    return Request("POST", "http://127.0.0.1:8000/hooks/key", {name: header} if header is not None else {}, {}, body)


def asked(**args):
    return Request("GET", "http://127.0.0.1:8000/hooks/key", {}, {f"hub.{n}": v for n, v in args.items()}, b"")


def vectors():
    return json.loads(shared_data("webhook_vectors.json").read_text())["meta_x_hub_signature_256"]


@pytest.mark.parametrize("number", range(3))
def test_the_known_vectors_pass_or_fail_as_they_must(number):
    vector = vectors()[number]
    request = posted(vector["header"], vector["body"].encode())
    assert signing.verify(request, {"app_secret": vector["secret"]}) is vector["valid"]


def test_there_are_three_vectors():
    assert len(vectors()) == 3


def test_any_byte_that_differs_is_refused():
    assert signing.verify(posted(GOOD), SETTINGS)
    for place in range(len(BODY)):
        spoilt = BODY[:place] + bytes([BODY[place] ^ 1]) + BODY[place + 1 :]
        assert not signing.verify(posted(GOOD, spoilt), SETTINGS)
    for place in range(len("sha256="), len(GOOD)):
        wrong = GOOD[:place] + ("0" if GOOD[place] != "0" else "1") + GOOD[place + 1 :]
        assert not signing.verify(posted(wrong), SETTINGS)


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "sha256=",
        GOOD[7:],
        GOOD.replace("sha256", "sha1"),
        GOOD.replace("sha256", "md5"),
        GOOD.upper(),
        f"{GOOD} ",
        "sha256=é",
        "=" * 9,
    ],
)
def test_no_signature_another_algorithm_or_noise_is_refused(header):
    assert not signing.verify(posted(header), SETTINGS)


def test_while_the_secret_is_changed_both_are_accepted():
    both = {**SETTINGS, "app_secret": "new", "app_secret_before": "appsecret_test"}
    assert signing.verify(posted(GOOD), both)
    assert signing.verify(posted(f"sha256={signing.signature('new', BODY)}"), both)
    assert not signing.verify(posted(GOOD), {**both, "app_secret_before": ""})


def test_without_a_secret_nothing_is_believed():
    empty = f"sha256={signing.signature('', BODY)}"
    assert not signing.verify(posted(empty), {}) and not signing.verify(posted(empty), {"app_secret": ""})


def test_the_handshake_gives_the_challenge_back_as_text():
    request = asked(mode="subscribe", verify_token="made here", challenge="1158201444")
    assert signing.verify(request, SETTINGS)
    assert signing.answer(request, SETTINGS) == (200, "text/plain", "1158201444")


@pytest.mark.parametrize("token", [None, "", "made Here", "made here "])
def test_a_handshake_with_another_word_is_refused(token):
    request = asked(mode="subscribe", challenge="1", **({"verify_token": token} if token is not None else {}))
    assert not signing.verify(request, SETTINGS) and not signing.verify(request, {})


def test_a_get_that_is_no_handshake_is_an_error():
    with pytest.raises(ValueError):
        signing.answer(asked(verify_token="made here"), SETTINGS)
