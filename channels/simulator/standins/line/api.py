"""What of the Messaging API a helpdesk calls."""

import json
import uuid

from channels.simulator.collecting import collect, is_public
from channels.simulator.standin import ApiCall, Line, Reply, Shown

LONGEST, AT_ONCE = 5000, 5
TOKEN_SECONDS, KEY_SECONDS = 60.0, 24 * 3600.0


def error(status: int, message: str, *details: dict, **headers: str) -> Reply:
    """As LINE words it."""
    return Reply({"message": message, **({"details": list(details)} if details else {})}, status, headers)


def content(call: ApiCall, line: Line) -> Reply:
    """The bytes of what a customer sent, or whether they are ready."""
    number = call.path.split("/")[4]
    file = line.load(str(line.get(f"file:{number}")))
    if file is None:
        return error(404, "Not found")
    if call.path.endswith("/transcoding"):
        return Reply({"status": "succeeded"})
    return Reply(file.data or b"", content_type=file.content_type)


def profile(call: ApiCall, line: Line) -> Reply:
    """What a friend is called; of a stranger LINE says nothing."""
    friend = call.path.rpartition("/")[2]
    name = line.get(f"name:{friend}")
    return Reply({"userId": friend, "displayName": name, "language": "en"}) if name else error(404, "Not found")


def _reply(call: ApiCall, line: Line) -> Reply:
    if "x-line-retry-key" in call.headers:
        return error(400, "The X-Line-Retry-Key header is not supported")
    given = _json(call.body)
    wrong = _wrong(given.get("messages"))
    if wrong is not None:
        return wrong
    token = str(given.get("replyToken"))
    person = line.get(f"reply:{token}")
    if person is None:
        return error(400, "Invalid reply token")
    line.put(f"reply:{token}", None)
    return Reply({"sentMessages": _shown(person, given["messages"], line, once=f"reply:{token}")})


def _push(call: ApiCall, line: Line) -> Reply:
    given, key = _json(call.body), call.headers.get("x-line-retry-key")
    if key is not None and not _is_uuid(key):
        return error(400, "The X-Line-Retry-Key header is invalid")
    accepted = line.get(f"key:{key}") if key else None
    if accepted is not None:
        return Reply(
            {"message": "The retry key is already accepted", "sentMessages": accepted["sent"]},
            409,
            {"x-line-request-id": str(uuid.uuid4()), "x-line-accepted-request-id": accepted["request"]},
        )
    wrong = _wrong(given.get("messages"))
    if wrong is not None:
        return wrong
    to = str(given.get("to"))
    if line.get(f"friend:{to}") is None:
        return error(400, "Failed to send messages")
    return _pushed(to, given["messages"], key, line)


def _pushed(to: str, messages: list, key: str | None, line: Line) -> Reply:
    request = str(uuid.uuid4())
    # A friend who has blocked the account gets nothing, and LINE does not say so.
    person = line.get(f"friend:{to}")
    blocked = line.get(f"blocked:{to}")
    sent = [] if blocked else _shown(person, messages, line, once=f"push:{key or request}")
    if key:
        line.put(f"key:{key}", {"request": request, "sent": sent}, KEY_SECONDS)
    return Reply({"sentMessages": sent}, headers={"x-line-request-id": request})


def _wrong(messages) -> Reply | None:
    if not isinstance(messages, list) or not 1 <= len(messages) <= AT_ONCE:
        return _in_body("messages", "Size must be between 1 and 5")
    for number, message in enumerate(messages):
        if problem := _problem(message):
            return _in_body(f"messages[{number}].{problem[0]}", problem[1])
    return None


def _in_body(where: str, words: str) -> Reply:
    return error(400, "The request body has 1 error(s)", {"message": words, "property": where})


def _problem(message: dict) -> tuple[str, str] | None:
    kind = message.get("type")
    if kind == "text" and not 1 <= len(message.get("text", "").encode("utf-16-le")) // 2 <= LONGEST:
        return "text", f"Length must be between 0 and {LONGEST}"
    for name in ("originalContentUrl", "previewImageUrl"):
        if (name in message or kind in ("image", "video")) and not is_public(message.get(name, "")):
            return name, "Invalid URL"
    if kind == "audio" and not message.get("duration"):
        return "duration", "May not be empty"
    if kind not in ("text", "image", "video", "audio", "location"):
        return "type", "Unknown message type"
    items = (message.get("quickReply") or {}).get("items", [])
    if len(items) > 13 or any(len(item["action"]["label"]) > 20 for item in items):
        return "quickReply/items", "Size must be between 1 and 13, labels at most 20"
    return None


def _shown(person: str, messages: list[dict], line: Line, once: str) -> list[dict]:
    sent = []
    for number, message in enumerate(messages):
        name = str(600_000_000_000_000_000 + line.append("messages", {"to": person}))
        shown = line.show(person, _screen(message), message_id=name, once=f"{once}:{number}")
        sent.append({"id": shown, "quoteToken": f"q{shown}"})
    return sent


def _screen(message: dict) -> Shown:
    items = (message.get("quickReply") or {}).get("items", [])
    parts = [{"type": "buttons", "buttons": [item["action"]["text"] for item in items]}] if items else []
    if message["type"] == "location":
        names = ("latitude", "longitude", "title", "address")
        where = {"type": "location", **{name: message.get(name) for name in names}}
        return Shown(text=f"📍 {message['title']}", parts=[{**where, "name": message["title"]}, *parts])
    url = message.get("originalContentUrl")
    file = collect(url) if url else None
    return Shown(text=message.get("text") or ("" if file else url or ""), files=[file] if file else [], parts=parts)


def _info(call: ApiCall, line: Line) -> Reply:
    return Reply({"userId": "U0", "basicId": "@desk", "displayName": "Desk", "chatMode": "bot"})


def _set_endpoint(call: ApiCall, line: Line) -> Reply:
    url = str(_json(call.body).get("endpoint", ""))
    if not is_public(url):
        return error(400, "Invalid webhook endpoint URL")
    line.put("endpoint", url)
    return Reply({})


def _endpoint(call: ApiCall, line: Line) -> Reply:
    url = line.get("endpoint")
    known = {"endpoint": url, "active": line.get("inactive") is None}
    return Reply(known) if url else error(404, "Webhook endpoint not found")


def _try_endpoint(call: ApiCall, line: Line) -> Reply:
    return Reply(line.get("webhook_test") or {"success": True, "statusCode": 200, "reason": "OK", "detail": "200"})


def _is_uuid(key: str) -> bool:
    try:
        return str(uuid.UUID(key)) == key.lower()
    except ValueError:
        return False


def _json(body: bytes) -> dict:
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


ALL = {
    ("POST", "/v2/bot/message/reply"): _reply,
    ("POST", "/v2/bot/message/push"): _push,
    ("GET", "/v2/bot/info"): _info,
    ("PUT", "/v2/bot/channel/webhook/endpoint"): _set_endpoint,
    ("GET", "/v2/bot/channel/webhook/endpoint"): _endpoint,
    ("POST", "/v2/bot/channel/webhook/test"): _try_endpoint,
}
