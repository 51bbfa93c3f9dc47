"""What an admin has chosen for a web form, read into one form."""

import re
from dataclasses import dataclass

from channels.webchat.settings import origins_in
from tickets.ticket import TYPES

MOST = 30  # topics, fields
_KEY = re.compile(r"[^\w\s-]+|\s+")


@dataclass(frozen=True)
class Topic:
    """A choice of what it is about; it becomes a tag."""

    tag: str
    en: str
    zh: str


@dataclass(frozen=True)
class Options:
    """`ask`: no, optional or required for name, phone, subject; `fields`: keys of ticket fields, and whether a value
    is needed."""

    color: str
    title: dict[str, str]
    intro: dict[str, str]
    thanks: dict[str, str]
    ask: dict[str, str]
    takes_files: bool
    topics: list[Topic]
    types: list[str]
    fields: dict[str, bool]
    origins: list[str]
    confirms: bool
    region: str | None


def options_of(inbox) -> Options:
    """The options of a form inbox."""
    chosen = {**(inbox.options or {}), **(inbox.settings or {})}
    texts = {
        name: {language: str(chosen.get(f"{name}_{language}") or "") for language in ("en", "zh")}
        for name in ("title", "intro", "thanks")
    }
    return Options(
        **texts,
        color=str(chosen.get("color") or ""),
        ask={name: str(chosen.get(f"ask_{name}") or "optional") for name in ("name", "phone", "subject")},
        takes_files=chosen.get("files") != "no",
        topics=topics_in(str(chosen.get("topics") or "")),
        types=[one for one in _words(chosen.get("types")) if one in TYPES],
        fields={one.rstrip("*"): one.endswith("*") for one in _words(chosen.get("fields"))[:MOST]},
        origins=origins_in(chosen.get("origins")),
        confirms=chosen.get("confirm") == "yes",
        region=str(chosen.get("region") or "").upper() or None,
    )


def topics_in(text: str) -> list[Topic]:
    """The topics: parted by semicolons, each English | Chinese; the tag is the English."""
    found = []
    for part in filter(None, (piece.strip() for piece in re.split(r"[;\n]", text))):
        english, _, chinese = (word.strip() for word in part.partition("|"))
        tag = _KEY.sub("_", (english or chinese).lower()).strip("_")[:60]
        if tag:
            found.append(Topic(tag, english or chinese, chinese or english))
    return found[:MOST]


def _words(text) -> list[str]:
    return [word for word in str(text or "").replace(",", " ").split() if word]
