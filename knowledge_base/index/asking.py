"""Asking the index: one open searcher a process, looked at anew whenever something was committed."""

import os
import threading
import time
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

import structlog
from whoosh import index

from knowledge_base.index import place
from knowledge_base.index.postings import numbers_of
from knowledge_base.index.scoring import Segment, Term, best, rarity
from knowledge_base.index.writer import position_of
from knowledge_base.reader import Reader

log = structlog.get_logger()
LOOK_EVERY = 0.05  # seconds
HEAD, SYNONYM = 2.5, 0.7  # what a word in the title or a phrasing counts, and one that only means the same


class Broken(Exception):
    """There is no index that can be read just now."""


@dataclass
class Asked:
    """One question to the index: words with their weights, and for whom."""

    words: dict[str, float]
    who: Reader
    language: str | None = None
    shelf: int | None = None
    prefix: str = ""  # the beginning of a word that is still being typed


class Searcher:
    """Opened once; `lock` because Whoosh's readers share the place in their files."""

    def __init__(self, at: Path):
        self.at, self.lock, self.looked = at, threading.Lock(), time.monotonic()
        self.index = index.open_dir(at)
        self._known: dict[str, Segment] = {}
        self._look_at(self.index.searcher())

    def refresh(self) -> None:
        """See what was committed since.

        Opened anew: Whoosh's own refresh() goes on with every segment it once had, and with what was deleted from them.
        """
        self.looked = time.monotonic()
        if self.index.latest_generation() != self.searcher.reader().generation():
            before = self.searcher
            self._look_at(self.index.searcher())
            before.close()

    @cached_property
    def position(self) -> int:
        return position_of(self.searcher)

    def top(self, asked: Asked, limit: int) -> tuple[list[str], int]:
        """The best keys, best first, and how many there are: counted no further than one beyond `limit`."""
        terms, begun = self._terms(asked), self._begun(asked.prefix)
        found: list[tuple[float, int]] = []
        for offset, segment, allowed in zip(self._offsets, self._segments, self._allowed(asked), strict=True):
            scores: dict[int, float] = {}
            for term in terms:
                segment.score(term, *self._weight_of(term), allowed, scores, only=False)
            for term in begun:
                segment.score(term, *self._weight_of(term), allowed, scores, only=bool(terms))
            found += best(scores, offset, limit + 1)
        found.sort()
        keys = [self.searcher.stored_fields(number)["key"] for _, number in found[:limit]]
        return keys, min(len(found), limit + 1)

    def frequency(self, word: str) -> int:
        """In how many texts it stands."""
        reader = self.searcher.reader()
        return max(reader.doc_frequency("head", word), reader.doc_frequency("body", word))

    def near(self, word: str, asked: Asked) -> str | None:
        """The word that was probably meant, of those in texts that this reader may see."""
        found = self.searcher.corrector("spell").suggest(word, limit=8, maxdist=1 if len(word) < 5 else 2, prefix=1)
        allowed = self._allowed(asked)
        for other in found:
            for segment, flags in zip(self._segments, allowed, strict=True):
                if any(flags[number] for number in numbers_of(segment.leaf, "spell", other)):
                    return other
        return None

    def _look_at(self, searcher) -> None:
        self.searcher, self._flags = searcher, {}
        leaves = [(leaf, offset) for leaf, offset in searcher.reader().leaf_readers() if leaf.segment() is not None]
        names = [leaf.segment().segment_id() for leaf, _ in leaves]
        self._known = {n: Segment(leaf, self._known.get(n)) for n, (leaf, _) in zip(names, leaves, strict=True)}
        self._segments, self._offsets = list(self._known.values()), [offset for _, offset in leaves]
        self.__dict__.pop("position", None)

    def _terms(self, asked: Asked) -> list[Term]:
        return [
            Term(name, word, weight * boost)
            for word, weight in asked.words.items()
            for name, boost in (("head", HEAD), ("body", 1.0))
        ]

    def _begun(self, prefix: str) -> list[Term]:
        words = self.searcher.reader().expand_prefix("start", prefix) if prefix else ()
        return [Term("start", raw.decode() if isinstance(raw, bytes) else raw, 1.0) for raw in islice(words, 20)]

    def _weight_of(self, term: Term) -> tuple[float, float]:
        """What the word tells in all segments together, and how long its field usually is."""
        holding = self.searcher.doc_frequency(term.field, term.word)
        return rarity(self.searcher.doc_count_all(), holding), self.searcher.avg_field_length(term.field)

    def _allowed(self, asked: Asked) -> list[bytearray]:
        """Those that this reader may see: inside the search, so that neither counts nor places tell of others."""
        marks = None if asked.who.agent else asked.who.marks
        key = (marks, asked.language, asked.shelf)
        if key not in self._flags:
            if len(self._flags) > 200:
                self._flags.clear()
            must: list[tuple[str, list[str]]] = []
            if marks is not None:
                must.append(("seen_by", sorted(marks)))
            if asked.language is not None:
                must.append(("language", [asked.language]))
            if asked.shelf is not None:
                must.append(("shelf", [str(asked.shelf)]))
            self._flags[key] = [segment.allowed(must) for segment in self._segments]
        return self._flags[key]


_open: Searcher | None = None
_opening = threading.Lock()


def _forget() -> None:
    global _open, _opening
    _open, _opening = None, threading.Lock()


os.register_at_fork(after_in_child=_forget)


def searcher() -> Searcher:
    """The one of this process, up to date within a twentieth of a second. Raises Broken."""
    global _open
    with _opening:
        at = place.current()
        if at is None:
            raise Broken("there is no index")
        try:
            if _open is None or _open.at != at:
                _open = Searcher(at)
            elif time.monotonic() - _open.looked > LOOK_EVERY:
                with _open.lock:
                    _open.refresh()
        except Exception as error:  # whatever Whoosh stumbles over in a damaged file
            _open = None
            raise Broken(str(error)) from error
        return _open
