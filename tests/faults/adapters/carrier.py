"""A channel whose provider the tests play: signed JSON in, HTTP out, and no memory of what it was sent before."""

import hashlib
import hmac
import json

import requests

from channels.channel import Capabilities, Inbound, Later, Outbound, Request, Sent, Setting, Unsure

kind = "carrier"
label = {"en": "Carrier", "zh": "信使"}
settings = [Setting("secret", secret=True), Setting("url")]
capabilities = Capabilities()


def verify(request: Request, settings: dict) -> bool:
    """HMAC-SHA256 over the raw body."""
    wanted = hmac.new(settings["secret"].encode(), request.body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(wanted, request.headers.get("x-carrier", ""))


def parse(request: Request, settings: dict) -> list[Inbound]:
    """One message a request."""
    said = json.loads(request.body)
    return [Inbound(external_id=said["id"], address_kind="user_id", address=said["from"], text=said["text"])]


def send(outbound: Outbound, settings: dict) -> Sent:
    """Hand it over; a connection that breaks after the hand-over leaves nobody the wiser."""
    body = {"key": outbound.key, "to": outbound.address, "text": outbound.text}
    try:
        answer = requests.post(settings["url"], json=body, timeout=(2, 10))
    except requests.ConnectTimeout as why:
        raise Later(str(why)) from why
    except requests.ConnectionError as why:
        raise Unsure("the connection broke") from why
    if answer.status_code != 200:
        raise Later(f"HTTP {answer.status_code}")
    return Sent(external_id=answer.json()["id"])
