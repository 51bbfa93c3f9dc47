"""Fetching: a picture, voice or video that a customer sent, by its media id, or a picture by its address."""

from channels.adapters.wechat.api import api
from channels.channel import File, Refused
from channels.fetching import get_public
from channels.tencent.media import media, named

KINDS = {
    "jpg": "image/jpeg",
    "amr": "audio/amr",
    "speex": "audio/speex",
    "mp3": "audio/mpeg",
    "silk": "audio/silk",
    "mp4": "video/mp4",
}


def fetch(settings: dict, *, media_id: str = "", url: str = "", name: str = "file") -> File:
    """The bytes; a picture whose media id has ended is still at its address."""
    wechat, kind = api(settings), KINDS.get(name.rpartition(".")[2], "application/octet-stream")
    try:
        return named(media(wechat, media_id), name, kind)
    except Refused:
        if not url:
            raise
    return named(get_public(url, allowed_hosts=[settings["base_url"]]), name, kind)
