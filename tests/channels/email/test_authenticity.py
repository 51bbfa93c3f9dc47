"""Whether the From is true is said by our own mail server alone (attack 6)."""

import pytest

from channels.adapters.email.authenticity import aligned
from channels.adapters.email.reading import read

OURS = "mx.shop.test"


def verdict(*fields: str, sender: str = "Carol <carol@customer.test>", server: str = OURS):
    lines = "\r\n".join([*fields, f"From: {sender}", "Subject: hi"])
    return aligned(read(f"{lines}\r\n\r\nhello".encode()).headers, server)


def results(text: str, server: str = OURS) -> str:
    return f"Authentication-Results: {server}; {text}"


def test_dmarc_passes():
    said = "spf=pass smtp.mailfrom=customer.test;\r\n dmarc=pass (p=none) header.from=customer.test"
    assert verdict(results(said)) is True


def test_dmarc_fails():
    assert verdict(results("spf=pass smtp.mailfrom=eve@evil.test; dmarc=fail header.from=customer.test")) is False


@pytest.mark.parametrize(
    "text",
    [
        "dkim=pass header.d=customer.test",
        "dkim=pass header.i=@mail.customer.test header.s=x",
        "dkim=pass (2048-bit key) header.d=customer.test header.b=abc",
        "spf=pass smtp.mailfrom=bounce@customer.test",
        "SPF=Pass smtp.mailfrom=customer.test",
    ],
)
def test_a_domain_without_a_policy_vouches_by_its_signature_or_its_servers(text):
    assert verdict(results(text)) is True


@pytest.mark.parametrize(
    "text",
    [
        "none",
        "dkim=pass header.d=evil.test",
        "spf=pass smtp.mailfrom=eve@evil.test",
        "dkim=fail header.d=customer.test",
        "spf=softfail smtp.mailfrom=customer.test",
        "dkim=pass header.d=test",
        "dmarc=none",
        "auth=pass smtp.auth=eve",
        "dkim=pass header.d=evilcustomer.test",
        "dmarc=pass header.from=evil.test",
    ],
)
def test_what_says_nothing_of_this_sender_proves_nothing(text):
    assert verdict(results(text)) is None


def test_what_came_with_the_mail_is_not_believed():
    forged = results("dmarc=pass header.from=customer.test")
    assert verdict(results("spf=none"), "Received: from evil.test", forged) is None
    assert verdict(results("dmarc=fail header.from=customer.test"), forged) is False
    assert verdict(results("dmarc=pass header.from=customer.test", server="mx.evil.test")) is None
    assert verdict(results("dmarc=pass header.from=customer.test", server="mx.evil.test"), forged) is None
    assert verdict(results("dmarc=pass header.from=customer.test", server="mx.shop.test.evil.test")) is None


def test_without_a_name_of_our_server_nothing_is_believed():
    assert verdict(results("dmarc=pass header.from=customer.test"), server="") is None
    assert verdict() is None


@pytest.mark.parametrize(
    "text",
    [
        'spf=pass smtp.mailfrom="x; dmarc=pass header.from=customer.test"@evil.test',
        "spf=pass (dmarc=pass header.from=customer.test) smtp.mailfrom=evil.test",
        "spf=pass smtp.mailfrom=evil.test (; dmarc=pass header.from=customer.test",
    ],
)
def test_an_address_or_a_comment_made_to_look_like_a_result_is_none(text):
    assert verdict(results(text)) is None


def test_two_senders_are_nobody():
    passes = results("dmarc=pass header.from=customer.test")
    assert verdict(passes, sender="carol@customer.test, eve@evil.test") is None
    assert verdict(passes, "From: eve@evil.test") is None


def test_one_failure_among_several_counts():
    assert verdict(results("dmarc=pass header.from=customer.test; dmarc=fail header.from=customer.test")) is False
