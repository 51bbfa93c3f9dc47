"""Reading bases and questions from JSON lines, each mistake with its file and line."""

import json
from pathlib import Path

from knowledge_base.entry import Entry


class Unreadable(ValueError):
    """What is wrong, in words."""


def entries_in(path: Path) -> list[Entry]:
    """Entries: `{id, question, phrasings, answer}`; the last two may be empty or missing."""
    entries = [_entry(row, where) for row, where in _rows(path)]
    if not entries:
        raise Unreadable(f"{path}: holds no entry")
    if len({entry.id for entry in entries}) < len(entries):
        raise Unreadable(f"{path}: two entries have one id")
    return entries


def queries_in(path: Path) -> list[dict]:
    """Questions: `{text, gold}`; gold is the id of an entry, or null where none answers."""
    queries = []
    for row, where in _rows(path):
        if not isinstance(row.get("text"), str):
            raise Unreadable(f"{where}: needs a text")
        queries.append({"text": row["text"], "gold": row.get("gold")})
    if not queries:
        raise Unreadable(f"{path}: holds no question")
    return queries


def _entry(row: dict, where: str) -> Entry:
    phrasings, answer = row.get("phrasings") or [], row.get("answer") or ""
    if not isinstance(row.get("id"), int | str) or not isinstance(row.get("question"), str):
        raise Unreadable(f"{where}: needs an id and a question")
    if not isinstance(phrasings, list) or not all(isinstance(one, str) for one in [*phrasings, answer]):
        raise Unreadable(f"{where}: phrasings are a list of texts, the answer is a text")
    return Entry(row["id"], row["question"], tuple(phrasings), answer)


def _rows(path: Path):
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # splitlines() would cut at U+2028 inside a text
    except (OSError, UnicodeDecodeError) as why:
        raise Unreadable(f"{path}: {getattr(why, 'strerror', None) or 'is not UTF-8'}") from why
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _row(line, f"{path}, line {number}"), f"{path}, line {number}"


def _row(line: str, where: str) -> dict:
    try:
        row = json.loads(line)
    except ValueError as why:
        raise Unreadable(f"{where}: is no JSON") from why
    if not isinstance(row, dict):
        raise Unreadable(f"{where}: is no JSON object")
    return row
