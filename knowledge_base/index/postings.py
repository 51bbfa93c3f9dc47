"""Postings: which documents of a segment hold a word and how often, read a block at a time.

Whoosh's own way through them asks four objects for every document; a word that stands in ten thousand articles made a
search last twenty times as long.
"""

from collections.abc import Iterator, Sequence

from whoosh.codec.whoosh3 import LENGTHS_COLUMN, W3LeafMatcher, _lenfield
from whoosh.matching.wrappers import FilterMatcher


def blocks_of(leaf, field: str, word: str) -> Iterator[tuple[Sequence[int], Sequence[float]]]:
    """Numbers of documents and how often each has the word; deleted ones among them."""
    if (field, word) not in leaf:
        return
    matcher = leaf.postings(field, word)
    if isinstance(matcher, FilterMatcher):  # leaves deleted ones out, one by one: who asks does so for all at once
        matcher = matcher.child
    if not isinstance(matcher, W3LeafMatcher):  # so few that they stand beside the word itself
        yield _one_by_one(matcher)
        return
    while matcher.is_active():
        matcher._read_ids()
        matcher._read_weights()
        yield matcher._ids, matcher._weights
        matcher._next_block()


def numbers_of(leaf, field: str, word: str) -> Iterator[int]:
    """The documents alone."""
    for numbers, _ in blocks_of(leaf, field, word):
        yield from numbers


def lengths_of(leaf, field: str) -> bytes:
    """Of each document how long this field is, as Whoosh keeps it: a step on a scale of 256."""
    count = leaf.doc_count_all()
    column = leaf._perdoc._cached_reader(_lenfield(field), LENGTHS_COLUMN)
    kept = bytes(column.load()) if column is not None else b""
    return kept[:count].ljust(count, b"\0")


def _one_by_one(matcher) -> tuple[list[int], list[float]]:
    numbers, weights = [], []
    while matcher.is_active():
        numbers.append(matcher.id())
        weights.append(matcher.weight())
        matcher.next()
    return numbers, weights
