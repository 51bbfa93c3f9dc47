"""What is no text, as words that can be read by themselves: in lists, by search, by whoever knows no such thing."""

from channels.channel import Setting

PICTURE, VOICE, VIDEO, MUSIC, FILE, STICKER = "📷", "🎤", "🎬", "🎵", "📎", "🙂"
LANGUAGE = Setting(
    "language",
    required=False,
    advanced=True,
    default="en",
    choices=("en", "zh"),
    title=("Language of notes", "提示语言"),
    help=(
        "In which language an agent is told what cannot be shown or sent here.",
        "无法显示或发送的内容，以哪种语言提示坐席。",
    ),
)


def said(settings: dict, words: tuple[str, str]) -> str:
    """These words, (English, Chinese), in the language of the inbox."""
    return words[settings.get("language") == "zh"]


def location(latitude: float, longitude: float, name: str = "", address: str = "") -> tuple[str, dict]:
    """A place on the map: its text and its part."""
    where = ", ".join(word for word in (name, address) if word) or f"{latitude:.5f}, {longitude:.5f}"
    return f"📍 {where}", {
        "type": "location",
        "latitude": latitude,
        "longitude": longitude,
        "name": name,
        "address": address,
    }


def contact(name: str, phones: list[str]) -> tuple[str, dict]:
    """Somebody's card."""
    return f"👤 {' '.join([name, *phones])}".strip(), {"type": "contact", "name": name, "phones": phones}


def timed(symbol: str, seconds: float | None) -> str:
    """A recording and how long it is."""
    return f"{symbol} {int(seconds) // 60}:{int(seconds) % 60:02}" if seconds else symbol


def unsupported(what: str, settings: dict) -> str:
    """A kind of message that we do not know; it is kept as it came."""
    return said(settings, (f"[unsupported message: {what}]", f"[不支持的消息：{what}]"))


def too_large(name: str, size: int, settings: dict) -> str:
    """A file that the provider does not hand out."""
    megabytes = f"{size / 2**20:.0f} MB"
    return said(
        settings, (f"[too large to be fetched: {name}, {megabytes}]", f"[文件过大，无法获取：{name}，{megabytes}]")
    )
