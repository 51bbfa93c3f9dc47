"""LINE: an official account's chats with its friends. Events come to the webhook, answers go by reply token or push."""

import base64
import hashlib
import hmac
from urllib.parse import quote

from channels.adapters.line import connecting, files, reading, sending
from channels.adapters.line.asking import ask
from channels.adapters.line.options import SETTINGS, STEPS
from channels.channel import Capabilities, Inbound, Request
from channels.reading import json_body

kind = "line"
label = {"en": "LINE", "zh": "LINE"}
settings = SETTINGS
steps = STEPS
# A push carries a key that LINE knows again for a day. What went out by reply token says for itself when it does not.
capabilities = Capabilities(idempotent=True, receipts=("sent",), buttons=13, largest_file=200 * 2**20)
send = sending.send
fetch = files.fetch
connect = connecting.connect
check = connecting.check


def verify(request: Request, settings: dict) -> bool:
    """Whether LINE signed this body with the channel secret."""
    given = request.headers.get("x-line-signature", "").encode()
    secrets = [settings.get("channel_secret"), settings.get("channel_secret_before")]
    known = [hmac.compare_digest(signature(secret, request.body).encode(), given) for secret in secrets if secret]
    return request.method == "POST" and any(known)


def who(settings: dict, address: str) -> Inbound:
    """What this friend is called in LINE. Raises Later, Refused or Unsure."""
    profile = ask(settings, "GET", f"/v2/bot/profile/{quote(address, safe='')}").json
    return Inbound("", kind, address, name=str(profile.get("displayName") or ""))


def signature(secret: str, body: bytes) -> str:
    """What stands in X-Line-Signature."""
    return base64.b64encode(hmac.digest(secret.encode(), body, hashlib.sha256)).decode()


def parse(request: Request, settings: dict) -> list:
    """What these events say; none at all when LINE only tries the address."""
    body = json_body(request.body)
    if not isinstance(body, dict) or not isinstance(body.get("events"), list):
        raise ValueError("these are no events of LINE")
    return [item for event in body["events"] for item in reading.items_of(event, settings)]
