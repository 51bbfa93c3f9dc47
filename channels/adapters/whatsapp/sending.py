"""One answer of ours is one message of WhatsApp or several: text, files, buttons, places, each sent once."""

from collections.abc import Callable, Iterator

from channels import splitting
from channels.adapters.whatsapp import bodies, media, templates
from channels.adapters.whatsapp.person import digits
from channels.channel import File, Outbound, Sent
from channels.meta import graph
from channels.meta.steps import in_steps

TEXT, CAPTION = 4096, 1024
Step = tuple[str, Callable[[], dict]]


def send(outbound: Outbound, settings: dict) -> Sent:
    """Hand it over, beginning where an earlier try broke off."""
    for file in outbound.files:
        media.sent_as(file, settings)  # what is not taken is refused before anything has left
    head = {"messaging_product": "whatsapp", "recipient_type": "individual", **_to(outbound.address)}

    def hand_over(make: Callable[[], dict]) -> str:
        answer = graph.post(settings, f"{settings['phone_number_id']}/messages", {**head, **make()})
        return str(answer["messages"][0]["id"])

    ids = in_steps(outbound, settings, _quoting(outbound, settings, list(_steps(outbound, settings))), hand_over)
    return Sent(external_id=ids[-1], envelope={"ids": ids}, parts=ids)


def _quoting(outbound: Outbound, settings: dict, steps: list[Step]) -> list[Step]:
    """The first of them shows above it what it answers, where the inbox wants it."""
    answered = outbound.envelope.get("message_id")
    if not steps or not answered or outbound.template or settings.get("quote") != "yes":
        return steps
    (name, make), *others = steps
    return [(name, lambda: {"context": {"message_id": answered}, **make()}), *others]


def _to(address: str) -> dict[str, str]:
    """A number goes into `to`, the id of a person whose number is not told into `recipient`."""
    number = digits(address)
    return {"to": number} if number else {"recipient": address}


def _steps(outbound: Outbound, settings: dict) -> Iterator[Step]:
    if outbound.template:
        yield "template", lambda: templates.body(settings, outbound.template, outbound.files)
        return
    buttons = [title for part in outbound.parts if part.get("type") == "buttons" for title in part["buttons"]]
    caption = _caption(outbound, buttons, settings)
    yield from _words(outbound.text if caption is None else "", buttons)
    for number, file in enumerate(outbound.files):
        yield f"file {number}", _of_file(settings, file, caption if number == 0 else None)
    for number, part in enumerate(outbound.parts):
        if part.get("type") in bodies.PARTS:
            yield f"part {number}", lambda part=part: bodies.PARTS[part["type"]](part)


def _words(text: str, buttons: list[str]) -> Iterator[Step]:
    pieces = splitting.split(text, TEXT)
    asked = ""
    if buttons:
        *pieces, asked = [*pieces[:-1], *splitting.split(pieces[-1], bodies.QUESTION)] if pieces else ["…"]
    for number, piece in enumerate(pieces):
        yield f"text {number}", lambda piece=piece: bodies.text(piece)
    if buttons:
        yield "buttons", lambda: bodies.choice(asked, buttons)


def _caption(outbound: Outbound, buttons: list[str], settings: dict) -> str | None:
    """The text, where it can stand below the first file: then one message says both."""
    text = outbound.text.strip()
    if not text or buttons or not outbound.files or len(text) > CAPTION:
        return None
    return text if media.sent_as(outbound.files[0], settings)[0] in media.CAPTIONED else None


def _of_file(settings: dict, file: File, caption: str | None) -> Callable[[], dict]:
    kind = media.sent_as(file, settings)[0]

    def make() -> dict:
        content = {"id": media.upload(settings, file)}
        if kind == "document":
            content["filename"] = file.filename
        if caption:
            content["caption"] = caption
        return {"type": kind, kind: content}

    return make
