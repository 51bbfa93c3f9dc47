"""Item: one text of an article as it stands somewhere else, before it is ours."""

from dataclasses import dataclass, field


class Unreadable(ValueError):
    """What is wrong with a file, in words."""


@dataclass
class Item:
    """`origin` names the article: all its languages have the same one, and so has the same file next time."""

    origin: str
    language: str
    title: str
    body: str  # Markdown
    category: str = ""
    section: str = ""
    visibility: str = "public"
    phrasings: list[str] = field(default_factory=list)
    slug: str = ""
    draft: bool = False
    place: str = ""  # where it was read, for the report
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)  # address in the text → name, bytes
