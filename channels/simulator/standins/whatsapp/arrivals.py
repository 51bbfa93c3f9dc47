"""What Meta posts when a customer does something, and what became of our messages."""

import time

from channels.channel import File
from channels.simulator.meta.posting import posting
from channels.simulator.standin import Act, Line, Posting
from channels.simulator.standins.whatsapp import people

_MEDIA = {"picture": "image", "voice": "audio", "video": "video", "file": "document", "sticker": "sticker"}


def write(act: Act, line: Line) -> list[Posting]:
    """The customer does this."""
    people.wrote(line, act.person)
    if act.what in ("stop", "start"):
        return [_preference(act, line)]
    contact = people.named(line, act.person.id)
    message = {
        **({"from": contact["wa_id"]} if "wa_id" in contact else {}),
        "from_user_id": act.person.id,
        "id": act.id,
        "timestamp": str(int(act.at.timestamp())),
        **_said(act, line),
    }
    if act.data.get("answers"):
        message["context"] = {"from": "15550783881", "id": act.data["answers"]}
    return [_post(line, "messages", {"contacts": [contact], "messages": [message]})]


def tell(line: Line, message_id: str, to: str, state: str, error: dict | None = None) -> list[Posting]:
    """What became of one of our messages: sent, delivered, read, failed."""
    contact = people.named(line, to)
    status = {
        "id": message_id,
        "status": state,
        "timestamp": str(int(time.time())),
        "recipient_id": contact.get("wa_id", ""),
        "recipient_user_id": to,
    }
    if state == "failed":
        status["errors"] = [
            error
            or {
                "code": 131026,
                "title": "Message undeliverable",
                "message": "Message undeliverable",
                "error_data": {"details": "Message Undeliverable."},
            }
        ]
    return [_post(line, "messages", {"contacts": [contact], "statuses": [status]})]


def _said(act: Act, line: Line) -> dict:
    if act.what in _MEDIA:
        return _file(act, line, _MEDIA[act.what])
    if act.what == "text":
        return {"type": "text", "text": {"body": act.text}}
    return _OTHERS[act.what](act)


def _file(act: Act, line: Line, kind: str) -> dict:
    file = act.file or File("picture.jpg", "image/jpeg", data=b"")
    media = {"mime_type": file.content_type, "sha256": "", "id": line.store(file)}
    if kind == "document":
        media["filename"] = file.filename
    if kind == "audio":
        media["voice"] = True
    if act.text and kind in ("image", "video", "document"):
        media["caption"] = act.text
    return {"type": kind, kind: media}


def _location(act: Act) -> dict:
    place = {name: act.data[name] for name in ("latitude", "longitude", "name", "address") if name in act.data}
    return {"type": "location", "location": place}


def _contact(act: Act) -> dict:
    """The card that was given, else the customer's own."""
    name = act.data.get("name") or act.text or act.person.name
    phones = act.data.get("phones") or [act.person.phone]
    card = {
        "name": {"formatted_name": name, "first_name": name},
        "phones": [{"phone": phone, "type": "CELL"} for phone in phones if phone],
    }
    return {"type": "contacts", "contacts": [card]}


def _button(act: Act) -> dict:
    reply = {"id": act.data.get("payload") or act.text, "title": act.text}
    return {"type": "interactive", "interactive": {"type": "button_reply", "button_reply": reply}}


def _edit(act: Act) -> dict:
    return {
        "type": "edit",
        "edit": {
            "original_message_id": act.data["message_id"],
            "message": {"type": "text", "text": {"body": act.text}},
        },
    }


def _delete(act: Act) -> dict:
    return {"type": "revoke", "revoke": {"original_message_id": act.data["message_id"]}}


def _react(act: Act) -> dict:
    return {
        "type": "reaction",
        "reaction": {"message_id": act.data["message_id"], "emoji": act.data.get("emoji", act.text)},
    }


def _preference(act: Act, line: Line) -> Posting:
    contact = people.named(line, act.person.id)
    given = {
        "wa_id": contact.get("wa_id", ""),
        "user_id": act.person.id,
        "category": "marketing_messages",
        "detail": "User requested to change marketing messages",
        "timestamp": int(act.at.timestamp()),
        "value": "stop" if act.what == "stop" else "resume",
    }
    return _post(line, "user_preferences", {"contacts": [contact], "user_preferences": [given]})


def _post(line: Line, field: str, value: dict) -> Posting:
    about = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "15550783881", "phone_number_id": line.settings["phone_number_id"]},
    }
    return posting(
        line,
        {
            "object": "whatsapp_business_account",
            "entry": [{"id": line.settings["waba_id"], "changes": [{"field": field, "value": {**about, **value}}]}],
        },
    )


_OTHERS = {
    "location": _location,
    "contact": _contact,
    "button": _button,
    "edit": _edit,
    "delete": _delete,
    "react": _react,
}
