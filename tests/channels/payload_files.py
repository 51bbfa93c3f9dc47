"""The payload files: providers' requests as they come, signed by the stand-ins."""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from channels.channel import File, Request
from channels.simulator.standin import Posting

FOLDER = Path(__file__).parent / "payloads"
DEAD = "dead letter"


@dataclass(frozen=True)
class Payload:
    """One file."""

    kind: str
    name: str
    request: dict
    gives: list | str
    settings: dict = field(default_factory=dict)

    @property
    def pulled(self) -> bool:
        """What a poll fetched; it comes by no webhook."""
        return self.request.get("method") == "PULL"

    def posting(self, provider) -> Posting:
        """The request as the provider makes it, signed."""
        given = self.request
        headers = dict(given.get("headers") or {})
        body = given.get("body", "")
        if "form" in given:
            body = urlencode(given["form"])
            headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
        elif isinstance(body, (dict, list)):
            body = json.dumps(body, separators=(",", ":"))
            headers.setdefault("Content-Type", "application/json")
        bare = Posting(
            body.encode(), headers, given.get("method", "POST"), given.get("query", ""), given.get("path", "")
        )
        return provider.standin.sign(bare, provider.line)

    def __str__(self) -> str:
        return f"{self.kind}-{self.name}"


@cache
def payloads(kind: str) -> tuple[Payload, ...]:
    """All files of this channel."""
    found = []
    for path in sorted((FOLDER / kind).glob("*.json")):
        given = json.loads(path.read_text(encoding="utf-8"))
        found.append(Payload(kind, path.stem, given["request"], given["gives"], given.get("settings") or {}))
    return tuple(found)


def request_of(payload: Payload, posting: Posting, url: str) -> Request:
    """The request as the webhook's route hands it to the adapter."""
    from urllib.parse import parse_qsl

    where = url + (f"?{posting.query}" if posting.query else "")
    headers = {name.lower(): value for name, value in posting.headers.items()}
    return Request(
        payload.request.get("method", "POST"),
        where,
        headers,
        dict(parse_qsl(posting.query, keep_blank_values=True)),
        posting.body,
    )


def matches(item, wanted: dict) -> bool:
    """Whether an item is of this type and has at least these values."""
    return all(
        _is(type(item).__name__ if name == "type" else getattr(item, name), value) for name, value in wanted.items()
    )


def _is(found, wanted) -> bool:
    if isinstance(found, File):
        found = vars(found)
    if isinstance(wanted, dict) and isinstance(found, dict):
        return all(name in found and _is(found[name], value) for name, value in wanted.items())
    if isinstance(wanted, list) and isinstance(found, (list, tuple)):
        return len(found) == len(wanted) and all(_is(a, b) for a, b in zip(found, wanted, strict=True))
    if hasattr(found, "isoformat"):
        return found.isoformat() == wanted
    return found == wanted
