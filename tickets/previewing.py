"""The one line of a message that a list shows."""

import re

_SPACE = re.compile(r"\s+")
LENGTH = 140


def preview_of(message) -> str:
    """The first words of what was really said, on one line; a file's mark when nothing was said."""
    words = _SPACE.sub(" ", (message.reply_text or message.text)[:1000]).strip()
    return words[:LENGTH] if words else "📎"
