"""Twilio's signature, by the vectors of Twilio's own library, and what must not pass for one."""

import hashlib
import json
import time
from urllib.parse import urlencode

import pytest

from channels.channel import Request
from channels.twilio import is_signed, signature
from channels.twilio.signing import FORM
from tests.support.shared import shared_data

TOKEN = "12345"
URL = "https://desk.example/hooks/key"
FIELDS = [("CallSid", "CA1"), ("From", "+4930123456"), ("To", "+4930999999")]


def vectors() -> list:
    return json.loads((shared_data() / "webhook_vectors.json").read_text())["twilio_x_twilio_signature"]


def posted(url=URL, fields=FIELDS, given=None, body=None, content_type=FORM) -> Request:
    raw = urlencode(fields).encode() if body is None else body
    given = signature(TOKEN, url, fields) if given is None else given
    return Request("POST", url, {"x-twilio-signature": given, "content-type": content_type}, {}, raw)


@pytest.mark.parametrize("number", range(8))
def test_the_vectors_of_twilios_own_library(number):
    vector = vectors()[number]
    params = [tuple(pair) for pair in vector.get("params", [])]
    body = vector["raw_body"].encode() if "raw_body" in vector else urlencode(params).encode()
    kind = "application/json" if "raw_body" in vector else FORM
    request = posted(vector["url"], given=vector["header"], body=body, content_type=kind)
    assert is_signed(request, vector["token"]) is vector["valid"]


def test_no_vector_is_left_out():
    assert len(vectors()) == 8


def test_the_token_before_the_last_rotation_still_counts_and_no_other():
    assert is_signed(posted(), "new token", TOKEN)
    assert not is_signed(posted(), "new token", "")
    assert not is_signed(posted())


def test_a_change_of_any_byte_is_found():
    good = posted()
    assert is_signed(good, TOKEN)
    for place in range(len(good.body)):
        changed = bytearray(good.body)
        changed[place] ^= 1
        bad = Request("POST", URL, good.headers, {}, bytes(changed))
        assert not is_signed(bad, TOKEN), place
    assert not is_signed(posted(given="x" + good.headers["x-twilio-signature"][1:]), TOKEN)
    assert not is_signed(Request("POST", URL + "?a=1", good.headers, {}, good.body), TOKEN)


@pytest.mark.parametrize("given", ["", "ü", "A" * 28])
def test_a_missing_or_foreign_signature_is_none(given):
    assert not is_signed(posted(given=given), TOKEN)


def test_a_body_that_is_no_form_needs_its_digest_in_the_address():
    body = b'{"CallSid": "CA1"}'
    bare = posted(given=signature(TOKEN, URL), body=body, content_type="application/json")
    assert not is_signed(bare, TOKEN)
    url = f"{URL}?bodySHA256={hashlib.sha256(body).hexdigest()}"
    whole = posted(url, given=signature(TOKEN, url), body=body, content_type="application/json")
    assert is_signed(whole, TOKEN)


def test_the_mere_word_in_the_address_does_not_leave_the_fields_unsigned():
    for query in ("xbodySHA256=1", "bodySHA256=", "to=bodySHA256="):
        url = f"{URL}?{query}"
        assert not is_signed(posted(url, given=signature(TOKEN, url)), TOKEN), query
    whole = f"{URL}?xbodySHA256=1"
    assert is_signed(posted(whole), TOKEN)


def test_a_hundred_thousand_fields_of_a_stranger_cost_no_time():
    began = time.thread_time()
    assert not is_signed(posted(given="A" * 28, body=b"&".join(b"%d=" % n for n in range(130_000))), TOKEN)
    assert time.thread_time() - began < 0.1
