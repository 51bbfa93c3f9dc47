"""The Graph API, as far as a page or an account with messages needs it."""

from channels.reading import Malformed, json_body
from channels.simulator.meta import answers
from channels.simulator.meta.messaging import sending
from channels.simulator.meta.messaging.side import Side
from channels.simulator.standin import ApiCall, Line, Reply


def answer(call: ApiCall, line: Line, side: Side, me: dict) -> Reply:
    """`me` is what the token's own page says of itself."""
    if call.method == "GET" and call.path.startswith("/cdn/"):
        # Whoever has the address may have the file; its name stands behind its number.
        return _file(call.path.removeprefix("/cdn/").partition("/")[0], line)
    if (refusal := answers.refused(call, line)) is not None:
        return refusal
    match call.method, call.path:
        case "GET", "/debug_token":
            return answers.debug_token(call, line, list(side.scopes))
        case "GET", "/me":
            return Reply(me)
        case "GET", "/me/subscribed_apps":
            fields = line.get("fields") if line.get("fields") is not None else ["messages"]
            return Reply({"data": [{"name": "Songtide desk", "subscribed_fields": fields}] if fields else []})
        case "POST", "/me/subscribed_apps":
            return _subscribe(call, line)
        case "POST", "/me/messages":
            return sending.take(call, line, side)
        case "POST", "/me/message_attachments":
            return sending.upload(call, line, side)
    return _person(call, line)


def _subscribe(call: ApiCall, line: Line) -> Reply:
    try:
        line.put("fields", json_body(call.body)["subscribed_fields"].split(","))
    except (Malformed, KeyError, TypeError, AttributeError):
        return answers.error(100, "(#100) The parameter subscribed_fields is required.")
    return Reply({"success": True})


def _person(call: ApiCall, line: Line) -> Reply:
    number = call.path.strip("/")
    person = line.get(f"person {number}") if call.method == "GET" else None
    return Reply({"name": person["name"], "id": number}) if person else answers.unknown(number)


def _file(number: str, line: Line) -> Reply:
    file = line.load(number)
    return Reply(file.data or b"", content_type=file.content_type) if file else Reply("URL signature expired", 403)
