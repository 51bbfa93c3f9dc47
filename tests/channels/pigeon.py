"""A channel of the tests' own: signed JSON in, and a provider that can be told to stumble at any point out."""

import hashlib
import hmac
import itertools
from datetime import datetime, timedelta
from types import SimpleNamespace

from channels.channel import Capabilities, Edit, File, Inbound, Outbound, Receipt, Request, Sent, Setting
from channels.inbox import Inbox
from channels.reading import json_body
from helpdesk.db import transaction
from helpdesk.hot import insert

SECRET = "feathers"


class Pigeon(SimpleNamespace):
    """An adapter; `flights` are the messages that its provider took, `behaviour(outbound)` may raise."""

    def __init__(self, kind: str, **capabilities):
        super().__init__(
            kind=kind,
            label={"en": kind, "zh": kind},
            settings=[Setting("secret", secret=True)],
            capabilities=Capabilities(**capabilities),
            flights=[],
            calls=[],
            before=lambda outbound: None,
            after=lambda outbound: None,
        )
        self._names = itertools.count(1)

    def verify(self, request: Request, settings: dict) -> bool:
        wanted = hmac.new(settings["secret"].encode(), request.body, hashlib.sha256).hexdigest()
        return hmac.compare_digest(wanted, request.headers.get("x-pigeon", ""))

    def answer(self, request: Request, settings: dict):
        return (200, "text/plain", request.args.get("hello", "")) if request.method == "GET" else None

    def parse(self, request: Request, settings: dict) -> list:
        return [_item(entry) for entry in json_body(request.body)["items"]]

    def send(self, outbound: Outbound, settings: dict) -> Sent:
        self.calls.append(outbound)
        self.before(outbound)
        if not (self.capabilities.idempotent and outbound.key in {f.key for f in self.flights}):
            self.flights.append(outbound)
        self.after(outbound)
        return Sent(external_id=f"out-{next(self._names)}")


def _item(entry: dict):
    if "receipt" in entry:
        return Receipt(entry["receipt"], entry["state"])
    if "edit" in entry:
        return Edit(entry["edit"], entry["text"], datetime.fromisoformat(entry["at"]))
    return Inbound(
        external_id=entry["id"],
        address_kind="ring",
        address=entry["from"],
        text=entry["text"],
        name=entry.get("name", ""),
        files=[File(name, data=b"bytes") for name in entry.get("files", [])],
    )


def signature(body: bytes) -> dict:
    """The header a real provider sends with this body."""
    return {"X-Pigeon": hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()}


def release(monkeypatch, *pigeons: Pigeon) -> None:
    """Let the register know these adapters for the length of a test."""
    from channels import register

    known = {**register.all_adapters(), **{p.kind: p for p in pigeons}}
    for place in _users():
        monkeypatch.setattr(place, "all_adapters", lambda: known)


def _users():
    import importlib

    return [
        importlib.import_module(f"channels.{name}")
        for name in ("register", "claiming", "breaker", "windows", "ways", "templates", "webhooks", "polling")
    ]


@transaction()
def loft(channel: str = "pigeon", **values) -> Inbox:
    """An inbox of this channel."""
    inbox = Inbox(**{"name": "Loft", "channel": channel, "key": f"{channel}-key", **values})
    inbox.settings = {"secret": SECRET}
    return insert(inbox)


WINDOW = timedelta(hours=24)
