"""The one line of a message that a list shows, and the one that names a conversation without a subject."""

import re

_SPACE = re.compile(r"\s+")
LENGTH = 140
TITLE = 80


def preview_of(message) -> str:
    """The first words of what was really said, on one line; a file's mark when nothing was said."""
    words = _SPACE.sub(" ", (message.reply_text or message.text)[:1000]).strip()
    return words[:LENGTH] if words else "📎"


def title_of(text: str) -> str:
    """The first words of a conversation that has no subject, cut at a word where there are spaces."""
    words = _SPACE.sub(" ", text[:1000]).strip()
    if len(words) <= TITLE:
        return words
    cut = words[:TITLE]
    return (cut.rpartition(" ")[0] if " " in cut[TITLE // 2 :] else cut) + "…"
