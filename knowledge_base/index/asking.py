"""Asking the index: one open searcher a process, looked at anew whenever something was committed."""

import os
import threading
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import structlog
from whoosh import index, query, scoring
from whoosh.idsets import BitSet

from knowledge_base.index import place
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
        self.searcher = index.open_dir(at).searcher(weighting=scoring.BM25F(head_B=0.4))
        self.allowed: dict[tuple, BitSet] = {}

    def refresh(self) -> None:
        """See what was committed since."""
        self.looked = time.monotonic()
        newer = self.searcher.refresh()
        if newer is not self.searcher:
            self.searcher, self.allowed = newer, {}
            self.__dict__.pop("position", None)

    @cached_property
    def position(self) -> int:
        return position_of(self.searcher)

    def top(self, asked: Asked, limit: int) -> tuple[list[str], int]:
        """The best keys, best first, and how many there are: counted no further than one beyond `limit`.

        To count them all costs Whoosh a second search, several times as long as the first.
        """
        wanted = self._query(asked)
        if wanted is None:
            return [], 0
        results = self.searcher.search(wanted, limit=limit + 1, filter=self._allowed(asked))
        keys = [hit["key"] for hit in results]
        return keys[:limit], len(keys)

    def frequency(self, word: str) -> int:
        """In how many texts it stands."""
        reader = self.searcher.reader()
        return max(reader.doc_frequency("head", word), reader.doc_frequency("body", word))

    def near(self, word: str, asked: Asked) -> str | None:
        """The word that was probably meant, of those in texts that this reader may see."""
        found = self.searcher.corrector("spell").suggest(word, limit=8, maxdist=1 if len(word) < 5 else 2, prefix=1)
        allowed = self._allowed(asked)
        for other in found:
            matcher = self.searcher.postings("spell", other)
            if allowed is None or any(number in allowed for number in matcher.all_ids()):
                return other
        return None

    def _query(self, asked: Asked):
        reader = self.searcher.reader()
        parts = []
        for word, weight in asked.words.items():
            parts += [
                query.Term(name, word, boost=weight * boost)
                for name, boost in (("head", HEAD), ("body", 1.0))
                if (name, word) in reader
            ]
        if asked.prefix:
            starts = []
            for place_, raw in enumerate(reader.expand_prefix("start", asked.prefix)):
                if place_ == 20:
                    break
                starts.append(query.Term("start", raw.decode() if isinstance(raw, bytes) else raw))
            if not starts and not parts:
                return None
            if not parts:
                return query.Or(starts)
            return query.AndMaybe(query.Or(parts), query.Or(starts)) if starts else query.Or(parts)
        return query.Or(parts) if parts else None

    def _allowed(self, asked: Asked) -> BitSet | None:
        """Those that this reader may see: inside the search, so that neither counts nor places tell of others."""
        marks = None if asked.who.agent else asked.who.marks
        key = (marks, asked.language, asked.shelf)
        if key == (None, None, None):
            return None
        if key not in self.allowed:
            if len(self.allowed) > 200:
                self.allowed.clear()
            must = []
            if marks is not None:
                must.append(query.Or([query.Term("seen_by", mark) for mark in sorted(marks)]))
            if asked.language is not None:
                must.append(query.Term("language", asked.language))
            if asked.shelf is not None:
                must.append(query.Term("shelf", str(asked.shelf)))
            found = self.searcher.docs_for_query(query.And(must) if len(must) > 1 else must[0])
            self.allowed[key] = BitSet(found, size=self.searcher.doc_count_all())
        return self.allowed[key]


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
