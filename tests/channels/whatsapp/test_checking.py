"""The Test button says what is wrong, in plain words, in both languages."""

from datetime import UTC, datetime

import pytest

from channels import all_adapters
from channels.channel import Refused

ADAPTER = all_adapters()["whatsapp"]


def said(whatsapp, **changes):
    found = ADAPTER.check({**whatsapp.settings, **changes})
    assert all(english and chinese for english, chinese in found)
    return " ".join(english for english, _ in found)


def test_when_all_is_well_nothing_is_said(whatsapp):
    assert said(whatsapp) == said(whatsapp, waba_id="", app_id="") == ""


def test_a_token_that_ended_is_named_with_its_day(whatsapp):
    whatsapp.line.put("token ended", True)
    assert "ended on 2026-10-31" in said(whatsapp)
    assert "does not accept the access token" in said(whatsapp, app_id="")


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"access_token": "nonsense"}, "does not accept the access token"),
        ({"phone_number_id": "15550783881"}, "no phone number with this Phone number ID"),
        ({"waba_id": "1"}, "no WhatsApp Business Account"),
        ({"base_url": "http://127.0.0.1:9"}, "cannot be asked now"),
    ],
)
def test_a_wrong_value_is_named(whatsapp, changes, words):
    assert words in said(whatsapp, **changes)


def test_a_missing_permission_is_named(whatsapp):
    whatsapp.line.put("scopes", ["whatsapp_business_management"])
    assert "lacks the permission whatsapp_business_messaging" in said(whatsapp)


def test_an_app_that_does_not_listen_is_named_until_it_is_connected(whatsapp):
    whatsapp.line.put("subscribed", False)
    assert "does not hear" in said(whatsapp)
    ADAPTER.connect(whatsapp.settings, whatsapp.line.webhook)
    assert said(whatsapp) == "" and whatsapp.line.get("callback") == whatsapp.line.webhook


def test_connecting_with_a_wrong_token_says_why(whatsapp):
    with pytest.raises(Refused, match="access token"):
        ADAPTER.connect({**whatsapp.settings, "access_token": "x"}, whatsapp.line.webhook)


def test_when_the_token_ends_is_known(whatsapp):
    assert ADAPTER.expires_at(whatsapp.settings) is None
    whatsapp.line.put("token ends", 1793462400)
    assert ADAPTER.expires_at(whatsapp.settings) == datetime(2026, 10, 31, 16, tzinfo=UTC)
