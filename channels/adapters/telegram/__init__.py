"""Telegram: a bot's private chats. Updates come to the webhook, answers go out by the Bot API."""

import hmac
import json

from channels.adapters.telegram import connecting, files, reading, sending
from channels.adapters.telegram.options import SETTINGS, STEPS, secret_tokens
from channels.channel import Capabilities, Request
from channels.reading import json_body

kind = "telegram"
label = {"en": "Telegram", "zh": "Telegram"}
settings = SETTINGS
steps = STEPS
capabilities = Capabilities(receipts=("sent",), buttons=20, largest_file=50 * 2**20)
send = sending.send
fetch = files.fetch
connect = connecting.connect
check = connecting.check


def verify(request: Request, settings: dict) -> bool:
    """Whether the secret that we gave to setWebhook comes back."""
    given = request.headers.get("x-telegram-bot-api-secret-token", "").encode()
    known = [hmac.compare_digest(one.encode(), given) for one in secret_tokens(settings)]
    return request.method == "POST" and any(known)


def parse(request: Request, settings: dict) -> list:
    """What this update says."""
    update = json_body(request.body)
    if not isinstance(update, dict) or "update_id" not in update:
        raise ValueError("this is no update of Telegram")
    return reading.items_of(update, settings)


def answer(request: Request, settings: dict) -> tuple[int, str, str] | None:
    """Take the waiting sign off a button that was pressed: a method may be called in the answer to its update."""
    update = json_body(request.body)
    pressed = update.get("callback_query") if isinstance(update, dict) else None
    if not isinstance(pressed, dict) or not isinstance(pressed.get("id"), str):
        return None
    return 200, "application/json", json.dumps({"method": "answerCallbackQuery", "callback_query_id": pressed["id"]})
