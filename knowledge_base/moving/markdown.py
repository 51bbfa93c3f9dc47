"""A folder of Markdown: front matter says what a file is, and where it says nothing, its path does.

`shipping/times.zh.md` and `zh/shipping/times.md` are both the Chinese of `shipping/times` in the category shipping.
"""

import re
from pathlib import PurePosixPath
from urllib.parse import unquote

import yaml

from knowledge_base.moving.item import Item, Unreadable
from knowledge_base.moving.tree import Tree

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.S)
_HEADING = re.compile(r"\A\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\r?\n|\Z)")
_PICTURE = re.compile(r"(!?\[[^\]\n]*\]\()\s*<?([^)\s>]+)>?((?:\s+\"[^\"\n]*\")?\s*\))")
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?\Z")
LONGEST_FRONT = 20_000
VISIBILITIES = {"public", "signed_in", "internal"}


def items_in(tree: Tree, languages: list[str]) -> tuple[list[Item], list[str]]:
    """What can be read, and what cannot with its reason."""
    items, refused = [], []
    for name in sorted(tree.names):
        if name.lower().endswith((".md", ".markdown")) and not PurePosixPath(name).name.startswith("."):
            try:
                items.append(_item(tree, name, languages))
            except (Unreadable, KeyError, OSError) as why:
                refused.append(f"{name}: {why}")
    return items, refused


def _item(tree: Tree, name: str, languages: list[str]) -> Item:
    try:
        text = tree.read(name).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Unreadable("is not UTF-8") from None
    front, body = _front(text)
    path, spoken = _spoken(PurePosixPath(name), languages)
    heading = _HEADING.match(body)
    title = _word(front, "title") or (heading[1] if heading else path.name.replace("-", " ").strip())
    if heading and heading[1].strip() == title.strip():
        body = body[heading.end() :]
    shelves = [part.replace("-", " ") for part in path.parts[:-1]]
    item = Item(
        origin=f"md:{_word(front, 'id') or path.as_posix()}",
        language=_word(front, "language") or _word(front, "locale") or spoken or languages[0],
        title=title,
        body=body.strip() + "\n",
        category=_word(front, "category") or (shelves[0] if shelves else ""),
        section=_word(front, "section") or (shelves[1] if len(shelves) > 1 else ""),
        slug=_word(front, "slug"),
        draft=front.get("draft") is True,
        phrasings=[str(one) for one in front.get("phrasings") or [] if isinstance(one, str | int)][:200],
        place=name,
    )
    visibility = _word(front, "visibility") or "public"
    item.visibility = visibility if visibility in VISIBILITIES else "internal"
    item.body = _with_files(tree, name, item)
    return item


def _front(text: str) -> tuple[dict, str]:
    found = _FRONT.match(text)
    if found is None:
        return {}, text
    if len(found[1]) > LONGEST_FRONT or re.search(r"(?m)^[^#'\"\n]*[:\s-]\s*[&*]\w", found[1]):
        raise Unreadable("its front matter is none")  # aliases: a page of them becomes gigabytes
    try:
        front = yaml.safe_load(found[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        raise Unreadable("its front matter cannot be read") from None
    return (front if isinstance(front, dict) else {}), text[found.end() :]


def _word(front: dict, name: str) -> str:
    value = front.get(name)
    return " ".join(str(value).split())[:300] if isinstance(value, str | int | float) else ""


def _spoken(path: PurePosixPath, languages: list[str]) -> tuple[PurePosixPath, str]:
    """The path without what says the language, and the language."""
    stem, dot, last = path.with_suffix("").name.rpartition(".")
    if dot and _known(last, languages):
        return path.with_name(stem), _known(last, languages)
    first = path.parts[0] if len(path.parts) > 1 else ""
    if _known(first, languages):
        return PurePosixPath(*path.with_suffix("").parts[1:]), _known(first, languages)
    return path.with_suffix(""), ""


def _known(word: str, languages: list[str]) -> str:
    short = word.lower().replace("_", "-").partition("-")[0] if _LANGUAGE.match(word) else ""
    return short if short in languages else ""


def _with_files(tree: Tree, name: str, item: Item) -> str:
    """The body, with each file of the tree that it shows taken along."""

    def taken(found: re.Match) -> str:
        target = tree.beside(name, unquote(found[2]))
        if target is None or target.lower().endswith((".md", ".markdown")):
            return found[0]
        address = f"file:{target}"
        item.files[address] = (PurePosixPath(target).name, tree.read(target))
        return f"{found[1]}{address}{found[3]}"

    return _PICTURE.sub(taken, item.body)
