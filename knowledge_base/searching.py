"""Searching: by the index, or by the database while there is none; only what the reader may see is ever looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

import structlog

from helpdesk import lanes, language
from helpdesk.db import db
from helpdesk.snippets import marked, snippet
from knowledge_base import change, searching_rows
from knowledge_base.article import ArticleText
from knowledge_base.index import asking, writer
from knowledge_base.index.asking import Asked, Broken
from knowledge_base.question import Question, question
from knowledge_base.reader import Reader
from knowledge_base.reading import published

log = structlog.get_logger()
RAREST = 10  # words looked for: more cost time and find nothing better
DEEPEST = 1000


@dataclass
class Hit:
    """An article that was found; title and snippet in pieces [{"text", "hit"}], without markup."""

    text: ArticleText
    title: list[dict]
    snippet: list[dict]


@dataclass
class Found:
    """Best first. `total` is counted one beyond what was asked for: more than that is said as "more than".

    `from_database`: the index is being made anew, and the search is plainer meanwhile.
    """

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    did_you_mean: str | None = None
    from_database: bool = False

    @property
    def articles(self) -> list[ArticleText]:
        return [hit.text for hit in self.hits]


def search(
    text: str, *, who: Reader, language: str | None = None, limit: int = 10, offset: int = 0, shelf: int | None = None
) -> Found:
    """What this reader can find. Nothing that can be typed is an error, and no state of the index is."""
    asked = question(text)
    if not asked.words or offset + limit > DEEPEST:
        return Found()
    return _found(asked, Asked(asked.words, who, language, shelf), limit, offset)


def suggest(text: str, *, who: Reader, language: str | None = None, limit: int = 6) -> list[ArticleText]:
    """Articles for what is still being typed: its last word may be unfinished."""
    asked = question(text)
    prefix = _unfinished(text)
    if not asked.words and not prefix:
        return []
    return _found(asked, Asked(asked.words, who, language, None, prefix), limit, 0, plain=True).articles


def _found(asked: Question, wanted: Asked, limit: int, offset: int, plain: bool = False) -> Found:
    try:
        index = asking.searcher()
        with index.lock:
            try:
                if (newest := change.last()) > index.position:
                    index.refresh()
                wanted.words = _rarest(index, asked.words)
                keys, total = index.top(wanted, offset + limit)
                meant = None if plain else _meant(index, asked, wanted)
                behind = newest > index.position
            except Exception as error:
                raise Broken(repr(error)) from error
    except Broken as why:
        log.warning("articles are searched in the database", why=str(why))
        lanes.run("articles: index", _mend)
        return searching_rows.found(asked, wanted, limit, offset, partial(Found, from_database=True), hit_of)
    if behind:  # of several machines each sees to its own index
        lanes.run("articles: index", writer.catch_up)
    hits = _hits(keys[offset:], wanted, asked)
    return Found(hits, total, meant)


def hit_of(text: ArticleText, words: set[str]) -> Hit:
    """The article with the words looked for marked."""
    title = marked(text.title, words) or [{"text": text.title, "hit": False}]
    return Hit(text, title, snippet(text.plain, words))


def _hits(keys: list[str], wanted: Asked, asked: Question) -> list[Hit]:
    pairs = [(int(number), lang) for number, _, lang in (key.partition(":") for key in keys)]
    # Asked once more of the rows: the index may be a moment behind one that was just withdrawn.
    rows = published(wanted.who).where(ArticleText.article_id.in_([number for number, _ in pairs]))
    texts = {(text.article_id, text.language): text for text in db.session.scalars(rows)}
    return [hit_of(texts[pair], set(asked.words)) for pair in pairs if pair in texts]


def _rarest(index: asking.Searcher, words: dict[str, float]) -> dict[str, float]:
    known = {word: count for word in words if (count := index.frequency(word))}
    return {word: words[word] for word in sorted(known, key=known.__getitem__)[:RAREST]}


def _meant(index: asking.Searcher, asked: Question, wanted: Asked) -> str | None:
    """The same question with the words that stand nowhere put right; None where there is nothing to put right."""
    better = asked.typed
    for word in asked.raw:
        if len(word) > 3 and not word.isdigit() and not index.frequency(language.stem(word)):
            other = index.near(word, wanted)
            if other is not None:
                better = _replaced(better, word, other)
    return better if better != asked.typed else None


def _replaced(text: str, word: str, other: str) -> str:
    return " ".join(other if language.fold(part).strip(".,?!;:") == word else part for part in text.split())


def _unfinished(text: str) -> str:
    if not text or text[-1].isspace():
        return ""
    last = list(language.runs(language.fold(text)))[-1:]
    return last[0].group() if last and not language.is_han(last[0].group()) and len(last[0].group()) > 1 else ""


def _mend() -> None:
    """Make the index anew; tried again by the next search if that fails."""
    try:
        asking.searcher()
        writer.catch_up()
    except Broken:
        writer.rebuild()
