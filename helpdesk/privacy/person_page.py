"""The page of a person's export: what its JSON says, for somebody who reads; in their language, and with no script."""

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from flask import current_app

from helpdesk.naming import ADDRESSES, CHANNELS, KNOWN_BY, LANGUAGES, PURPOSES

# What every browser shows as a picture and nothing can be run in: an SVG can hold a script.
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp")

_STATUSES = {
    "new": ("With us", "处理中"),
    "open": ("With us", "处理中"),
    "pending": ("Waited for you", "等待您回复"),
    "on_hold": ("Waited for others", "等待第三方"),
    "solved": ("Solved", "已解决"),
    "closed": ("Closed", "已关闭"),
}


def page_of(said: dict) -> str:
    """One HTML file that stands in the archive beside `files/`, made of what is said in the JSON and nothing else."""
    chinese = str(said["language"]).lower().startswith("zh")
    zone = _zone(said["time_zone"])

    def t(en: str, zh: str) -> str:
        return zh if chinese else en

    def word(names: dict, key: str) -> str:
        return t(*names[key]) if key in names else key

    return current_app.jinja_env.get_template("privacy/person.html").render(
        person=said,
        locale="zh-CN" if chinese else "en",
        zone=getattr(zone, "key", "UTC"),
        t=t,
        word=word,
        moment=lambda iso: _moment(iso, zone, t),
        is_picture=lambda path: path.lower().endswith(_PICTURES),
        channels=CHANNELS,
        kinds=ADDRESSES,
        known_by=KNOWN_BY,
        languages=LANGUAGES,
        purposes=PURPOSES,
        statuses=_STATUSES,
    )


def _zone(name: str | None) -> tzinfo:
    try:
        return ZoneInfo(name) if name else UTC
    except (KeyError, ValueError, OSError):
        return UTC


def _moment(iso: str | None, zone: tzinfo, t) -> str:
    if not iso:
        return "–"
    at = datetime.fromisoformat(iso).astimezone(zone)
    return t(f"{at.day} {at:%B %Y, %H:%M}", f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}")
