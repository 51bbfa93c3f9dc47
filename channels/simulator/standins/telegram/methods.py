"""The methods of the Bot API that a helpdesk calls."""

import json
import re

from channels.channel import File
from channels.simulator.standin import Line, Reply, Shown

LONGEST, LARGEST_UP = 4096, 50 * 2**20
_WEBHOOK = re.compile(r"https?://[^\s]+")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_STATED = {
    "sendPhoto": "photo",
    "sendVideo": "video",
    "sendVoice": "voice",
    "sendAudio": "audio",
    "sendAnimation": "animation",
    "sendDocument": "document",
}


def _get_me(method: str, fields: dict, files: dict, line: Line) -> Reply:
    return _ok(
        {
            "id": int(line.settings["bot_token"].partition(":")[0]),
            "is_bot": True,
            "first_name": "Desk",
            "username": "desk_bot",
        }
    )


def _set_webhook(method: str, fields: dict, files: dict, line: Line) -> Reply:
    if not _WEBHOOK.fullmatch(str(fields.get("url", ""))):
        return error(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
    if not _SECRET.fullmatch(str(fields.get("secret_token", "x"))):
        return error(400, "Bad Request: secret token contains unallowed characters")
    line.put("webhook", fields)
    return _ok(True)


def _webhook_info(method: str, fields: dict, files: dict, line: Line) -> Reply:
    known = line.get("webhook") or {"url": ""}
    return _ok(
        {
            "url": known["url"],
            "pending_update_count": 0,
            "has_custom_certificate": False,
            **(line.get("delivery_error") or {}),
        }
    )


def _get_file(method: str, fields: dict, files: dict, line: Line) -> Reply:
    file = line.load(str(fields.get("file_id")))
    if file is None:
        return error(400, "Bad Request: invalid file_id")
    if len(file.data or b"") > 20 * 2**20:
        return error(400, "Bad Request: file is too big")
    return _ok(
        {"file_id": fields["file_id"], "file_size": len(file.data or b""), "file_path": f"f/{fields['file_id']}"}
    )


def _send(method: str, fields: dict, files: dict, line: Line) -> Reply:
    shown = _shown(method, fields, files)
    if isinstance(shown, Reply):
        return shown
    return _delivered(fields, [shown], line)


def _send_album(method: str, fields: dict, files: dict, line: Line) -> Reply:
    media = json_of(fields.get("media", "[]"))
    if not isinstance(media, list) or not 2 <= len(media) <= 10:
        return error(400, "Bad Request: there must be 2 to 10 items to send")
    found = [files.get(str(one.get("media", "")).removeprefix("attach://")) for one in media]
    if None in found:
        return error(400, "Bad Request: wrong file identifier/HTTP URL specified")
    return _delivered(
        fields,
        [Shown(text=str(one.get("caption", "")), files=[file]) for one, file in zip(media, found, strict=True)],
        line,
        album=True,
    )


def _shown(method: str, fields: dict, files: dict) -> Shown | Reply:
    if method == "sendMessage":
        return _words(fields)
    if method in ("sendLocation", "sendVenue"):
        part = {
            "type": "location",
            "latitude": float(fields["latitude"]),
            "longitude": float(fields["longitude"]),
            "name": fields.get("title", ""),
            "address": fields.get("address", ""),
        }
        return Shown(text=f"📍 {fields.get('title', '')}".strip(), parts=[part])
    file = files.get(_STATED[method])
    if file is None:
        return error(400, f"Bad Request: there is no {_STATED[method]} in the request")
    if len(file.data or b"") > LARGEST_UP:
        return error(413, "Request Entity Too Large")
    if method == "sendPhoto" and not _is_picture(file):
        return error(400, "Bad Request: IMAGE_PROCESS_FAILED")
    return Shown(text=str(fields.get("caption", "")), files=[file])


def _words(fields: dict) -> Shown | Reply:
    text = str(fields.get("text", ""))
    if not text.strip():
        return error(400, "Bad Request: message text is empty")
    if len(text.encode("utf-16-le")) // 2 > LONGEST:
        return error(400, "Bad Request: message is too long")
    keyboard = (json_of(fields.get("reply_markup") or "{}") or {}).get("inline_keyboard") or []
    buttons = [button for row in keyboard for button in row]
    if any(not 1 <= len(button.get("callback_data", "").encode()) <= 64 for button in buttons):
        return error(400, "Bad Request: BUTTON_DATA_INVALID")
    parts = [{"type": "buttons", "buttons": [button["text"] for button in buttons]}] if buttons else []
    return Shown(text=text, parts=parts)


def _delivered(fields: dict, shown: list[Shown], line: Line, album: bool = False) -> Reply:
    chat = str(fields.get("chat_id", ""))
    person = line.get(f"chat:{chat}")
    if person is None:
        return error(400, "Bad Request: chat not found")
    if line.get(f"blocked:{chat}"):
        return error(403, "Forbidden: bot was blocked by the user")
    sent = []
    for one in shown:
        number = 1000 + line.append("messages", {"chat": chat})
        line.put(f"keyboard:{number}", json_of(fields.get("reply_markup") or "{}"))
        line.show(person, one, message_id=str(number))
        sent.append({"message_id": number, "date": 0, "chat": {"id": int(chat), "type": "private"}, "text": one.text})
    return _ok(sent if album else sent[0])


def _is_picture(file: File) -> bool:
    return (file.data or b"").startswith((b"\xff\xd8\xff", b"\x89PNG", b"RIFF"))


def _ok(result) -> Reply:
    return Reply({"ok": True, "result": result})


def error(status: int, description: str, **more) -> Reply:
    return Reply({"ok": False, "error_code": status, "description": description, **more}, status)


def json_of(value):
    if not isinstance(value, (str, bytes)):
        return value
    try:
        return json.loads(value or b"{}")
    except ValueError:
        return {}


ALL = {
    "getMe": _get_me,
    "setWebhook": _set_webhook,
    "getWebhookInfo": _webhook_info,
    "getFile": _get_file,
    "sendMessage": _send,
    "sendLocation": _send,
    "sendVenue": _send,
    "sendMediaGroup": _send_album,
    **dict.fromkeys(_STATED, _send),
}
NOT_FOUND = error(404, "Not Found")
