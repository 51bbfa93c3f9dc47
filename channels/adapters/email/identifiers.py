"""Message-IDs: taken out of the headers that carry them, in one form."""

import re

LONGEST = 400
IN_BRACKETS = re.compile(r"<\s*([^<>\s](?:[^<>]{0,500}[^<>\s])?)\s*>")
BLANKS = re.compile(r"\s+")
BARE = re.compile(r"[^\s<>,;\"]{1,250}@[^\s<>,;\"]{1,250}")


def every(text: str, most: int = 200) -> list[str]:
    """The ids in a header, in their order and once each, as <id> without blanks inside."""
    found = IN_BRACKETS.findall(text) or BARE.findall(text)
    ids = (f"<{re.sub(BLANKS, '', one)}>" for one in found)
    return list(dict.fromkeys(one for one in ids if len(one) <= LONGEST))[:most]


def first(text: str) -> str:
    """The one id of a Message-ID header, or an empty text."""
    found = every(text, 1)
    if found:
        return found[0]
    word = re.sub(r"[\s<>]+", "", text)[: LONGEST - 2]
    return f"<{word}>" if word else ""
