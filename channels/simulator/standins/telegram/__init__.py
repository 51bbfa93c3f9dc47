"""A stand-in for Telegram's Bot API, as strict as the real one about tokens, chats, lengths, albums and files."""

import json
import zlib
from dataclasses import replace
from datetime import datetime

from channels.simulator.standin import Act, ApiCall, Line, Person, Posting, Reply, Secret
from channels.simulator.standins.telegram import methods, updates

kind = "telegram"
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
    "react",
    "stop",
    "start",
)


def settings(base: str, secret: Secret) -> dict:
    """A bot's token and the secret of its webhook."""
    return {
        "bot_token": f"{zlib.crc32(base.encode())}:{secret('bot_token')}",
        "secret_token": secret("secret_token"),
        "base_url": base,
    }


def answer(call: ApiCall, line: Line) -> Reply:
    """What the Bot API says."""
    token, _, rest = call.path.removeprefix("/file").removeprefix("/bot").partition("/")
    if token != line.settings["bot_token"]:
        return methods.error(401, "Unauthorized")
    if call.path.startswith("/file/"):
        file = line.load(rest.rpartition("/")[2])
        return Reply(file.data or b"", content_type="application/octet-stream") if file else methods.NOT_FOUND
    method = methods.ALL.get(rest)
    return method(rest, call.form or methods.json_of(call.body), call.files, line) if method else methods.NOT_FOUND


def write(act: Act, line: Line) -> list[Posting]:
    """The update that this act makes."""
    body = json.dumps(updates.update_of(act, line), ensure_ascii=False).encode()
    return [sign(Posting(body, {"Content-Type": "application/json"}), line)]


def meet(person: Person, line: Line, wrote_at: datetime | None) -> None:
    """They have begun to talk to the bot."""
    updates.chat_of(person, line)


def sign(posting: Posting, line: Line) -> Posting:
    """With the secret that was given to setWebhook."""
    return replace(
        posting, headers={**posting.headers, "X-Telegram-Bot-Api-Secret-Token": line.settings["secret_token"]}
    )


def tell(line: Line, message_id: str, to: str, state: str) -> list[Posting]:
    """Telegram tells a bot nothing of what becomes of its messages."""
    return []
