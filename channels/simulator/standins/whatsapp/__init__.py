"""WhatsApp: Meta's Cloud API for one number, and the phones that write to it."""

import hashlib

from channels.simulator.meta import answers
from channels.simulator.meta.posting import sign
from channels.simulator.standin import ApiCall, Line, Reply, Secret
from channels.simulator.standins.whatsapp import account, arrivals, media, messages, people

__all__ = ["acts", "answer", "id_of", "kind", "meet", "settings", "sign", "tell", "write"]

kind = "whatsapp"
acts = (
    "text",
    "picture",
    "voice",
    "video",
    "file",
    "location",
    "sticker",
    "contact",
    "button",
    "edit",
    "delete",
    "react",
    "stop",
    "start",
)
write = arrivals.write
meet = people.meet
tell = arrivals.tell


def settings(base: str, secret: Secret) -> dict:
    """A number of the account Songtide."""
    return {
        "phone_number_id": "106540352242922",
        "waba_id": "102290129340398",
        "app_id": "670843887433847",
        "access_token": secret("token"),
        "app_secret": secret("app"),
        "verify_token": secret("verify"),
        "base_url": base,
    }


def id_of(name: str, phone: str) -> str:
    """The id by which WhatsApp calls a person towards one business."""
    return f"US.{int(hashlib.sha256(f'{name}|{phone}'.encode()).hexdigest()[:16], 16)}"


def answer(call: ApiCall, line: Line) -> Reply:
    """The Graph API, as far as a number of WhatsApp needs it."""
    if (refusal := answers.refused(call, line)) is not None:
        return refusal
    number, owner = line.settings["phone_number_id"], line.settings["waba_id"]
    routes = {
        ("GET", "/debug_token"): account.token,
        ("GET", f"/{number}"): account.number,
        ("POST", f"/{number}"): account.change_number,
        ("GET", f"/{owner}/phone_numbers"): account.numbers,
        ("GET", f"/{owner}/subscribed_apps"): account.apps,
        ("POST", f"/{owner}/subscribed_apps"): account.subscribe,
        ("GET", f"/{owner}/message_templates"): account.templates,
        ("POST", f"/{number}/media"): media.take,
        ("POST", f"/{number}/messages"): messages.take,
    }
    if route := routes.get((call.method, call.path)):
        return route(call, line)
    return media.give(call, line) if call.method == "GET" else answers.unknown(call.path.strip("/"))
