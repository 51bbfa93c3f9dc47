"""Impersonal: a text without what tells of one person, so that an editor can make something for all of it. Pure."""

import re

_GAPS = [
    ("link", re.compile(r"(?:https?://|www\.)[^\s<>\"'，。；）)]+", re.IGNORECASE)),
    ("email", re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", re.ASCII)),
    ("id", re.compile(r"(?<![0-9A-Za-z])\d{6}(?:19|20)\d{9}[0-9Xx](?![0-9A-Za-z])")),  # 身份证
    ("card", re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")),
    ("phone", re.compile(r"(?<![\w.])\+?\d(?:[\d ()-]{5,16})\d(?!\w)")),
    ("number", re.compile(r"(?<!\w)(?=(?:[A-Za-z-]{0,36}\d){4})[A-Za-z0-9-]{5,40}(?!\w)", re.ASCII)),
]
# A name is told by what stands before it; those few are taken, others an editor sees before anything is published.
_SAID = re.compile(
    r"(?P<said>\b(?i:my name is|i am called|this is|dear|hi|hello|regards,?|sincerely,?)\s+)"
    r"(?P<name>(?:M(?:r|s|rs)\.?\s+)?[A-Z][a-z]+(?:[ \t]+[A-Z][a-z]+){0,2})",
)
_SAID_ZH = re.compile(
    r"(?P<said>我(?:的名字)?[叫是]|姓名[:：]?|收件人[:：]?)(?P<name>[\u4e00-\u9fff]{2,4})(?=[，。,.;；\s]|$)"
)
_HONOUR = re.compile(r"[\u4e00-\u9fff]{1,2}(?P<title>先生|女士|小姐)")
_ADDRESS = re.compile(
    r"[\u4e00-\u9fff]{2,8}(?:省|市|区|县|镇)[\u4e00-\u9fff0-9A-Za-z]{0,30}(?:路|街|巷|弄|村)[0-9\u4e00-\u9fff-]{0,15}号?"
    r"|\b\d{1,5}\s+(?:[A-Z][a-z]+\s+){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive)\b"
)
WORDS = {
    "en": {"link": "[link]", "email": "[e-mail]", "id": "[id]", "card": "[card]", "phone": "[phone]",
           "number": "[number]", "name": "[name]", "address": "[address]"},
    "zh": {"link": "【链接】", "email": "【邮箱】", "id": "【证件号】", "card": "【卡号】", "phone": "【电话】",
           "number": "【编号】", "name": "【姓名】", "address": "【地址】"},
}  # fmt: skip


def impersonal(text: str, language: str = "en", names: tuple[str, ...] = ()) -> str:
    """The text with marks in place of addresses, numbers and names. `names` are those known to stand in it."""
    words = WORDS["zh" if language == "zh" else "en"]
    text = text[:20_000]
    for kind, pattern in _GAPS[:2]:  # before the names: one that stands in an address would leave the rest of it
        text = pattern.sub(words[kind], text)
    for name in sorted(_parts(names), key=len, reverse=True):
        edge = r"\b" if name.isascii() else ""
        text = re.sub(f"{edge}{re.escape(name)}{edge}", words["name"], text, flags=re.IGNORECASE)
    for kind, pattern in _GAPS[2:]:
        text = pattern.sub(words[kind], text)
    text = _ADDRESS.sub(words["address"], text)
    text = _HONOUR.sub(lambda found: words["name"] + found["title"], text)
    for pattern in (_SAID, _SAID_ZH):
        text = pattern.sub(lambda found: found["said"] + words["name"], text)
    return text


def _parts(names) -> set[str]:
    """Full names and their parts, where these are long enough to mean a person."""
    whole = {name.strip() for name in names if name and len(name.strip()) > 1}
    return whole | {part for name in whole for part in name.split() if len(part) > 2}
