"""Spoken: what callers hear where the admin has written nothing, and in which language."""

import phonenumbers

VOICES = {"en": "en-US", "zh": "zh-CN"}
_CHINESE = {"CN", "HK", "MO", "TW"}
_TEXTS = {
    "closed": ("You have reached us outside our hours.", "您好，现在是非服务时间。"),
    "nobody": ("Nobody can take your call right now. Please call again later.", "目前无人接听，请稍后再拨。"),
    "leave_message": (
        "Nobody can take your call right now. Please leave a message after the tone, and we will call you back.",
        "目前无人接听，请在提示音后留言，我们会给您回电。",
    ),
    "nothing_heard": ("We did not hear anything. Goodbye.", "没有听到您的留言，再见。"),
    "thanks": ("Thank you. We will call you back. Goodbye.", "感谢您的留言，我们会尽快回电，再见。"),
}


def language_of(number: str, settings: dict) -> str:
    """Chinese for numbers of Chinese-speaking regions, else the language of the line."""
    try:
        region = phonenumbers.region_code_for_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        region = None
    return "zh" if region in _CHINESE or settings.get("language") == "zh" else "en"


def text(name: str, language: str) -> str:
    """Our own words for this moment; nothing where there are none."""
    return _TEXTS.get(name, ("", ""))[language == "zh"]
