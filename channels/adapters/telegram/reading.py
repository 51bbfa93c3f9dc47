"""Reading an update: what the customer wrote, changed, pressed, felt, or that they have blocked the bot."""

from datetime import UTC, datetime

from channels.adapters.telegram.contents import content_of, is_service
from channels.channel import Consent, Edit, Inbound, Reaction
from channels.readable import unsupported

KIND = "telegram"
# Asked for when the webhook is set. The rest of what Telegram knows is about groups, channels and payments.
UPDATES = ["message", "edited_message", "callback_query", "message_reaction", "my_chat_member"]


def items_of(update: dict, settings: dict) -> list:
    """What this update says; nothing for groups and channels, where no conversation with one customer is had."""
    for name, read in _READERS.items():
        if name in update:
            return read(update[name], settings) if _is_private(update[name]) else []
    return []


def name_of(message: dict, number: int | None = None) -> str:
    """The id by which a message is found again: the numbers of messages count in each chat for itself."""
    return f"{message['chat']['id']}:{message['message_id'] if number is None else number}"


def _is_private(what: dict) -> bool:
    if "message" in what or "inline_message_id" in what:  # a button; one in somebody else's chat has no message
        what = what.get("message") or {"chat": {}}
    return what["chat"].get("type") == "private"


def _message(message: dict, settings: dict) -> list:
    writer, text = message.get("from") or {}, message.get("text") or ""
    if writer.get("is_bot") or is_service(message):
        return []
    back = Consent(KIND, _address(message), stopped=False, at=_at(message), word="/start")
    if text == "/start":  # Telegram sends it when somebody opens the chat: they have said nothing yet
        return [back]
    item = _inbound(message, settings)
    return [back, item] if text.startswith("/start ") else [item]


def _inbound(message: dict, settings: dict) -> Inbound:
    content = content_of(message, settings)
    parts = [*content.parts, *_deep_link(message)]
    return Inbound(
        external_id=name_of(message),
        address_kind=KIND,
        address=_address(message),
        name=_name(message["from"]),
        at=_at(message),
        text=_forwarded(message) + content.text,
        files=content.files,
        parts=parts,
        references=[name_of(message, message["reply_to_message"]["message_id"])]
        if message.get("reply_to_message")
        else [],
        also_proves={"phone": content.phone} if content.phone else {},
        envelope=_envelope(message),
    )


def _envelope(message: dict) -> dict:
    known = {
        "chat_id": message["chat"]["id"],
        "message_id": message["message_id"],
        "album": message.get("media_group_id"),
        "username": (message.get("from") or {}).get("username"),
    }
    return {name: value for name, value in known.items() if value is not None}


def _deep_link(message: dict) -> list[dict]:
    """What stood behind ?start= in the link that led here: an order, a campaign."""
    command, _, payload = (message.get("text") or "").partition(" ")
    return [{"type": "start", "payload": payload}] if command == "/start" and payload else []


def _forwarded(message: dict) -> str:
    origin = message.get("forward_origin")
    if not isinstance(origin, dict):
        return ""
    who = (
        origin.get("sender_user_name")
        or _name(origin.get("sender_user") or {})
        or (origin.get("sender_chat") or origin.get("chat") or {}).get("title")
        or "?"
    )
    return f"↪ {who}: "


def _edited(message: dict, settings: dict) -> list:
    if "location" in message and "live_period" in message["location"]:
        return []  # a live location moves every few seconds
    return [Edit(name_of(message), content_of(message, settings).text, _at(message, "edit_date"))]


def _pressed(press: dict, settings: dict) -> list:
    message, payload = press["message"], press.get("data") or ""
    title = _title(message, payload) or payload or unsupported("callback_query", settings)
    envelope = {**_envelope(message), "username": press["from"].get("username")}
    return [
        Inbound(
            external_id=f"press:{press['id']}",
            address_kind=KIND,
            address=_address(message),
            name=_name(press["from"]),
            text=title,
            parts=[{"type": "button", "title": title, "payload": payload}],
            references=[name_of(message)],
            envelope={name: value for name, value in envelope.items() if value is not None},
        )
    ]


def _title(message: dict, payload: str) -> str:
    rows = (message.get("reply_markup") or {}).get("inline_keyboard") or []
    return next((button["text"] for row in rows for button in row if button.get("callback_data") == payload), "")


def _reacted(reaction: dict, settings: dict) -> list:
    new = reaction.get("new_reaction") or []
    emoji = next((one.get("emoji") or "⭐" for one in new), None)  # a star stands for an emoji of somebody's own
    return [Reaction(name_of(reaction), emoji, _at(reaction))]


def _blocked(change: dict, settings: dict) -> list:
    status = (change.get("new_chat_member") or {}).get("status")
    stopped = status in ("kicked", "left")
    return [Consent(KIND, _address(change), stopped, _at(change), "blocked" if stopped else "unblocked")]


def _address(message: dict) -> str:
    return str(message["chat"]["id"])


def _name(person: dict) -> str:
    full = " ".join(filter(None, (person.get("first_name"), person.get("last_name"))))
    return full or person.get("username") or ""


def _at(message: dict, what: str = "date") -> datetime | None:
    moment = message.get(what) or message.get("date")
    return datetime.fromtimestamp(moment, UTC) if isinstance(moment, (int, float)) else None


_READERS = {
    "message": _message,
    "channel_post": _message,
    "edited_message": _edited,
    "callback_query": _pressed,
    "message_reaction": _reacted,
    "my_chat_member": _blocked,
}
