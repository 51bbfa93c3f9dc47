"""Meta's requests are batches of batches: one item that cannot be read must not lose the others."""

from collections.abc import Callable

from channels.channel import Broken, Request
from channels.reading import json_body


def entries(request: Request, wanted: str) -> list[dict]:
    """The entries of a request about this kind of object. ValueError for any other."""
    body = json_body(request.body)
    if not isinstance(body, dict) or body.get("object") != wanted:
        raise ValueError(f"this is not about a {wanted}")
    found = body.get("entry")
    if not isinstance(found, list):
        raise ValueError("no entries")
    return found


def each(things, read: Callable[[dict], list]) -> list:
    """What `read` makes of each of these; Broken for one of which it can make nothing."""
    if not isinstance(things or [], list):
        return [Broken("a list was expected")]
    return [item for thing in things or [] for item in _tried(thing, read)]


def _tried(thing, read) -> list:
    try:
        if not isinstance(thing, dict):
            raise ValueError("an object was expected")
        return read(thing)
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as why:
        return [Broken(f"{type(why).__name__}: {why}")]
