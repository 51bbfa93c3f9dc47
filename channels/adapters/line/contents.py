"""Contents: what a message of LINE holds, one function for each kind of it."""

from dataclasses import dataclass, field

from channels import readable
from channels.adapters.line import files
from channels.channel import File


@dataclass
class Content:
    """The words, files and parts of one message."""

    text: str
    files: list[File] = field(default_factory=list)
    parts: list[dict] = field(default_factory=list)


def content_of(message: dict, settings: dict) -> Content:
    """What this message holds; a kind that we do not know is named."""
    read = _KINDS.get(message["type"])
    return read(message) if read else Content(readable.unsupported(message["type"], settings))


def _text(message: dict) -> Content:
    return Content(message["text"])


def _image(message: dict) -> Content:
    return Content(readable.PICTURE, [files.named(message, "picture.jpg", "image/jpeg")])


def _video(message: dict) -> Content:
    return Content(readable.timed(readable.VIDEO, _seconds(message)), [files.named(message, "video.mp4", "video/mp4")])


def _audio(message: dict) -> Content:
    return Content(readable.timed(readable.VOICE, _seconds(message)), [files.named(message, "voice.m4a", "audio/mp4")])


def _seconds(message: dict) -> float:
    return (message.get("duration") or 0) / 1000


def _file(message: dict) -> Content:
    name = message.get("fileName") or "file"
    return Content(f"{readable.FILE} {name}", [files.named(message, name, "application/octet-stream")])


def _location(message: dict) -> Content:
    text, part = readable.location(
        message["latitude"], message["longitude"], message.get("title") or "", message.get("address") or ""
    )
    return Content(text, parts=[part])


def _sticker(message: dict) -> Content:
    meaning = message.get("text") or ", ".join((message.get("keywords") or [])[:3])
    part = {
        "type": "sticker",
        "emoji": "",
        "name": meaning,
        "package_id": message.get("packageId"),
        "sticker_id": message.get("stickerId"),
    }
    return Content(f"{readable.STICKER} {meaning}".strip(), parts=[part])


_KINDS = {
    "text": _text,
    "image": _image,
    "video": _video,
    "audio": _audio,
    "file": _file,
    "location": _location,
    "sticker": _sticker,
}
