"""Fetching: a picture, voice, video or file that a customer sent, by its media id."""

from channels.adapters.wecom.api import api
from channels.channel import File
from channels.tencent.media import media, named

KINDS = {"jpg": "image/jpeg", "amr": "audio/amr", "mp4": "video/mp4"}


def fetch(settings: dict, *, media_id: str, name: str = "") -> File:
    """The bytes; a file keeps the name that WeCom gives with them."""
    return named(media(api(settings), media_id), name, KINDS.get(name.rpartition(".")[2], "application/octet-stream"))
