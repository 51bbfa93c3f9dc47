"""Sending an answer: its words first, then pictures and films as albums, then every other file by itself."""

import json
from dataclasses import dataclass, field

from channels.adapters.telegram.asking import ask
from channels.channel import File, Outbound, Refused, Sent
from channels.readable import said
from channels.splitting import in_utf16, split

LONGEST = 4096  # counted in UTF-16 units
ALBUM = 10
LARGEST_PHOTO = 10 * 2**20
_PHOTOS = ("image/jpeg", "image/png", "image/webp")


@dataclass
class Step:
    """One call: what it is, its fields, its files."""

    method: str
    fields: dict
    files: dict[str, File] = field(default_factory=dict)


def send(outbound: Outbound, settings: dict) -> Sent:
    """Make the calls that are still to be made. Telegram knows no key: what was taken is noted after each of them."""
    steps, done = steps_of(outbound, settings), list(outbound.progress.get("sent", []))
    if not steps:
        raise Refused(said(settings, ("there is nothing to send", "没有可发送的内容")))
    for step in steps[len(done) :]:
        result = _made(step, settings)
        first = result[0] if isinstance(result, list) else result
        done.append(first["message_id"])
        outbound.took({"sent": done})
    names = [f"{outbound.address}:{number}" for number in done]
    return Sent(names[0], envelope={"chat_id": outbound.address, "message_ids": done}, parts=names)


def _made(step: Step, settings: dict):
    try:
        return ask(settings, step.method, _fields(step), step.files)
    except Refused as why:
        if step.method != "sendPhoto" or not any(word in str(why) for word in ("PHOTO_", "IMAGE_")):
            raise
    # Too long, too narrow, or not a picture after all: as a file it goes.
    return ask(settings, "sendDocument", _fields(step), {"document": step.files["photo"]})


def steps_of(outbound: Outbound, settings: dict) -> list[Step]:
    """The calls of this answer, always the same for the same answer."""
    steps = [Step("sendMessage", {"text": piece}) for piece in split(outbound.text, LONGEST, in_utf16)]
    steps += [step for part in outbound.parts for step in _part(part)]
    steps += _of_files(outbound.files)
    keyboard = _keyboard(outbound.parts)
    last_words = next((step for step in reversed(steps) if step.method == "sendMessage"), None)
    if keyboard and last_words:
        last_words.fields["reply_markup"] = {"inline_keyboard": keyboard}
    if steps and settings.get("quote") == "yes" and outbound.envelope.get("message_id"):
        steps[0].fields["reply_parameters"] = {
            "message_id": outbound.envelope["message_id"],
            "allow_sending_without_reply": True,
        }
    for step in steps:
        step.fields["chat_id"] = outbound.address
    return steps


def _part(part: dict) -> list[Step]:
    if part.get("type") != "location":
        return []
    where = {"latitude": part["latitude"], "longitude": part["longitude"]}
    if part.get("name") and part.get("address"):
        return [Step("sendVenue", {**where, "title": part["name"], "address": part["address"]})]
    return [Step("sendLocation", where)]


def _keyboard(parts: list[dict]) -> list[list[dict]]:
    titles = [str(title) for part in parts if part.get("type") == "buttons" for title in part["buttons"]]
    # The answer to a press carries this back; 64 bytes are all it may have.
    return [
        [{"text": title, "callback_data": f"{place}:{title}".encode()[:64].decode("utf-8", "ignore")}]
        for place, title in enumerate(titles)
    ]


def _of_files(files: list[File]) -> list[Step]:
    seen = [(file, _kind(file)) for file in files]
    shown = [(file, kind) for file, kind in seen if kind in ("photo", "video")]
    others = [(file, kind) for file, kind in seen if kind not in ("photo", "video")]
    albums = [shown[start : start + ALBUM] for start in range(0, len(shown), ALBUM)]
    return [*map(_album, albums), *(_single(*one) for one in others)]


def _album(items: list[tuple[File, str]]) -> Step:
    if len(items) == 1:
        return _single(*items[0])
    names = [f"file{place}" for place in range(len(items))]
    media = [{"type": kind, "media": f"attach://{name}"} for name, (_, kind) in zip(names, items, strict=True)]
    return Step("sendMediaGroup", {"media": media}, {name: file for name, (file, _) in zip(names, items, strict=True)})


def _single(file: File, kind: str) -> Step:
    return Step(f"send{kind.capitalize()}", {}, {kind: file})


def _kind(file: File) -> str:
    kind = file.content_type.partition(";")[0].lower()
    if kind in _PHOTOS and len(file.data) <= LARGEST_PHOTO:
        return "photo"
    if kind in ("audio/ogg", "audio/opus"):
        return "voice"
    if kind in ("audio/mpeg", "audio/mp4", "audio/x-m4a", "audio/m4a"):
        return "audio"
    if kind == "image/gif":
        return "animation"
    return "video" if kind == "video/mp4" else "document"


def _fields(step: Step) -> dict:
    if not step.files:
        return step.fields
    # In a form, what has structure travels as JSON.
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in step.fields.items()}
