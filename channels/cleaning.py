"""Text from outside may hold what no database keeps: NUL, and halves of characters."""

from channels.channel import Inbound

_TEXTS = ("text", "reply_text", "html", "subject", "name")


def make_storable(inbound: Inbound) -> None:
    """Clean every text of the message in place."""
    for name in _TEXTS:
        value = getattr(inbound, name)
        if value and not (value.isascii() and "\0" not in value):
            setattr(inbound, name, storable(value))


def storable(text: str) -> str:
    """The text without NUL, and with U+FFFD in place of lone surrogates."""
    return text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
