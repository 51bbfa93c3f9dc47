"""Columns: which texts hold a term, and how often; a column a term, so that a question reads only its own terms.

Plain arrays: they are kept on disk as they are, and a process that reads them back needs numpy and nothing heavier.
"""

from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np


@dataclass(frozen=True)
class Columns:
    """Of the term at `vocabulary[term]` the texts are rows[starts[c]:starts[c + 1]], with `values` beside."""

    vocabulary: dict[str, int]
    starts: np.ndarray
    rows: np.ndarray
    values: np.ndarray
    size: int  # texts

    @property
    def known_in(self) -> np.ndarray:
        """In how many texts each term stands."""
        return np.diff(self.starts)

    @property
    def terms_of_values(self) -> np.ndarray:
        """The column of each value."""
        return np.repeat(np.arange(len(self.vocabulary)), self.known_in)

    def with_values(self, values: np.ndarray) -> "Columns":
        """The same terms in the same texts, weighed otherwise."""
        return replace(self, values=values.astype(np.float32))

    def add_up(self, weights: Iterable[tuple[int, float]]) -> np.ndarray:
        """For each text the sum of its values in these columns, each times its weight."""
        weighed = [(slice(self.starts[column], self.starts[column + 1]), weight) for column, weight in weights]
        if not weighed:
            return np.zeros(self.size, np.float32)
        rows = np.concatenate([self.rows[part] for part, _ in weighed])
        values = np.concatenate([self.values[part] * np.float32(weight) for part, weight in weighed])
        return np.bincount(rows, values, self.size).astype(np.float32)

    def arrays(self) -> dict[str, np.ndarray]:
        """What it holds, for the disk."""
        words = "\n".join(self.vocabulary).encode("utf-8", "surrogatepass")  # no term has a line break in it
        return {
            "words": np.frombuffer(words, np.uint8),
            "starts": self.starts,
            "rows": self.rows,
            "values": self.values,
            "size": np.array(self.size),
        }


def counted(texts: Iterable[list[str]]) -> Columns:
    """How often each term stands in each text."""
    vocabulary: dict[str, int] = {}
    columns, rows, counts, size = array("i"), array("i"), array("f"), 0
    for terms in texts:
        for term, count in Counter(terms).items():
            columns.append(vocabulary.setdefault(term, len(vocabulary)))
            rows.append(size)
            counts.append(count)
        size += 1
    owner = np.array(columns, np.int32)
    order = np.argsort(owner, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=len(vocabulary)))]).astype(np.int64)
    return Columns(vocabulary, starts, np.array(rows, np.int32)[order], np.array(counts, np.float32)[order], size)


def restored(arrays: dict[str, np.ndarray]) -> Columns:
    """What arrays() gave."""
    words = arrays["words"].tobytes().decode("utf-8", "surrogatepass")
    vocabulary = {word: column for column, word in enumerate(words.split("\n"))} if words else {}
    if len(vocabulary) + 1 != len(arrays["starts"]):
        raise ValueError("the words do not fit the columns")
    return Columns(vocabulary, arrays["starts"], arrays["rows"], arrays["values"], int(arrays["size"]))
