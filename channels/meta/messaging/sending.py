"""One answer of ours by the Send API: text in pieces, files after their upload, quick replies; each sent once."""

from collections.abc import Callable, Iterator

from channels import fetching, splitting
from channels.channel import File, Outbound, Refused, Sent
from channels.meta import errors, graph
from channels.meta.messaging.channel import MB, Kind
from channels.meta.steps import in_steps
from channels.meta.words import said

REPLIES, TITLE = 13, 20
TOO_LARGE = ("{name} is larger than is taken here ({most} MB)", "{name} 超过此渠道的大小上限（{most} MB）")
NOT_TAKEN = (
    "files of this type, or of this size, are not taken here ({name}, {type})",
    "此渠道不支持该类型或该大小的文件（{name}，{type}）",
)
CLOSED = {(10, 2018278), (10, 2534022), (10, 2018065)}
HUMAN = {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
Step = tuple[str, Callable[[], dict]]


def send(outbound: Outbound, settings: dict, kind: Kind) -> Sent:
    """Hand it over, beginning where an earlier try broke off."""
    for file in outbound.files:
        sent_as(file, kind, settings)  # what is not taken is refused before anything has left
    ids = in_steps(
        outbound, settings, list(_steps(outbound, settings, kind)), lambda make: _hand_over(outbound, settings, make())
    )
    return Sent(external_id=ids[-1], envelope={"ids": ids}, parts=ids)


def sent_as(file: File, kind: Kind, settings: dict) -> str:
    """What this file is shown as. Refused for what is not taken."""
    content_type, size = file.content_type.partition(";")[0].strip().lower(), len(file.data or b"")
    for shown, (types, largest) in kind.files.items():
        if (not types or content_type in types) and size <= largest:
            return shown
    largest = max(largest for _, largest in kind.files.values())
    if size > largest:
        raise Refused(said(settings, TOO_LARGE, name=file.filename, most=largest // MB))
    raise Refused(said(settings, NOT_TAKEN, name=file.filename, type=content_type))


def fetch(settings: dict, url: str) -> File:
    """The bytes of a file that a message named; its address is a secret of its own, no token goes there."""
    return fetching.get_public(url, allowed_hosts=[graph.base(settings)], most_bytes=50 * MB)


def _hand_over(outbound: Outbound, settings: dict, message: dict) -> str:
    body = {"recipient": {"id": outbound.address}, "messaging_type": "RESPONSE", "message": message}
    try:
        answer = graph.post(settings, "me/messages", body)
    except errors.Denied as why:
        if (why.code, why.subcode) not in CLOSED or not _may_be_human(outbound, settings):
            raise
        # A person may answer for seven days, where Meta has approved it; never a program.
        answer = graph.post(settings, "me/messages", {**body, **HUMAN})
    return str(answer["message_id"])


def _may_be_human(outbound: Outbound, settings: dict) -> bool:
    return settings.get("human_agent") == "yes" and not outbound.is_auto


def _steps(outbound: Outbound, settings: dict, kind: Kind) -> Iterator[Step]:
    titles = [title for part in outbound.parts if part.get("type") == "buttons" for title in part["buttons"]]
    places = [_place(part) for part in outbound.parts if part.get("type") == "location"]
    pieces = splitting.split("\n".join(filter(None, [outbound.text, *places])), kind.text, kind.measure)
    for number, file in enumerate(outbound.files):
        yield f"file {number}", lambda file=file: _of_file(settings, file, kind)
    if titles and not pieces:
        pieces = ["…"]
    for number, piece in enumerate(pieces):
        last = number == len(pieces) - 1
        yield f"text {number}", lambda piece=piece, last=last: {"text": piece, **(_replies(titles) if last else {})}


def _replies(titles: list[str]) -> dict:
    titles = list(dict.fromkeys(title.strip() for title in titles if title.strip()))[:REPLIES]
    shown = [title if len(title) <= TITLE else title[: TITLE - 1] + "…" for title in titles]
    replies = [
        {"content_type": "text", "title": short, "payload": title[:1000]}
        for short, title in zip(shown, titles, strict=True)
    ]
    return {"quick_replies": replies} if replies else {}


def _place(part: dict) -> str:
    """The Send API has no places: a line with a map's address."""
    where = f"{part['latitude']},{part['longitude']}"
    words = ", ".join(str(part[name]) for name in ("name", "address") if part.get(name))
    return f"📍 {words} https://maps.google.com/?q={where}".replace("  ", " ")


def _of_file(settings: dict, file: File, kind: Kind) -> dict:
    shown = sent_as(file, kind, settings)
    attachment = {"type": shown, "payload": {"is_reusable": False}}
    taken = graph.upload(
        settings, "me/message_attachments", "filedata", file, {"message": {"attachment": attachment}}, **kind.upload
    )
    return {"attachment": {"type": shown, "payload": {"attachment_id": str(taken["attachment_id"])}}}
