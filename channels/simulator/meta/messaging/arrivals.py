"""What Meta posts when a customer does something, and what became of our messages."""

import time
from datetime import datetime
from urllib.parse import quote

from channels.channel import File
from channels.simulator.meta.messaging.side import Side
from channels.simulator.meta.posting import posting
from channels.simulator.meta.windows import left_of
from channels.simulator.standin import Act, Line, Person, Posting

_FILES = {"picture": "image", "voice": "audio", "video": "video", "file": "file", "sticker": "image"}
WINDOW, WEEK = 24 * 3600.0, 7 * 24 * 3600.0


def write(act: Act, line: Line, side: Side) -> list[Posting]:
    """The customer does this."""
    line.put(f"person {act.person.id}", {"name": act.person.name})
    if act.what not in ("delete", "react", "edit"):
        line.put(f"open {act.person.id}", True, seconds=WINDOW)
        line.put(f"week {act.person.id}", True, seconds=WEEK)
    return [event(line, side, act.person.id, int(act.at.timestamp() * 1000), **_said(act, line))]


def meet(person: Person, line: Line, wrote_at: datetime | None) -> None:
    """They have written to this account before; what is left of their windows is open."""
    line.put(f"person {person.id}", {"name": person.name})
    line.put(f"open {person.id}", True, seconds=left_of(WINDOW, wrote_at))
    line.put(f"week {person.id}", True, seconds=left_of(WEEK, wrote_at))


def tell(line: Line, message_id: str, to: str, state: str, side: Side) -> list[Posting]:
    """Our message arrived, or was read; Meta tells of no failure afterwards."""
    now = int(time.time() * 1000)
    if state == "delivered" and side.tells_delivery:
        return [event(line, side, to, now, delivery={"mids": [message_id], "watermark": now})]
    if state == "read":
        return [event(line, side, to, now, read={"watermark": now} if side.reads_until else {"mid": message_id})]
    return []


def event(line: Line, side: Side, person: str, at: int, **what) -> Posting:
    """One event in its wrapping."""
    owner = line.settings[side.owner]
    return posting(
        line,
        {
            "object": side.about,
            "entry": [
                {
                    "id": owner,
                    "time": at,
                    "messaging": [{"sender": {"id": person}, "recipient": {"id": owner}, "timestamp": at, **what}],
                }
            ],
        },
    )


def _said(act: Act, line: Line) -> dict:
    target = act.data.get("message_id")
    if act.what == "edit":
        return {"message_edit": {"mid": target, "text": act.text, "num_edit": 1}}
    if act.what == "delete":
        return {"message": {"mid": target, "is_deleted": True}}
    if act.what == "react":
        emoji = act.data.get("emoji", act.text)
        return {
            "reaction": {
                "mid": target,
                "action": "react" if emoji else "unreact",
                **({"emoji": emoji, "reaction": "other"} if emoji else {}),
            }
        }
    return {"message": {"mid": act.id, **_content(act, line), **_answered(act)}}


def _content(act: Act, line: Line) -> dict:
    words = {"text": act.text} if act.text else {}
    if act.what in _FILES:
        return {**words, "attachments": [_file(act, line)]}
    if act.what == "location":
        place = {"coordinates": {"lat": act.data["latitude"], "long": act.data["longitude"]}}
        return {
            **words,
            "attachments": [{"type": "location", "title": act.data.get("name") or "Pinned location", "payload": place}],
        }
    if act.what == "button":
        return {**words, "quick_reply": {"payload": act.data.get("payload") or act.text}}
    return words


def _file(act: Act, line: Line) -> dict:
    file = act.file or File("picture.jpg", "image/jpeg", data=b"")
    payload = {"url": f"{line.base}/cdn/{line.store(file)}/{quote(file.filename, safe='')}?oh=00_AfB2&oe=68D0A1B2"}
    if act.what == "sticker":
        payload["sticker_id"] = 369239263222822
    return {"type": _FILES[act.what], "payload": payload}


def _answered(act: Act) -> dict:
    return {"reply_to": {"mid": act.data["answers"]}} if act.data.get("answers") else {}
