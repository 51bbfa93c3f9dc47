"""What stands in a message of WhatsApp: readable text, files to fetch, and what is neither."""

import json
import mimetypes
from dataclasses import dataclass, field

from channels.adapters.whatsapp.goods import order
from channels.adapters.whatsapp.places import contacts, location
from channels.channel import File
from channels.meta.words import unsupported


@dataclass
class Content:
    """Text that can be read by itself, files, and parts."""

    text: str = ""
    files: list[File] = field(default_factory=list)
    parts: list[dict] = field(default_factory=list)


def content_of(message: dict, settings: dict) -> Content:
    """What the customer sent; a kind that nobody knows becomes a readable line."""
    kind = str(message.get("type") or "unknown")
    read = _KINDS.get(kind)
    content = read(message[kind]) if read and kind in message else None
    return content or _unsupported(kind, message, settings)


def around(message: dict) -> list[dict]:
    """What is told beside the content: an advertisement it came from, a product it asks about, that it is passed on."""
    found, context = [], message.get("context") or {}
    if isinstance(advert := message.get("referral"), dict):
        found.append(
            {
                "type": "referral",
                "url": advert.get("source_url"),
                "title": advert.get("headline"),
                "text": advert.get("body"),
                "source": advert.get("source_type"),
                "id": advert.get("source_id"),
            }
        )
    if isinstance(product := context.get("referred_product"), dict):
        found.append(
            {"type": "product", "id": product.get("product_retailer_id"), "catalog": product.get("catalog_id")}
        )
    if context.get("forwarded") or context.get("frequently_forwarded"):
        found.append({"type": "forwarded"})
    return found


def _text(text: dict) -> Content:
    return Content(str(text["body"]))


def _media(kind: str):
    def read(media: dict) -> Content:
        content_type = str(media.get("mime_type") or "application/octet-stream").partition(";")[0].strip()
        name = media.get("filename") or kind + (mimetypes.guess_extension(content_type) or "")
        file = File(str(name), content_type, fetch={"media_id": str(media["id"])})
        return Content(str(media.get("caption") or ""), [file], _PARTS.get(kind, lambda media: [])(media))

    return read


def _interactive(interactive: dict) -> Content | None:
    kind = interactive["type"]
    given = interactive.get(kind)
    if kind in ("button_reply", "list_reply"):
        return Content(
            str(given["title"]), parts=[{"type": "button", "title": given["title"], "payload": given.get("id")}]
        )
    if kind == "nfm_reply":
        return _form(given)
    return None


def _form(given: dict) -> Content:
    values = json.loads(given.get("response_json") or "{}")
    values = {name: value for name, value in values.items() if name != "flow_token"}
    lines = [
        f"{name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
        for name, value in values.items()
    ]
    return Content(
        "\n".join([str(given.get("body") or given.get("name") or ""), *lines]).strip(),
        parts=[{"type": "form", "name": given.get("name"), "values": values}],
    )


def _button(button: dict) -> Content:
    return Content(
        str(button["text"]), parts=[{"type": "button", "title": button["text"], "payload": button.get("payload")}]
    )


def _unsupported(kind: str, message: dict, settings: dict) -> Content:
    told = message.get("unsupported")
    if kind == "unsupported":
        kind = (isinstance(told, dict) and told.get("type")) or "unknown"
    why = next((str(error.get("title") or "") for error in message.get("errors") or []), "")
    return Content(unsupported(settings, kind), parts=[{"type": "unsupported", "kind": kind, "why": why}])


_PARTS = {
    "sticker": lambda media: [{"type": "sticker", "animated": bool(media.get("animated"))}],
    "audio": lambda media: [{"type": "voice"}] if media.get("voice") else [],
    "voice": lambda media: [{"type": "voice"}],
}
_MEDIA = ("image", "video", "audio", "voice", "document", "sticker")
_KINDS = {
    "text": _text,
    "interactive": _interactive,
    "button": _button,
    "location": lambda given: Content(*location(given)),
    "contacts": lambda given: Content(*contacts(given)),
    "order": lambda given: Content(*order(given)),
    **{kind: _media(kind) for kind in _MEDIA},
}
