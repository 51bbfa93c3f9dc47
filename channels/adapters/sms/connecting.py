"""Connecting a number: tell Twilio where to deliver, and say in plain words what is wrong."""

from urllib.parse import urlsplit

from flask import current_app

from channels.adapters.sms.asking import ask
from channels.adapters.sms.options import our_numbers
from channels.channel import Later, Refused, Unsure


def connect(settings: dict, webhook: str) -> None:
    """Have texts to our numbers delivered to this address. Raises Refused, Later or Unsure.

    A number that Twilio does not list (a short code, one of a messaging service elsewhere) is set up by hand.
    """
    for number in our_numbers(settings):
        if known := _known(settings, number):
            ask(
                settings,
                "POST",
                f"/IncomingPhoneNumbers/{known['sid']}.json",
                form=[("SmsUrl", webhook), ("SmsMethod", "POST")],
            )


def check(settings: dict) -> list[tuple[str, str]]:
    """What keeps this number from working."""
    numbers = our_numbers(settings)
    if not numbers or not all(number.lstrip("+").isdigit() for number in numbers):
        return [("a number is wrong: it must be like +14155550100", "号码有误，应类似 +14155550100")]
    try:
        account = ask(settings, "GET", ".json")
        problems = [problem for number in numbers for problem in _number_wrong(settings, number)]
    except (Later, Refused, Unsure) as why:
        return [(f"Twilio: {why}", f"Twilio：{why}")]
    if account.get("status") not in (None, "active"):
        problems.insert(0, (f"the Twilio account is {account['status']}", f"Twilio 账号状态：{account['status']}"))
    return problems + _address_wrong(settings)


def _known(settings: dict, number: str) -> dict | None:
    found = ask(settings, "GET", "/IncomingPhoneNumbers.json", args={"PhoneNumber": number})
    numbers = found.get("incoming_phone_numbers")
    return next((one for one in numbers if one.get("phone_number") == number), None) if numbers else None


def _number_wrong(settings: dict, number: str) -> list[tuple[str, str]]:
    known = _known(settings, number)
    if known is None:
        if settings.get("messaging_service_sid"):
            return []
        return [(f"{number} is no number of this Twilio account", f"{number} 不属于该 Twilio 账号")]
    if (known.get("capabilities") or {}).get("sms") is False:
        return [(f"{number} cannot send or receive texts", f"{number} 不支持短信")]
    return []


def _address_wrong(settings: dict) -> list[tuple[str, str]]:
    public, here = current_app.config["PUBLIC_URL"], ("127.0.0.1", "localhost", "::1")
    if urlsplit(public).hostname in here and urlsplit(settings["base_url"]).hostname not in here:
        return [
            (
                f"Twilio cannot reach us: PUBLIC_URL is {public}, an address of this machine alone",
                f"Twilio 无法访问本系统：PUBLIC_URL 是 {public}，仅限本机访问",
            )
        ]
    return []
