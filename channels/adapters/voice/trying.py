"""Try a line: what is wrong with its settings, in plain words."""

from zoneinfo import ZoneInfo

from channels.adapters.voice.dialling import account_url, reason
from channels.adapters.voice.hours import hours_in
from channels.calling import call
from channels.channel import Later, Unsure

SHORTEST = 20


def check(settings: dict) -> list[tuple[str, str]]:
    """What is wrong; nothing, when calls can come."""
    has_twilio, token = settings.get("account_sid") or settings.get("auth_token"), settings.get("cti_token")
    wrong = []
    if not has_twilio and not token:
        wrong.append(
            (
                "Enter account SID and auth token of Twilio, or a token for another telephone system.",
                "请填写 Twilio 的 Account SID 与 Auth Token，或填写其他电话系统的令牌。",
            )
        )
    if token and len(token) < SHORTEST:
        wrong.append(
            (
                "The token is too short to be safe: take 20 characters or more.",
                "令牌过短，不够安全，请至少使用 20 个字符。",
            )
        )
    return wrong + _hours(settings) + (_twilio(settings) if has_twilio else [])


def _hours(settings: dict) -> list[tuple[str, str]]:
    try:
        hours_in(str(settings.get("hours") or "")), ZoneInfo(str(settings.get("time_zone") or "UTC"))
    except (ValueError, OSError):
        return [
            (
                "The hours cannot be read; write them like Mon-Fri 09:00-18:00; Sat 10:00-14:00, with a time zone "
                "such as Europe/Berlin.",
                "无法识别服务时间，请按此格式填写：Mon-Fri 09:00-18:00; Sat 10:00-14:00，并填写时区，"
                "例如 Asia/Shanghai。",
            )
        ]
    return []


def _twilio(settings: dict) -> list[tuple[str, str]]:
    if not settings.get("account_sid") or not settings.get("auth_token"):
        return [
            ("Twilio needs both: the account SID and the auth token.", "Twilio 需同时填写 Account SID 和 Auth Token。")
        ]
    try:
        answer = call("GET", f"{account_url(settings)}.json", auth=(settings["account_sid"], settings["auth_token"]))
    except (Later, Unsure) as why:
        return [(f"Twilio does not answer: {why}.", f"Twilio 没有响应：{why}。")]
    if answer.status != 200:
        return [(f"Twilio refuses: {reason(answer)}.", f"Twilio 拒绝：{reason(answer)}。")]
    return _number(settings)


def _number(settings: dict) -> list[tuple[str, str]]:
    number = settings.get("number")
    if not number:
        return []
    answer = call(
        "GET",
        f"{account_url(settings)}/IncomingPhoneNumbers.json",
        params={"PhoneNumber": number},
        auth=(settings["account_sid"], settings["auth_token"]),
    )
    if answer.status == 200 and not answer.json.get("incoming_phone_numbers"):
        return [(f"{number} is not a number of this Twilio account.", f"{number} 不属于该 Twilio 账户。")]
    return []
