"""Contents: what a message of Telegram holds, one function for each kind of it."""

from dataclasses import dataclass, field

from channels import readable
from channels.adapters.telegram import files
from channels.adapters.telegram.entities import plain
from channels.channel import File


@dataclass
class Content:
    """The words, files and parts of one message; `phone` is the writer's own number, if they shared it."""

    text: str = ""
    files: list[File] = field(default_factory=list)
    parts: list[dict] = field(default_factory=list)
    phone: str = ""


def content_of(message: dict, settings: dict) -> Content:
    """What this message holds; a kind that we do not know is named."""
    for name, read in _KINDS.items():
        if name in message:
            return read(message[name], message, settings)
    unknown = next((name for name in message if name not in _AROUND), "empty")
    return Content(readable.unsupported(unknown, settings))


def is_service(message: dict) -> bool:
    """Whether it says only something about the chat, such as what was pinned."""
    return any(name in message for name in _SERVICE)


def _text(text: str, message: dict, settings: dict) -> Content:
    return Content(plain(text, message.get("entities")))


def _photo(sizes: list, message: dict, settings: dict) -> Content:
    largest = max(sizes, key=lambda size: size.get("width", 0) * size.get("height", 0))
    return _file(largest, message, settings, readable.PICTURE, "photo.jpg", "image/jpeg")


def _recording(symbol: str, filename: str, content_type: str):
    def read(what: dict, message: dict, settings: dict) -> Content:
        return _file(
            what,
            message,
            settings,
            readable.timed(symbol, what.get("duration")),
            what.get("file_name") or filename,
            what.get("mime_type") or content_type,
        )

    return read


def _document(what: dict, message: dict, settings: dict) -> Content:
    name = what.get("file_name") or "file"
    return _file(
        what, message, settings, f"{readable.FILE} {name}", name, what.get("mime_type") or "application/octet-stream"
    )


def _file(what: dict, message: dict, settings: dict, symbol: str, filename: str, content_type: str) -> Content:
    caption = plain(message.get("caption") or "", message.get("caption_entities"))
    found, missing = files.said(what, filename, content_type, settings)
    return Content("\n".join(word for word in (caption or symbol, missing) if word), files=found)


def _sticker(what: dict, message: dict, settings: dict) -> Content:
    emoji = what.get("emoji") or readable.STICKER
    moves = what.get("is_animated") or what.get("is_video")
    part = {"type": "sticker", "emoji": emoji, "name": what.get("set_name") or ""}
    return Content(emoji, [] if moves else [files.named(what, "sticker.webp", "image/webp")], [part])


def _location(where: dict, message: dict, settings: dict) -> Content:
    text, part = readable.location(where["latitude"], where["longitude"])
    return Content(text, parts=[part])


def _venue(venue: dict, message: dict, settings: dict) -> Content:
    where = venue["location"]
    text, part = readable.location(
        where["latitude"], where["longitude"], venue.get("title", ""), venue.get("address", "")
    )
    return Content(text, parts=[part])


def _contact(card: dict, message: dict, settings: dict) -> Content:
    name = " ".join(filter(None, (card.get("first_name"), card.get("last_name"))))
    text, part = readable.contact(name, [card["phone_number"]])
    # Telegram puts the writer's own id on a card only when it is their own number.
    own = card.get("user_id") is not None and card["user_id"] == (message.get("from") or {}).get("id")
    number = card["phone_number"]
    return Content(text, parts=[part], phone=(number if number.startswith("+") else f"+{number}") if own else "")


def _poll(poll: dict, message: dict, settings: dict) -> Content:
    options = [option.get("text", "") for option in poll.get("options", [])]
    return Content(
        "\n".join([f"📊 {poll.get('question', '')}", *(f"– {option}" for option in options)]),
        parts=[{"type": "poll", "question": poll.get("question", ""), "options": options}],
    )


def _dice(dice: dict, message: dict, settings: dict) -> Content:
    return Content(f"{dice.get('emoji', '🎲')} {dice.get('value', '')}".strip())


def _web_app(data: dict, message: dict, settings: dict) -> Content:
    return Content(
        data.get("button_text") or "",
        parts=[{"type": "button", "title": data.get("button_text") or "", "payload": data.get("data") or ""}],
    )


# In this order: an animation comes with a document beside it, a venue with a location.
_KINDS = {
    "text": _text,
    "photo": _photo,
    "animation": _recording(readable.VIDEO, "animation.mp4", "video/mp4"),
    "document": _document,
    "voice": _recording(readable.VOICE, "voice.ogg", "audio/ogg"),
    "audio": _recording(readable.MUSIC, "audio.mp3", "audio/mpeg"),
    "video": _recording(readable.VIDEO, "video.mp4", "video/mp4"),
    "video_note": _recording(readable.VIDEO, "video.mp4", "video/mp4"),
    "sticker": _sticker,
    "venue": _venue,
    "location": _location,
    "contact": _contact,
    "poll": _poll,
    "dice": _dice,
    "web_app_data": _web_app,
}
_SERVICE = (
    "pinned_message",
    "message_auto_delete_timer_changed",
    "write_access_allowed",
    "connected_website",
    "chat_background_set",
    "new_chat_title",
    "new_chat_photo",
    "delete_chat_photo",
    "boost_added",
    "proximity_alert_triggered",
    "forum_topic_created",
    "forum_topic_edited",
)
# What stands around the content in every message.
_AROUND = (
    "message_id",
    "message_thread_id",
    "from",
    "sender_chat",
    "date",
    "chat",
    "edit_date",
    "reply_to_message",
    "quote",
    "external_reply",
    "forward_origin",
    "forward_from",
    "forward_date",
    "forward_sender_name",
    "forward_from_chat",
    "forward_from_message_id",
    "forward_signature",
    "media_group_id",
    "via_bot",
    "caption",
    "caption_entities",
    "entities",
    "reply_markup",
    "has_protected_content",
    "is_topic_message",
    "effect_id",
    "link_preview_options",
    "author_signature",
    "has_media_spoiler",
    "show_caption_above_media",
    "is_automatic_forward",
    "business_connection_id",
    "is_from_offline",
    "sender_boost_count",
)
