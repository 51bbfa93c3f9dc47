"""Attachments: each as a line to read, files to fetch, parts."""

from urllib.parse import unquote, urlsplit

from channels.channel import File
from channels.meta.words import said, unsupported

Read = tuple[str, list[File], list[dict]]
_TYPES = {"image": "image/jpeg", "video": "video/mp4", "audio": "audio/mp4", "file": "application/octet-stream"}
MENTIONED = ("[mentioned you in a story]", "[在快拍中提到了您]")
ONCE = ("[a picture or film that can be seen only once, in the app]", "[仅能在应用中查看一次的图片或视频]")
_SHARED = ("share", "ig_reel", "reel", "ig_post", "post", "ig_story", "xma_link")


def read_attachment(attachment: dict, settings: dict) -> Read:
    """What this attachment is; one of a kind that nobody knows is a line that says so."""
    kind = str(attachment.get("type") or "unknown")
    payload = attachment.get("payload") if isinstance(attachment.get("payload"), dict) else {}
    if kind in _TYPES and payload.get("url"):
        return _file(kind, payload)
    if kind in _OTHERS:
        return _OTHERS[kind](attachment, payload, settings)
    if kind in _SHARED and payload.get("url"):
        return _shared(attachment, payload)
    return unsupported(settings, kind), [], [{"type": "unsupported", "kind": kind}]


def _file(kind: str, payload: dict) -> Read:
    url = str(payload["url"])
    sticker = [{"type": "sticker", "id": str(payload["sticker_id"])}] if payload.get("sticker_id") else []
    voice = [{"type": "voice"}] if kind == "audio" else []
    return "", [File(_name(url, kind), _TYPES[kind], fetch={"url": url})], sticker + voice


def _location(attachment: dict, payload: dict, settings: dict) -> Read:
    place = payload["coordinates"]
    latitude, longitude = float(place["lat"]), float(place["long"])
    name = attachment.get("title") or ""
    return (
        f"📍 {name or f'{latitude:.5f}, {longitude:.5f}'}",
        [],
        [
            {
                "type": "location",
                "latitude": latitude,
                "longitude": longitude,
                "name": name or None,
                "url": attachment.get("url"),
            }
        ],
    )


def _link(attachment: dict, payload: dict, settings: dict) -> Read:
    url, title = attachment.get("url") or payload.get("url"), attachment.get("title") or payload.get("title")
    line = " ".join(str(word) for word in ("🔗", title, url) if word)
    return line, [], [{"type": "link", "url": url, "title": title}]


def _shared(attachment: dict, payload: dict) -> Read:
    title = payload.get("title") or attachment.get("title")
    line = " ".join(str(word) for word in ("🔗", title, payload["url"]) if word)
    return line, [], [{"type": "share", "url": payload["url"], "title": title}]


def _story(attachment: dict, payload: dict, settings: dict) -> Read:
    """They named us in a story of theirs; it can be seen for a day, so it is fetched."""
    url = payload.get("url")
    files = [File("story", fetch={"url": str(url)})] if url else []
    return said(settings, MENTIONED), files, [{"type": "story_mention", "url": url}]


def _card(attachment: dict, payload: dict, settings: dict) -> Read:
    """A card or a product that was sent on."""
    product = payload.get("product") if isinstance(payload.get("product"), dict) else {}
    elements = product.get("elements") or payload.get("elements") or (payload.get("generic") or {}).get("elements")
    parts = [
        {
            "type": "product",
            "id": one.get("retailer_id") or one.get("id"),
            "title": one.get("title"),
            "text": one.get("subtitle"),
            "picture": one.get("image_url"),
        }
        for one in elements or []
    ]
    lines = [f"🛍 {part['title'] or part['id']}" for part in parts]
    return "\n".join(lines or [str(attachment.get("title") or unsupported(settings, "template"))]), [], parts


def _once(attachment: dict, payload: dict, settings: dict) -> Read:
    return said(settings, ONCE), [], [{"type": "unsupported", "kind": "ephemeral"}]


def _name(url: str, kind: str) -> str:
    name = unquote(urlsplit(url).path.rpartition("/")[2])
    return name if "." in name else kind + {"image": ".jpg", "video": ".mp4", "audio": ".m4a"}.get(kind, "")


_OTHERS = {
    "location": _location,
    "fallback": _link,
    "story_mention": _story,
    "template": _card,
    "product": _card,
    "ephemeral": _once,
}
