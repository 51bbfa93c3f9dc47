"""Meanings: the vectors of a base, of its ways of asking and of the first sentences of its answers."""

import re

import numpy as np

_SENTENCES = 6


class Meanings:
    """The vectors of a base: of its ways of asking, and of the sentences of its answers."""

    def __init__(self, entries, ways, sentences, owners, starts):
        self.ways, self.sentences = ways, sentences
        self._middle, self._starts = ways.mean(axis=0), starts
        self._counts = np.bincount(owners, minlength=len(entries)).astype(np.float32)
        self._lengths = _lengths(ways - self._middle)
        self._centre_lengths = _lengths(np.add.reduceat(ways, starts) / self._counts[:, None] - self._middle)
        self.answered = sentences is not None
        self._told_from = np.cumsum([0, *(len(sentences_of(entry.answer)) for entry in entries)])

    def opinions(self, vector, best) -> dict[str, np.ndarray]:
        """How near a question lies to each entry's best phrasing, and to the middle of its phrasings."""
        asked = vector - self._middle
        asked = asked / max(float(np.linalg.norm(asked)), 1e-9)
        # From the middle: what lies in all of a base tells nothing. The large product is made once for both.
        along = self.ways @ asked - self._middle @ asked
        centres = np.add.reduceat(along, self._starts) / self._counts
        return {"near": best(along / self._lengths), "centre": centres / self._centre_lengths}

    def told(self, vector, which: np.ndarray) -> np.ndarray:
        """How near it lies to the nearest sentence of these entries' answers."""
        parts = (self.sentences[self._told_from[k] : self._told_from[k + 1]] for k in which)
        return np.array([float((part @ vector).max()) if len(part) else 0.0 for part in parts], np.float32)


def _lengths(rows: np.ndarray) -> np.ndarray:
    return np.maximum(np.linalg.norm(rows, axis=1), 1e-9)


def sentences_of(answer: str) -> list[str]:
    """The first sentences of an answer."""
    parts = (part.strip() for part in re.split(r"[。！？!?；;\n]+|(?<=[a-z0-9])\.\s", answer[:1500]))
    return [part for part in parts if len(part) > 3][:_SENTENCES]
