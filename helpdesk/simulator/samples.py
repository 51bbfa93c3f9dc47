"""What a customer has on their phone to send: pictures, a voice, a paper, a film; drawn here."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from channels.channel import File
from helpdesk.demo import files

KINDS = ("picture", "voice", "file", "video", "sticker", "voicemail", "hang_up")
PICTURES = ("lid", "saucer", "bowl", "box", "cup", "tray", "parcel", "pot", "label", "shelf")
FILM = Path(__file__).with_name("film.mp4")


def some(what: str, count: int = 1) -> Iterator[File]:
    """So many files of this kind."""
    for number in range(count):
        yield _file(what, number)


@cache
def _file(what: str, number: int) -> File:
    if what == "video":
        return File("film.mp4", "video/mp4", data=FILM.read_bytes())
    name = {
        "picture": f"{PICTURES[number % len(PICTURES)]}.png",
        "sticker": "leaf.png",
        "voice": "voice.wav",
        "voicemail": "voicemail.wav",
        "hang_up": "recording.wav",  # the provider recorded what was said
        "file": "order.pdf",
    }[what]
    return File(name, files.content_type(name), data=files.content(name))
