"""Sealed XML: as Tencent's own sample and wechatpy make it; whatever is wrong with it gives the same answer."""

import base64
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import InvalidAppIdException

from channels.adapters import wechat, wecom
from channels.channel import Request
from channels.tencent import sealing
from tests.support.shared import shared_data

KEY, OURS, TOKEN = "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR", "wx49f0ab532d5d035a", "123456"
VECTORS = json.loads(shared_data("webhook_vectors.json").read_text())["wecom_wechat_safe_mode"]


def posted(vector: dict, *, echo: bool, **changes) -> Request:
    """The request that carries this vector."""
    args = {
        "msg_signature": vector["msg_signature"],
        "timestamp": vector["timestamp"],
        "nonce": vector["nonce"],
        "encrypt_type": "aes",
        **changes,
    }
    body = f"<xml><Encrypt><![CDATA[{vector['encrypt']}]]></Encrypt></xml>".encode()
    if echo:
        return Request("GET", "https://desk/hooks/k", {}, {**args, "echostr": vector["encrypt"]}, b"")
    return Request("POST", "https://desk/hooks/k", {}, args, body)


def of_wechat(vector: dict) -> dict:
    return {"app_id": vector["receive_id"], "token": vector["token"], "encoding_aes_key": vector["encoding_aes_key"]}


def of_wecom(vector: dict) -> dict:
    return {**of_wechat(vector), "corp_id": vector["receive_id"]}


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["source"] for vector in VECTORS])
def test_the_published_examples_pass_and_those_that_must_fail_fail(vector):
    assert len(VECTORS) == 6
    assert wechat.verify(posted(vector, echo=False), of_wechat(vector)) is vector["valid"]
    assert wecom.verify(posted(vector, echo=False), of_wecom(vector)) is vector["valid"]
    assert wecom.verify(posted(vector, echo=True), of_wecom(vector)) is vector["valid"]
    if vector["valid"]:
        assert wecom.answer(posted(vector, echo=True), of_wecom(vector))[2] == vector["plaintext"]
        assert (
            sealing.opened(vector["encrypt"], vector["encoding_aes_key"], vector["receive_id"]).decode()
            == vector["plaintext"]
        )


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300))
def test_what_we_seal_wechatpy_opens_and_what_it_seals_we_open(text):
    theirs = WeChatCrypto(TOKEN, KEY, OURS)
    xml = f"<xml><Content>{len(text)}</Content></xml>" + "".join(c for c in text if c.isprintable() and c not in "<&")
    envelope = sealing.sealed(xml.encode(), KEY, OURS)
    signature = sealing.signature(TOKEN, "1411525903", "n1", envelope)
    assert theirs.decrypt_message({"Encrypt": envelope}, signature, "1411525903", "n1") == xml
    made = theirs.encrypt_message(xml, "n2", "1411525904")
    found = made.split("<Encrypt><![CDATA[")[1].split("]]>")[0]
    assert sealing.opened(found, KEY, OURS).decode() == xml
    assert f"<![CDATA[{sealing.signature(TOKEN, '1411525904', 'n2', found)}]]>" in made


@settings(max_examples=200, deadline=None)
@given(place=st.integers(0, 10**6), mask=st.integers(1, 255), size=st.integers(0, 120))
def test_a_changed_byte_is_never_taken_for_the_message(place, mask, size):
    content = b"<xml>" + b"x" * size + b"</xml>"
    envelope = bytearray(base64.b64decode(sealing.sealed(content, KEY, OURS)))
    envelope[place % len(envelope)] ^= mask
    # CBC alone cannot notice a change in the random bytes or the text; the signature over the whole envelope does.
    found = sealing.opened(base64.b64encode(envelope).decode(), KEY, OURS)
    assert found is None or len(found) == len(content)
    vector = {"msg_signature": "", "timestamp": "1", "nonce": "n", "encrypt": base64.b64encode(envelope).decode()}
    whole = sealing.sealed(content, KEY, OURS)
    vector["msg_signature"] = sealing.signature(TOKEN, "1", "n", whole)
    assert wechat.verify(posted(vector, echo=False), {"app_id": OURS, "token": TOKEN, "encoding_aes_key": KEY}) is False


def test_what_is_sealed_for_another_account_is_not_opened_and_wechatpy_agrees():
    envelope = sealing.sealed(b"<xml/>", KEY, "wxffffffffffffffff")
    assert sealing.opened(envelope, KEY, OURS) is None
    signature = sealing.signature(TOKEN, "1", "n", envelope)
    with pytest.raises(InvalidAppIdException):
        WeChatCrypto(TOKEN, KEY, OURS).decrypt_message({"Encrypt": envelope}, signature, "1", "n")
    assert sealing.opened(sealing.sealed(b"<xml/>", KEY, ""), KEY, "") is None


@pytest.mark.parametrize(
    "envelope",
    [
        "",
        "=",
        "AAAA",
        "not base64!",
        base64.b64encode(b"x" * 33).decode(),
        base64.b64encode(b"\0" * 32).decode(),
        base64.b64encode(b"x" * 64).decode(),
    ],
)
def test_what_is_no_envelope_gives_the_same_nothing(envelope):
    assert sealing.opened(envelope, KEY, OURS) is None
    assert sealing.opened(sealing.sealed(b"<xml/>", KEY, OURS), "a" * 42, OURS) is None


@pytest.mark.parametrize("padding", [0, 33, 200, 255])
def test_a_padding_that_is_none_gives_the_same_nothing(padding):
    plain = b"r" * 16 + (6).to_bytes(4, "big") + b"<xml/>" + OURS.encode()
    plain += bytes([padding]) * (32 - len(plain) % 32)
    encryptor = sealing._cipher(KEY).encryptor()
    assert sealing.opened(base64.b64encode(encryptor.update(plain) + encryptor.finalize()).decode(), KEY, OURS) is None


def test_while_secrets_change_the_old_ones_are_taken_beside_the_new():
    vector = VECTORS[1]
    new = {"app_id": vector["receive_id"], "token": "new", "encoding_aes_key": KEY}
    assert wechat.verify(posted(vector, echo=False), new) is False
    both = {**new, "token_before": vector["token"], "encoding_aes_key_before": vector["encoding_aes_key"]}
    assert wechat.verify(posted(vector, echo=False), both) is True
    assert wechat.parse(posted(vector, echo=False), both)[0].text == "hello"


def test_an_envelope_with_a_doctype_or_none_at_all_is_not_verified():
    vector = VECTORS[1]
    for body in (
        b"",
        b"<xml/>",
        b"<xml><Encrypt/></xml>",
        b"not xml",
        b'<!DOCTYPE x [<!ENTITY a "b">]><xml><Encrypt>&a;</Encrypt></xml>',
    ):
        request = Request("POST", "u", {}, posted(vector, echo=False).args, body)
        assert wechat.verify(request, of_wechat(vector)) is False
