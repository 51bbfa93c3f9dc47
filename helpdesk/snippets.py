"""Snippets: the piece of a text where most of the words looked for stand together, cut from the original."""

from functools import lru_cache

from helpdesk import language

BEFORE, LENGTH, MOST_READ = 40, 180, 20_000


def snippet(text: str, words: set[str]) -> list[dict]:
    """[{"text", "hit"}]: the pieces in their order; `hit` where a word looked for stands. No markup."""
    text = text[:MOST_READ]
    hits = _hits(text, words)
    start = _best_start(hits)
    start, end = _whole_words(text, start, start + LENGTH)
    return _pieces(text, start, end, hits)


def marked(title: str, words: set[str]) -> list[dict]:
    """The whole of a short text in such pieces; empty when no word looked for stands in it."""
    hits = _hits(title, words)
    return _pieces(title, 0, len(title), hits) if hits else []


def _hits(text: str, words: set[str]) -> list[tuple[int, int, str]]:
    found = []
    for run in language.runs(text):
        said, start = run.group(), run.start()
        if not language.is_han(said):
            if (word := language.stem(_folded(said))) in words:
                found.append((start, run.end(), word))
            continue
        plain = "".join(map(_folded, said))
        if len(plain) != len(said):
            continue  # a character that folds into two: rare, and its place would be a guess
        for size in (2, 1):
            found += [
                (start + i, start + i + size, plain[i : i + size])
                for i in range(len(plain) - size + 1)
                if plain[i : i + size] in words
            ]
    return sorted(found)


def _best_start(hits: list[tuple[int, int, str]]) -> int:
    best, most = 0, 0
    for place, (start, _, _) in enumerate(hits[:500]):
        near = {word for at, _, word in hits[place : place + 40] if at < start + LENGTH - BEFORE}
        if len(near) > most:
            best, most = max(0, start - BEFORE), len(near)
    return best


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    if start and (space := text.find(" ", start, start + 15)) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", end - 15, end)) >= 0:
        end = space
    return start, min(end, len(text))


def _pieces(text: str, start: int, end: int, hits) -> list[dict]:
    pieces, at = [], start
    _add(pieces, "…" if start else "", False)
    for first, last, _ in hits:
        if last <= at or first < start or last > end:
            continue
        _add(pieces, text[at : max(first, at)], False)
        _add(pieces, text[max(first, at) : last], True)
        at = last
    _add(pieces, text[at:end] + ("…" if end < len(text) else ""), False)
    return pieces


def _add(pieces: list[dict], text: str, hit: bool) -> None:
    text = text.replace("\n", " ").replace("\r", " ")
    if pieces and pieces[-1]["hit"] == hit:
        pieces[-1]["text"] += text
    elif text:
        pieces.append({"text": text, "hit": hit})


@lru_cache(maxsize=20_000)
def _folded(piece: str) -> str:
    return language.fold(piece)
