"""Text from outside may hold what no database keeps: NUL, and halves of characters."""

from channels.channel import Inbound

MOST_PARTS = 50
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


def storable_parts(parts: list[dict]) -> list[dict]:
    """The parts, as many and as large as a message may have them."""
    return [_clean(part) for part in parts[:MOST_PARTS] if isinstance(part, dict)]


def _clean(value, depth: int = 0):
    if isinstance(value, str):
        return storable(value[:4000])
    if depth < 6 and isinstance(value, dict):
        return {str(name)[:100]: _clean(inner, depth + 1) for name, inner in list(value.items())[:50]}
    if depth < 6 and isinstance(value, list):
        return [_clean(inner, depth + 1) for inner in value[:50]]
    return value if isinstance(value, int | float | bool) else None
