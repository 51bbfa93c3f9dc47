"""What stands in a message: readable text, files to fetch, and what is neither."""

from dataclasses import dataclass, field

from channels.channel import File
from channels.meta.messaging.attachments import read_attachment
from channels.meta.words import unsupported


@dataclass
class Content:
    """Text that can be read by itself, files, and parts."""

    text: str = ""
    files: list[File] = field(default_factory=list)
    parts: list[dict] = field(default_factory=list)


def content_of(message: dict, event: dict, settings: dict) -> Content:
    """What the customer sent; a kind that nobody knows becomes a readable line."""
    if "postback" in message:
        return _tapped(message["postback"])
    content, lines = Content(str(message.get("text") or "")), []
    for attachment in message.get("attachments") or []:
        line, files, parts = read_attachment(attachment, settings)
        content.files += files
        content.parts += parts
        if line and not (parts and parts[0]["type"] == "link" and content.text):  # the text has the link already
            lines.append(line)
    content.text = "\n".join(filter(None, [content.text, *lines]))
    if payload := (message.get("quick_reply") or {}).get("payload"):
        content.parts.append({"type": "button", "title": content.text, "payload": payload})
    content.parts += _around(message, event)
    if message.get("is_unsupported") or not (content.text or content.files or content.parts):
        content.text = content.text or unsupported(settings, "?")
        content.parts.append({"type": "unsupported", "kind": "unknown"})
    return content


def _tapped(postback: dict) -> Content:
    title = str(postback.get("title") or postback.get("payload") or "")
    return Content(
        title, parts=[{"type": "button", "title": title, "payload": postback.get("payload")}, *_referral(postback)]
    )


def _around(message: dict, event: dict) -> list[dict]:
    """What it belongs to: a story that it answers, an advertisement that it came from."""
    story = (message.get("reply_to") or {}).get("story")
    found = [{"type": "story", "id": story.get("id"), "url": story.get("url")}] if isinstance(story, dict) else []
    return found + _referral(message) + _referral(event)


def _referral(given: dict) -> list[dict]:
    referral = given.get("referral")
    if not isinstance(referral, dict):
        return []
    advert = referral.get("ads_context_data") or {}
    return [
        {
            "type": "referral",
            "source": referral.get("source"),
            "id": referral.get("ad_id") or referral.get("ref"),
            "title": advert.get("ad_title"),
            "product": (referral.get("product") or {}).get("id"),
        }
    ]
