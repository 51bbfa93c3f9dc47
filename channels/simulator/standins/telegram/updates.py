"""The updates that Telegram posts when a customer does something."""

import zlib

from channels.channel import File
from channels.simulator.standin import Act, Line, Person


def update_of(act: Act, line: Line) -> dict:
    """The update that this act makes; the same act again makes the same."""
    said = _UPDATES.get(act.what, _message)(act, chat_of(act.person, line), line)
    return {"update_id": _number(act.id, act.what)} | said


def _message(act: Act, chat: dict, line: Line) -> dict:
    return {"message": _head(act, chat) | _content(act, line)}


def _head(act: Act, chat: dict) -> dict:
    head = {
        "message_id": _number(act.id),
        "from": _person(act.person, chat),
        "chat": chat,
        "date": int(act.at.timestamp()),
    }
    if act.album:
        head["media_group_id"] = str(_number(act.album))
    return head


def _content(act: Act, line: Line) -> dict:
    if act.what == "location":
        where = {"latitude": act.data["latitude"], "longitude": act.data["longitude"]}
        named = {"title": act.data.get("name", ""), "address": act.data.get("address", "")}
        return {"location": where, **({"venue": {"location": where, **named}} if named["title"] else {})}
    if act.what == "sticker":
        return {"sticker": {"emoji": act.text or "🙂", "set_name": "Tea", "is_animated": True, "file_id": "sticker"}}
    if act.what == "contact":
        return {
            "contact": {
                "phone_number": act.person.phone.lstrip("+"),
                "first_name": act.person.name,
                "user_id": chat_of(act.person, line)["id"],
            }
        }
    if act.file is not None:
        caption = {"caption": act.text} if act.text else {}
        return _file(act.what, act.file, line) | caption
    return {"text": act.text}


def _file(what: str, file: File, line: Line) -> dict:
    about = {"file_id": line.store(file), "file_size": len(file.data or b""), "mime_type": file.content_type}
    if what == "picture":
        return {
            "photo": [{**about, "file_id": "small", "width": 90, "height": 60}, {**about, "width": 800, "height": 600}]
        }
    if what == "voice":
        return {"voice": {**about, "duration": 3}}
    if what == "video":
        return {"video": {**about, "duration": 5, "width": 640, "height": 360, "file_name": file.filename}}
    return {"document": {**about, "file_name": file.filename}}


def _edit(act: Act, chat: dict, line: Line) -> dict:
    head = _head(act, chat) | {"message_id": _message_number(act), "edit_date": int(act.at.timestamp())}
    return {"edited_message": head | {"text": act.text}}


def _react(act: Act, chat: dict, line: Line) -> dict:
    new = [{"type": "emoji", "emoji": act.text}] if act.text else []
    return {
        "message_reaction": {
            "chat": chat,
            "message_id": _message_number(act),
            "user": _person(act.person, chat),
            "date": int(act.at.timestamp()),
            "old_reaction": [],
            "new_reaction": new,
        }
    }


def _press(act: Act, chat: dict, line: Line) -> dict:
    number = _message_number(act)
    keyboard = line.get(f"keyboard:{number}") or {}
    buttons = [button for row in keyboard.get("inline_keyboard", []) for button in row]
    data = next((one["callback_data"] for one in buttons if one["text"] == act.text), act.data.get("payload", act.text))
    message = {"message_id": number, "chat": chat, "date": int(act.at.timestamp()), "reply_markup": keyboard}
    return {
        "callback_query": {
            "id": str(_number(act.id, "press")),
            "from": _person(act.person, chat),
            "message": message,
            "data": data,
        }
    }


def _membership(act: Act, chat: dict, line: Line) -> dict:
    blocked = act.what == "stop"
    line.put(f"blocked:{chat['id']}", blocked)
    status = ("member", "kicked") if blocked else ("kicked", "member")
    return {
        "my_chat_member": {
            "chat": chat,
            "from": _person(act.person, chat),
            "date": int(act.at.timestamp()),
            "old_chat_member": {"status": status[0]},
            "new_chat_member": {"status": status[1]},
        }
    }


def chat_of(person: Person, line: Line) -> dict:
    """The chat that they have begun with the bot, in which it may write from now on."""
    number = int(person.id) if person.id.isdigit() else _number(person.id, "person")
    line.put(f"chat:{number}", person.id)
    return {"id": number, "type": "private", "first_name": person.name}


def _person(person: Person, chat: dict) -> dict:
    return {"id": chat["id"], "is_bot": False, "first_name": person.name, "language_code": person.language}


def _message_number(act: Act) -> int:
    named = str(act.data.get("message_id") or act.id).rpartition(":")[2]  # a button of no message that is shown here
    return int(named) if named.isdigit() else _number(named)


def _number(name: str, what: str = "") -> int:
    """The same number for the same name: the same act posted twice is the same update."""
    return zlib.crc32(f"{what}:{name}".encode()) + 10_000


_UPDATES = {"edit": _edit, "react": _react, "button": _press, "stop": _membership, "start": _membership}
