"""The Send API: who may be written to, what is taken, how it is shown."""

import json
import uuid

from channels.channel import File
from channels.reading import Malformed, json_body
from channels.simulator.meta import answers
from channels.simulator.meta.messaging import arrivals
from channels.simulator.meta.messaging.side import Side
from channels.simulator.standin import ApiCall, Line, Reply, Shown

LARGEST = 25 * 2**20


class Invalid(Exception):
    """Not as the API wants it."""

    def __init__(self, code: int, message: str, subcode: int | None = None):
        super().__init__(message)
        self.reply = answers.error(code, f"(#{code}) {message}", subcode=subcode)


def take(call: ApiCall, line: Line, side: Side) -> Reply:
    """One message of ours."""
    try:
        given = json_body(call.body)
        person = str((given.get("recipient") or {}).get("id") or "")
        _demand(line.get(f"person {person}"), 100, "No matching user found", 2018001)
        _demand(not line.get(f"blocked {person}"), 551, "This person isn't available right now.", 1545041)
        _in_time(given, person, line, side)
        number = line.show(person, _shown(given.get("message") or {}, line, side), message_id=f"m_{uuid.uuid4().hex}")
    except (Malformed, AttributeError):
        return answers.error(100, "(#100) Invalid parameter")
    except Invalid as why:
        return why.reply
    for posting in arrivals.tell(line, number, person, "delivered", side):
        line.post_later(posting)
    return Reply({"recipient_id": person, "message_id": number})


def upload(call: ApiCall, line: Line, side: Side) -> Reply:
    """A file of ours, to be sent afterwards."""
    file = call.files.get("filedata")
    try:
        kind = json.loads(call.form["message"])["attachment"]["type"]
    except (KeyError, TypeError, ValueError):
        return answers.error(100, "(#100) param message must be a JSON object")
    if file is None or call.args.get("platform", "") != side.platform:
        return answers.error(100, "(#100) Upload attachment failure.", subcode=2018047)
    if len(file.data or b"") > LARGEST or kind not in ("image", "video", "audio", "file"):
        return answers.error(100, "(#100) Upload attachment failure.", subcode=2018047)
    number = line.store(file)
    line.put(f"kind {number}", kind)
    return Reply({"attachment_id": number})


def _in_time(given: dict, person: str, line: Line, side: Side) -> None:
    if given.get("messaging_type") == "MESSAGE_TAG":
        _demand(given.get("tag") == "HUMAN_AGENT", 100, "Invalid parameter: tag")
        _demand(line.get("human agent"), 10, "To use this tag, your app has to be approved", 2018276)
        _demand(line.get(f"week {person}"), 10, "This message is sent outside of allowed window.", side.too_late)
    else:
        _demand(given.get("messaging_type") == "RESPONSE", 100, "Invalid parameter: messaging_type")
        _demand(line.get(f"open {person}"), 10, "This message is sent outside of allowed window.", side.too_late)


def _shown(message: dict, line: Line, side: Side) -> Shown:
    attachment = message.get("attachment")
    _demand(("text" in message) != bool(attachment), 100, "Invalid parameter: text or attachment")
    if attachment:
        number = str((attachment.get("payload") or {}).get("attachment_id"))
        file = line.load(number)
        _demand(
            file is not None and line.get(f"kind {number}") == attachment.get("type"),
            100,
            "Invalid attachment id",
            2018074,
        )
        return Shown(files=[File(file.filename, file.content_type, file.data)])
    text = str(message["text"])
    _demand(0 < side.measure(text) <= side.text, 100, f"Length of param message[text] must be at most {side.text}")
    return Shown(text=text, parts=_replies(message.get("quick_replies") or []))


def _replies(given: list[dict]) -> list[dict]:
    _demand(len(given) <= 13, 100, "param quick_replies has too many elements.")
    for reply in given:
        _demand(
            reply.get("content_type") == "text" and 0 < len(str(reply.get("title") or "")) <= 20,
            100,
            "param title must be at most 20 characters",
        )
        _demand(0 < len(str(reply.get("payload") or "")) <= 1000, 100, "param payload must be at most 1000 characters")
    return [{"type": "buttons", "buttons": [reply["title"] for reply in given]}] if given else []


def _demand(wanted, code: int, message: str, subcode: int | None = None) -> None:
    if not wanted:
        raise Invalid(code, message, subcode)
