"""The kinds of message of WeChat, and how each is read."""

from channels.channel import File, Inbound
from channels.tencent.words import said

FORMATS = {"amr": "audio/amr", "speex": "audio/speex", "mp3": "audio/mpeg", "silk": "audio/silk"}
ONLY_THERE = (
    "📄 {name} (WeChat hands files on to nobody; ask for a picture or an e-mail)",
    "📄 {name}（微信不向第三方提供文件内容，请让客户改发图片或邮件）",
)
MINI_PROGRAM = ("[mini program] {title}", "[小程序] {title}")


def _text(inbound: Inbound, fields: dict, _settings: dict) -> None:
    inbound.text = fields.get("Content", "")
    if chosen := fields.get("bizmsgmenuid"):
        inbound.parts = [{"type": "button", "title": inbound.text, "payload": chosen}]


def _image(inbound: Inbound, fields: dict, _settings: dict) -> None:
    inbound.files = [_file(fields, "picture.jpg", "image/jpeg", url=fields.get("PicUrl", ""))]


def _voice(inbound: Inbound, fields: dict, _settings: dict) -> None:
    form = fields.get("Format", "amr").lower()
    inbound.text = fields.get("Recognition", "")
    inbound.files = [_file(fields, f"voice.{form if form in FORMATS else 'amr'}", FORMATS.get(form, "audio/amr"))]


def _video(inbound: Inbound, fields: dict, _settings: dict) -> None:
    inbound.files = [_file(fields, "video.mp4", "video/mp4")]


def _location(inbound: Inbound, fields: dict, _settings: dict) -> None:
    latitude, longitude = _number(fields.get("Location_X")), _number(fields.get("Location_Y"))
    name = fields.get("Label", "").strip()
    inbound.parts = [{"type": "location", "latitude": latitude, "longitude": longitude, "name": name, "address": name}]
    inbound.text = f"📍 {name or f'{latitude}, {longitude}'}"


def _link(inbound: Inbound, fields: dict, _settings: dict) -> None:
    lines = [f"🔗 {fields.get('Title', '')}", fields.get("Description", ""), fields.get("Url", "")]
    inbound.text = "\n".join(line.strip() for line in lines if line.strip())


def _document(inbound: Inbound, fields: dict, settings: dict) -> None:
    inbound.text = said(settings, ONLY_THERE).format(name=fields.get("Title", "")[:200])


def _mini_program(inbound: Inbound, fields: dict, settings: dict) -> None:
    inbound.text = said(settings, MINI_PROGRAM).format(title=fields.get("Title", ""))
    inbound.parts = [{"type": "product", "name": fields.get("Title", ""), "path": fields.get("PagePath", "")}]


def _file(fields: dict, name: str, content_type: str, url: str = "") -> File:
    return File(name, content_type, fetch={"media_id": fields.get("MediaId", ""), "url": url, "name": name})


def _number(text: str | None) -> float | None:
    try:
        return float(text or "")
    except ValueError:
        return None


READERS = {
    "text": _text,
    "image": _image,
    "voice": _voice,
    "video": _video,
    "shortvideo": _video,
    "location": _location,
    "link": _link,
    "file": _document,
    "miniprogrampage": _mini_program,
}
