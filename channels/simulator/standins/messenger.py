"""Messenger: a page at Facebook and the people who write to it."""

import hashlib

from channels.simulator.meta.messaging import api, arrivals
from channels.simulator.meta.messaging.arrivals import meet
from channels.simulator.meta.messaging.side import Side
from channels.simulator.meta.posting import sign
from channels.simulator.standin import Act, ApiCall, Line, Posting, Reply, Secret

__all__ = ["acts", "answer", "id_of", "kind", "meet", "settings", "sign", "tell", "write"]

kind = "messenger"
acts = ("text", "picture", "voice", "video", "file", "location", "sticker", "button", "edit", "react")
SIDE = Side(
    "page",
    "page_id",
    2000,
    len,
    ("pages_messaging", "pages_manage_metadata", "pages_show_list"),
    too_late=2018278,
    tells_delivery=True,
    reads_until=True,
)


def settings(base: str, secret: Secret) -> dict:
    """The page of Songtide."""
    return {
        "page_id": "105922402449310",
        "app_id": "670843887433847",
        "access_token": secret("token"),
        "app_secret": secret("app"),
        "verify_token": secret("verify"),
        "base_url": base,
    }


def id_of(name: str, phone: str) -> str:
    """A person's id for this page alone."""
    return str(int(hashlib.sha256(f"page|{name}|{phone}".encode()).hexdigest()[:13], 16))


def answer(call: ApiCall, line: Line) -> Reply:
    """The Graph API."""
    return api.answer(call, line, SIDE, {"id": line.settings["page_id"], "name": "Songtide Tea"})


def write(act: Act, line: Line) -> list[Posting]:
    """The customer does this."""
    return arrivals.write(act, line, SIDE)


def tell(line: Line, message_id: str, to: str, state: str) -> list[Posting]:
    """What became of our message."""
    return arrivals.tell(line, message_id, to, state, SIDE)
