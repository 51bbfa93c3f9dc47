"""Messages of ours: taken if they are as the Cloud API wants them, shown on the phone, and told of."""

import uuid

from channels.channel import File
from channels.reading import Malformed, json_body
from channels.simulator import phones
from channels.simulator.meta import answers
from channels.simulator.standin import ApiCall, Line, Reply, Shown
from channels.simulator.standins.whatsapp import account, arrivals, people

NO_WINDOW = (
    "Message failed to send because more than 24 hours have passed since the customer last replied to this number."
)


class Invalid(Exception):
    """Not as the API wants it."""

    def __init__(self, code: int, message: str, details: str = ""):
        super().__init__(message)
        self.reply = answers.error(code, f"(#{code}) {message}", details=details)


def take(call: ApiCall, line: Line) -> Reply:
    """One message."""
    try:
        given = json_body(call.body)
        _demand(
            isinstance(given, dict) and given.get("messaging_product") == "whatsapp",
            100,
            "The parameter messaging_product is required.",
        )
        if given.get("status") == "read":
            return _read(given, line)
        _demand(given.get("to") or given.get("recipient"), 100, "The parameter to is required.")
        kind = given.get("type") or "text"
        _demand(
            kind in _KINDS and isinstance(given.get(kind), dict),
            131009,
            "Parameter value is not valid",
            f"Unexpected type {kind}",
        )
        shown = _KINDS[kind](given[kind], line)
        return _sent(given, shown, line)
    except Malformed:
        return answers.error(100, "(#100) Invalid parameter")
    except Invalid as why:
        return why.reply


def _read(given: dict, line: Line) -> Reply:
    """The business has read what the customer wrote: two blue ticks."""
    known = phones.mark(line, str(given.get("message_id")), state="read")
    _demand(known, 131009, "Parameter value is not valid", f"Message ID {given.get('message_id')} does not exist.")
    return Reply({"success": True})


def _sent(given: dict, shown: Shown, line: Line) -> Reply:
    person = people.found(line, str(given.get("to") or ""), str(given.get("recipient") or ""))
    number = f"wamid.{uuid.uuid4().hex}"
    if person is None:  # the API takes it, and tells of its failure afterwards
        _tell(line, number, str(given.get("recipient") or given.get("to")), "failed")
    else:
        _demand(given["type"] == "template" or people.is_open(line, person), 131047, "Re-engagement message", NO_WINDOW)
        line.show(person, shown, message_id=number)
        for state in ("sent", "delivered"):
            _tell(line, number, person, state)
    named = {"input": given.get("to") or given.get("recipient")}
    return Reply({"messaging_product": "whatsapp", "contacts": [named], "messages": [{"id": number}]})


def _tell(line: Line, number: str, person: str, state: str) -> None:
    for posting in arrivals.tell(line, number, person, state):
        line.post_later(posting)


def _text(text: dict, line: Line) -> Shown:
    body = text.get("body")
    _demand(isinstance(body, str) and body.strip(), 100, "The parameter text['body'] is required.")
    _demand(len(body) <= 4096, 100, "Param text['body'] must be at most 4096 characters long.")
    return Shown(text=body)


def _file(kind: str):
    def read(media: dict, line: Line) -> Shown:
        file = line.load(str(media.get("id")))
        _demand(file is not None, 131053, "Media upload error", f"Media ID {media.get('id')} does not exist.")
        caption = media.get("caption") or ""
        _demand(not caption or kind in ("image", "video", "document"), 100, f'Unexpected key "caption" on {kind}.')
        _demand(len(caption) <= 1024, 100, f"Param {kind}['caption'] must be at most 1024 characters long.")
        return Shown(text=caption, files=[File(media.get("filename") or file.filename, file.content_type, file.data)])

    return read


def _location(place: dict, line: Line) -> Shown:
    _demand("latitude" in place and "longitude" in place, 131008, "Required parameter is missing")
    return Shown(text=f"📍 {place.get('name') or ''}".strip(), parts=[{"type": "location", **place}])


def _interactive(given: dict, line: Line) -> Shown:
    words = str((given.get("body") or {}).get("text") or "")
    _demand(0 < len(words) <= 1024, 131009, "Parameter value is not valid", "Body text length invalid.")
    action = given.get("action") or {}
    if given.get("type") == "button":
        titles = [button["reply"]["title"] for button in action.get("buttons") or []]
        most, longest = 3, 20
    else:
        titles = [row["title"] for section in action.get("sections") or [] for row in section["rows"]]
        most, longest = 10, 24
        _demand(0 < len(str(action.get("button") or "")) <= 20, 131009, "Parameter value is not valid", "Button label")
    _demand(0 < len(titles) <= most, 131009, "Parameter value is not valid", f"Invalid buttons count. Max: {most}")
    _demand(
        all(0 < len(title) <= longest for title in titles),
        131009,
        "Parameter value is not valid",
        f"Button title length invalid. Min length: 1, Max length: {longest}",
    )
    _demand(len(set(titles)) == len(titles), 131009, "Parameter value is not valid", "Duplicate titles")
    return Shown(text=words, parts=[{"type": "buttons", "buttons": titles}])


def _template(given: dict, line: Line) -> Shown:
    language = (given.get("language") or {}).get("code")
    found = [
        t
        for t in account.TEMPLATES
        if t["name"] == given.get("name") and t["language"] == language and t["status"] == "APPROVED"
    ]
    _demand(
        found,
        132001,
        "Template name does not exist in the translation",
        f"template name ({given.get('name')}) does not exist in {language}",
    )
    components = given.get("components") or []
    return Shown(text=_filled(found[0], components), files=_in_the_head(components, line))


def _filled(template: dict, components: list) -> str:
    given = {str(one.get("type")).lower(): one.get("parameters") or [] for one in components}
    lines = []
    for component in template["components"]:
        if component.get("format") in ("IMAGE", "VIDEO", "DOCUMENT"):
            lines += _linked(component["format"].lower(), given.get("header", []))
        if not component.get("text"):
            continue
        text, values = component["text"], given.get(component["type"].lower(), [])
        _demand(
            text.count("{{") == len(values),
            132000,
            "Number of parameters does not match the expected number of params",
            f"{component['type'].lower()}: number of localizable_params ({len(values)}) does not match",
        )
        for number, value in enumerate(values, 1):
            name = value.get("parameter_name") or number
            _demand(f"{{{{{name}}}}}" in text, 132012, "Parameter format does not match format in the created template")
            text = text.replace(f"{{{{{name}}}}}", str(value.get("text")))
        lines.append(text)
    return "\n".join(lines)


def _in_the_head(components: list, line: Line) -> list[File]:
    """The picture, film or file that was uploaded for the head of a template."""
    head = next((one["parameters"] for one in components if str(one.get("type")).lower() == "header"), [])
    numbers = [str(media["id"]) for one in head if "id" in (media := one.get(str(one.get("type"))) or {})]
    files = [line.load(number) for number in numbers]
    _demand(all(files), 131053, "Media upload error", f"Media ID {numbers} does not exist.")
    return files


def _linked(kind: str, given: list) -> list[str]:
    """The head of a template that wants a picture, film or file: its address, unless it was uploaded."""
    fits = len(given) == 1 and given[0].get("type") == kind
    _demand(fits, 132012, "Parameter format does not match", f"header: Format mismatch, expected {kind.upper()}")
    media = given[0].get(kind) or {}
    if "id" in media:
        return []
    link = str(media.get("link") or "")
    _demand(link.startswith("https://"), 131053, "Media upload error", "The link has to be an https address.")
    return [link]


def _demand(wanted, code: int, message: str, details: str = "") -> None:
    if not wanted:
        raise Invalid(code, message, details)


_KINDS = {
    "text": _text,
    "location": _location,
    "interactive": _interactive,
    "template": _template,
    **{kind: _file(kind) for kind in ("image", "video", "audio", "document", "sticker")},
}
