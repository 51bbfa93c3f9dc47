"""The events that LINE posts when a friend of the account does something."""

import hashlib
import zlib

from channels.simulator.standin import Act, Line, Person
from channels.simulator.standins.line.api import TOKEN_SECONDS


def event_of(act: Act, line: Line) -> dict:
    """The event that this act makes; the same act again is a redelivery of the same."""
    friend = friend_of(act.person, line)
    known = line.get(f"event:{act.id}") is not None
    line.put(f"event:{act.id}", True)
    event = {
        "mode": "active",
        "timestamp": int(act.at.timestamp() * 1000),
        "source": {"type": "user", "userId": friend},
        "webhookEventId": f"01{_digest(act.id)[:24].upper()}",
        "deliveryContext": {"isRedelivery": known},
    }
    return event | _EVENTS.get(act.what, _message)(act, friend, line)


def _message(act: Act, friend: str, line: Line) -> dict:
    number = _number(act.id)
    message = {"id": number, "quoteToken": f"q{number}", **_content(act, number, line)}
    if act.album:
        message["imageSet"] = {"id": _digest(act.album)[:19].upper()}
    return {"type": "message", "replyToken": _token(act, line), "message": message}


def _content(act: Act, number: str, line: Line) -> dict:
    if act.what == "location":
        return {
            "type": "location",
            "title": act.data.get("name", ""),
            "address": act.data.get("address", ""),
            "latitude": act.data["latitude"],
            "longitude": act.data["longitude"],
        }
    if act.what == "sticker":
        return {
            "type": "sticker",
            "packageId": "446",
            "stickerId": "1988",
            "stickerResourceType": "STATIC",
            "keywords": ["thanks"],
            **({"text": act.text} if act.text else {}),
        }
    if act.file is None:
        return {"type": "text", "text": act.text}
    line.put(f"file:{number}", line.store(act.file))
    kind = {"picture": "image", "voice": "audio", "video": "video"}.get(act.what, "file")
    if kind == "file":
        return {"type": "file", "fileName": act.file.filename, "fileSize": len(act.file.data or b"")}
    return {"type": kind, "contentProvider": {"type": "line"}, **({} if kind == "image" else {"duration": 3000})}


def _press(act: Act, friend: str, line: Line) -> dict:
    if "payload" in act.data:
        return {"type": "postback", "replyToken": _token(act, line), "postback": {"data": act.data["payload"]}}
    return _message(act, friend, line)  # a quick reply writes its words for the customer


def _edit(act: Act, friend: str, line: Line) -> dict:
    number = _named(act)
    return {
        "type": "messageEdited",
        "replyToken": _token(act, line),
        "message": {"id": number, "type": "text", "text": act.text, "quoteToken": f"q{number}"},
    }


def _unsend(act: Act, friend: str, line: Line) -> dict:
    return {"type": "unsend", "unsend": {"messageId": _named(act)}}


def _stop(act: Act, friend: str, line: Line) -> dict:
    line.put(f"blocked:{friend}", True)
    return {"type": "unfollow"}


def _start(act: Act, friend: str, line: Line) -> dict:
    line.put(f"blocked:{friend}", None)
    return {"type": "follow", "replyToken": _token(act, line), "follow": {"isUnblocked": True}}


def friend_of(person: Person, line: Line) -> str:
    """What LINE calls them; from now on they can be written to."""
    number = person.id if person.id.startswith("U") and len(person.id) == 33 else f"U{_digest(person.id)[:32]}"
    line.put(f"friend:{number}", person.id)
    line.put(f"name:{number}", person.name)
    return number


def _token(act: Act, line: Line) -> str:
    token = _digest(f"token {act.id}")[:32]
    if line.get(f"given:{token}") is None:
        line.put(f"given:{token}", True)
        line.put(f"reply:{token}", act.person.id, TOKEN_SECONDS)
    return token


def _named(act: Act) -> str:
    name = str(act.data["message_id"])
    return name if name.isdigit() else _number(name)


def _number(name: str) -> str:
    return str(500_000_000_000_000_000 + zlib.crc32(name.encode()))


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


_EVENTS = {"button": _press, "edit": _edit, "delete": _unsend, "stop": _stop, "start": _start}
