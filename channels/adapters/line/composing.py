"""Composing: an answer as LINE's message objects. LINE takes no upload: it fetches pictures from our public address."""

from urllib.parse import quote, urlsplit

from flask import current_app

from channels.adapters.line.durations import milliseconds
from channels.channel import File, Outbound, Refused
from channels.readable import FILE, said
from channels.splitting import in_utf16, split

LONGEST, LABEL, BUTTONS = 5000, 20, 13
LARGEST_PICTURE, LARGEST_FILM = 10 * 2**20, 200 * 2**20
PREVIEW = "/static/app-icon-512.png"  # a film needs a picture in front of it


def messages_of(outbound: Outbound, settings: dict) -> list[dict]:
    """The message objects of this answer, in order. Raises Refused when LINE could not fetch its files."""
    messages = [{"type": "text", "text": piece} for piece in split(outbound.text, LONGEST, in_utf16)]
    if messages and settings.get("quote") == "yes" and outbound.envelope.get("quote_token"):
        messages[0]["quoteToken"] = outbound.envelope["quote_token"]
    messages += [_location(part) for part in outbound.parts if part.get("type") == "location"]
    messages += [_file(file, settings) for file in outbound.files]
    buttons = [str(title) for part in outbound.parts if part.get("type") == "buttons" for title in part["buttons"]]
    if messages and buttons:
        messages[-1]["quickReply"] = {"items": [_button(title) for title in buttons[:BUTTONS]]}
    if not messages:
        raise Refused(said(settings, ("there is nothing to send", "没有可发送的内容")))
    return messages


def _location(part: dict) -> dict:
    where = f"{part['latitude']:.5f}, {part['longitude']:.5f}"
    return {
        "type": "location",
        "title": (part.get("name") or where)[:100],
        "address": (part.get("address") or where)[:100],
        "latitude": part["latitude"],
        "longitude": part["longitude"],
    }


def _button(title: str) -> dict:
    short = title if len(title) <= LABEL else title[: LABEL - 1] + "…"
    return {"type": "action", "action": {"type": "message", "label": short, "text": title[:300]}}


def _file(file: File, settings: dict) -> dict:
    url, kind = _public(file, settings), file.content_type.partition(";")[0].lower()
    if kind in ("image/jpeg", "image/png") and len(file.data) <= LARGEST_PICTURE:
        return {"type": "image", "originalContentUrl": url, "previewImageUrl": f"{url}?small=1"}
    if kind == "video/mp4" and len(file.data) <= LARGEST_FILM:
        return {
            "type": "video",
            "originalContentUrl": url,
            "previewImageUrl": quote(current_app.config["PUBLIC_URL"] + PREVIEW, safe=":/%"),
        }
    length = milliseconds(file.data) if kind in ("audio/mp4", "audio/m4a", "audio/x-m4a") else None
    if length:
        return {"type": "audio", "originalContentUrl": url, "duration": length}
    return {"type": "text", "text": f"{FILE} {file.filename}\n{url}"}


def _public(file: File, settings: dict) -> str:
    """The address under which LINE, and the customer, find this file."""
    url = file.url or ""
    simulated = urlsplit(settings["base_url"]).hostname == urlsplit(url).hostname  # a stand-in on this machine
    if not url.startswith("https://") and not simulated:
        raise Refused(
            said(
                settings,
                (
                    "LINE fetches files from us, and only over https: an admin has to set PUBLIC_URL to an "
                    "https address",
                    "LINE 只能通过 https 获取文件，请管理员将 PUBLIC_URL 设为 https 地址。",
                ),
            )
        )
    return url
