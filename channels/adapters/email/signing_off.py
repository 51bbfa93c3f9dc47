"""Where a writer signs off: the block under what was said, to be folded away but never lost."""

import re

from channels.adapters.email import line_kinds, phrases

MOST_LINES = 15
CLOSING = re.compile(rf"\s*(?:{phrases.any_of(phrases.CLOSING)})", re.I)
CONTACT = re.compile(
    r"(?:\+?\d[\d\s()/.-]{6,}\d)|[^\s@]+@[^\s@]+\.\w+|www\.|https?://|\b(?:tel|fax|phone|mobile|mobil|cell|skype|wechat|whatsapp)\b"
    r"|电话|手机|邮箱|微信|传真|地址",
    re.I,
)


def signature(text: str, reply: str, name: str = "") -> str:
    """The signature in a mail's text: after its mark, or a closing with who and how to reach them."""
    lines = text[:100_000].split("\n")[:2000]
    start = text.find(reply[:200]) if reply else -1
    after = text[start + len(reply) :].split("\n") if start >= 0 and text[start:].startswith(reply) else []
    marked = _marked([line for line in after if line.strip()])
    return marked or _unmarked(reply.split("\n") if reply else lines, name)


def _marked(after: list[str]) -> str:
    """What follows the reply directly, behind a ruler, up to what is quoted."""
    if not after or not line_kinds.RULED.fullmatch(after[0]):
        return ""
    after = after[: MOST_LINES * 3]
    kinds = line_kinds.kinds_of(after[1:])
    end = next((at for at, kind in enumerate(kinds) if kind in "qbhd"), len(kinds))
    return "\n".join(after[1 : end + 1]).strip()


def _unmarked(lines: list[str], name: str) -> str:
    """From a closing phrase or the writer's own name to the end, if that is short and says who it is."""
    last = len(lines)
    for at in range(max(1, last - MOST_LINES), last):
        line = lines[at].strip()
        short = 0 < len(line) <= 60
        if short and (CLOSING.match(line) or name and line.strip("-—– ,.").lower() == name.lower()):
            block = [one for one in lines[at:] if one.strip()]
            if all(len(one) <= 90 for one in block) and (len(block) == 1 or _reaches(block, name)):
                return "\n".join(lines[at:]).strip()
    return ""


def _reaches(block: list[str], name: str) -> bool:
    first = name.split()[0].lower() if name.split() else None
    return (
        any(CONTACT.search(line) for line in block)
        or len(block) <= 4
        and (first is None or any(first in line.lower() for line in block))
    )
