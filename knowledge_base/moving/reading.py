"""Reading: what a file or folder is, and what is in it."""

from pathlib import Path

from knowledge_base.moving import markdown, table, zendesk
from knowledge_base.moving.item import Item, Unreadable
from knowledge_base.moving.tree import LARGEST_FILE, Tree

__all__ = ["Item", "Unreadable", "read"]


def read(source: Path, languages: list[str]) -> tuple[list[Item], list[str]]:
    """The texts in it and what could not be read. Raises Unreadable."""
    ending = source.suffix.lower()
    if source.is_dir():
        return markdown.items_in(Tree(source), languages)
    if not source.is_file():
        raise Unreadable("there is no such file or folder")
    if ending == ".zip":
        try:
            return markdown.items_in(Tree(source), languages)
        except (OSError, NotImplementedError, RuntimeError, ValueError) as why:
            raise why if isinstance(why, Unreadable) else Unreadable("is no archive that can be read") from None
        except Exception as why:  # zipfile.BadZipFile and what zlib says
            raise Unreadable("is no archive that can be read") from why
    if source.stat().st_size > LARGEST_FILE * 4:
        raise Unreadable("is too large")
    if ending in (".csv", ".tsv"):
        return table.items_in(source.read_bytes(), languages)
    if ending in (".json", ".jsonl"):
        return zendesk.items_in(source.read_bytes(), languages)
    raise Unreadable("is no folder, .zip, .csv, .json or .jsonl")
