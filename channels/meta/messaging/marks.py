"""Delivered and read: by the ids of messages, or everything until a moment."""

from channels.channel import Receipt
from channels.meta.messaging.channel import Kind
from channels.meta.moments import moment
from channels.up_to import UpTo


def delivery(given: dict, event: dict, sender: str, kind: Kind, settings: dict) -> list:
    """Messages arrived."""
    at = moment(given.get("watermark") or event.get("timestamp"))
    numbers = given.get("mids") or []
    if not isinstance(numbers, list):
        raise ValueError("mids is no list")  # a text would be read letter by letter
    named = [Receipt(str(number), "delivered", at) for number in numbers]
    return named or _until(given, sender, kind, "delivered")


def read(given: dict, event: dict, sender: str, kind: Kind, settings: dict) -> list:
    """Messages were read: Instagram names the last one, Messenger the moment."""
    if given.get("mid"):
        at = moment(event.get("timestamp"))
        return [Receipt(str(given["mid"]), "read", at), *([UpTo(kind.name, sender, "read", at)] if at else [])]
    return _until(given, sender, kind, "read")


def _until(given: dict, sender: str, kind: Kind, state: str) -> list:
    at = moment(given.get("watermark"))
    return [UpTo(kind.name, sender, state, at)] if at and sender else []
