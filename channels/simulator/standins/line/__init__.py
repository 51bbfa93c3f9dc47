"""A stand-in for LINE's Messaging API, as strict as the real one about tokens, keys, lengths and addresses."""

import base64
import hashlib
import hmac
import json
from dataclasses import replace
from datetime import datetime

from channels.simulator.standin import Act, ApiCall, Line, Person, Posting, Reply, Secret
from channels.simulator.standins.line import api, events

kind = "line"
acts = ("text", "picture", "voice", "video", "file", "location", "sticker", "button", "edit", "delete", "stop", "start")


def settings(base: str, secret: Secret) -> dict:
    """A channel's secret and token; one stand-in answers for both of LINE's addresses."""
    return {
        "channel_secret": secret("channel_secret"),
        "channel_access_token": secret("channel_access_token"),
        "base_url": base,
        "data_url": base,
    }


def answer(call: ApiCall, line: Line) -> Reply:
    """What the Messaging API says."""
    if call.headers.get("authorization") != f"Bearer {line.settings['channel_access_token']}":
        return api.error(401, "Authentication failed. Confirm that the access token in the header is valid.")
    if call.path.startswith("/v2/bot/message/") and "/content" in call.path:
        return api.content(call, line)
    if call.path.startswith("/v2/bot/profile/"):
        return api.profile(call, line)
    found = api.ALL.get((call.method, call.path))
    return found(call, line) if found else api.error(404, "Not found")


def write(act: Act, line: Line) -> list[Posting]:
    """The event that this act makes."""
    body = {"destination": "U00000000000000000000000000000000", "events": [events.event_of(act, line)]}
    return [sign(Posting(json.dumps(body, ensure_ascii=False).encode(), {"Content-Type": "application/json"}), line)]


def meet(person: Person, line: Line, wrote_at: datetime | None) -> None:
    """They are a friend of the account."""
    events.friend_of(person, line)


def sign(posting: Posting, line: Line) -> Posting:
    """With the channel secret over the body."""
    digest = hmac.digest(line.settings["channel_secret"].encode(), posting.body, hashlib.sha256)
    return replace(posting, headers={**posting.headers, "X-Line-Signature": base64.b64encode(digest).decode()})


def tell(line: Line, message_id: str, to: str, state: str) -> list[Posting]:
    """LINE tells an account nothing of what becomes of its messages."""
    return []
