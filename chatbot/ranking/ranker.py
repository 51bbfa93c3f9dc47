"""Ranker: all the scorers over one base, their opinions added up with fixed weights, and how they differ."""

from dataclasses import dataclass, field

import numpy as np

from chatbot.ranking import heads
from chatbot.ranking.meanings import Meanings
from chatbot.ranking.parts import fit, parts_of
from helpdesk import meaning
from knowledge_base.analysis import terms
from knowledge_base.entry import Entry

# What each scorer counts for. Chosen on seven bases; flat around the optimum.
# asked: the best phrasing, by words · all_asked: title and answer together · letters: best phrasing, by letters
# near: best phrasing, by meaning · centre: the middle of its phrasings · told: the nearest sentence of its answer
# learned, probable: the head over meanings · bordered: the head over words
_WEIGHTS = {
    "asked": 0.6,
    "whole": 0.8,
    "relative": 0.2,
    "letters": 0.5,
    "near": 1.0,
    "centre": 1.0,
    "told": 0.7,
    "learned": 2.5,
    "probable": 0.3,
    "bordered": 0.3,
}
_WITHOUT_MEANING = {"bordered": 0.5}
_TELLING = 60  # candidates whose answers are read sentence by sentence


@dataclass(frozen=True)
class Ranked:
    """The entries for one question, the best first (at most 20), and what the scorers say of the first ones."""

    ids: list
    scores: list[float]
    signals: dict[str, float] = field(default_factory=dict)


class Ranker:
    """Reads a base once; then asks it. `with_meaning` needs the model to be installed.

    `fitted` is what arrays() gave for the very same entries: what takes long is then not done again.
    """

    def __init__(self, entries: list[Entry], *, with_meaning: bool, fitted: dict[str, np.ndarray] | None = None):
        self.entries = entries
        if not entries:
            return
        self.owners = np.repeat(np.arange(len(entries)), [len(entry.ways) for entry in entries])
        self._starts = np.searchsorted(self.owners, np.arange(len(entries)))
        texts = [way for entry in entries for way in entry.ways]
        self._unique = _uniqueness([entry.question for entry in entries])
        self._trust = float(self._unique.mean()) ** 3  # where titles are shelves, what they mean leads astray
        parts = parts_of(fitted) if fitted else fit(entries, texts, self.owners, self._starts, with_meaning)
        self._asked, self._whole, self._letters = parts["asked"], parts["whole"], parts["letters"]
        ways, told, learned = parts.get("ways"), parts.get("told"), parts.get("learned")
        self._meanings = None if ways is None else Meanings(entries, ways, told, self.owners, self._starts)
        self._words = parts["words"]
        self._heads = heads.Heads(self._words, self._letters, learned) if learned else None
        self.phrasings = len(texts) / max(len(entries), 1)

    def arrays(self) -> dict[str, np.ndarray]:
        """What reading this base came to; nothing, where the base is empty."""
        if not self.entries:
            return {}
        columns = {"asked": self._asked.columns, "whole": self._whole.columns, "letters": self._letters.rarity.columns}
        if self._heads is not None:
            columns["words"] = self._words.columns
        found = {f"{name}.{key}": value for name, part in columns.items() for key, value in part.arrays().items()}
        if self._meanings is not None:
            found |= {"ways": self._meanings.ways}
            found |= {"told": self._meanings.sentences} if self._meanings.answered else {}
        return found | {f"learned.{key}": value for key, value in (self._heads.learned if self._heads else {}).items()}

    def ask(self, questions: list[str]) -> list[Ranked]:
        """What answers each question; nothing, where the base is empty."""
        if not self.entries:
            return [Ranked([], []) for _ in questions]
        vectors = meaning.vectors(questions) if self._meanings and questions else None
        learned = self._learned(questions, vectors) if questions else {}
        return [
            self._rank(question, None if vectors is None else vectors[i], {n: v[i] for n, v in learned.items()})
            for i, question in enumerate(questions)
        ]

    def _learned(self, questions, vectors) -> dict[str, np.ndarray]:
        if self._heads is None:
            return {}
        found = {"bordered": np.clip(self._heads.words(questions) / 1.2 + 1, 0, None)}
        if vectors is not None:
            chances = self._heads.meanings(vectors)
            found |= {"learned": np.clip(chances, -8, 0) / 8, "probable": np.exp(chances)}
        return found

    def _rank(self, question: str, vector, opinions: dict[str, np.ndarray]) -> Ranked:
        asked = terms(question)
        best = self._best
        whole, most = self._whole.scores(asked), self._whole.most(asked)
        opinions["asked"] = np.minimum(best(self._asked.scores(asked)) / self._asked.most(asked), 1) * self._unique
        opinions["whole"] = np.minimum(whole / most, 1)
        opinions["relative"] = whole / max(float(whole.max()), 1e-9)
        opinions["letters"] = best(self._letters.scores(question)) * self._unique
        if vector is not None:
            for name, values in self._meanings.opinions(vector, best).items():
                opinions[name] = values if name == "told" else values * self._unique * self._trust
        weights = _WEIGHTS if vector is not None else {**_WEIGHTS, **_WITHOUT_MEANING}
        total = np.sum([weights[name] * values for name, values in opinions.items()], axis=0)
        if vector is not None and self._meanings.answered:
            first = _first(total, _TELLING)
            opinions["told"] = np.zeros_like(total)
            opinions["told"][first] = self._meanings.told(vector, first)
            total = total + weights["told"] * opinions["told"]
        order = _first(total, 20)
        unknown = sum(term not in self._whole.vocabulary for term in asked) / max(len(asked), 1)
        about = {
            "unknown": unknown,
            "length": float(len(asked)),
            "entries": float(len(self.entries)),
            "phrasings": self.phrasings,
        }
        return Ranked(
            [self.entries[k].id for k in order],
            [float(total[k]) for k in order],
            signals(opinions, total, order) | about,
        )

    def _best(self, values: np.ndarray) -> np.ndarray:
        return np.maximum.reduceat(values, self._starts)


def signals(opinions: dict[str, np.ndarray], total: np.ndarray, order: np.ndarray) -> dict[str, float]:
    """What each scorer gives the first entry, how far that is ahead of all others, and whether they agree."""
    first = order[0]
    found = {
        "total": float(total[first]),
        "total_ahead": float(total[first] - total[order[1]]) if len(order) > 1 else float(total[first]),
    }
    for name, values in opinions.items():
        others = np.delete(values, first)
        ahead = float(values[first] - others.max()) if len(others) else float(values[first])
        found |= {name: float(values[first]), f"{name}_ahead": ahead}
    found["agree"] = sum(found[f"{name}_ahead"] >= 0 for name in opinions) / max(len(opinions), 1)
    return found


def _first(values: np.ndarray, count: int) -> np.ndarray:
    count = min(count, len(values))
    chosen = np.argpartition(-values, count - 1)[:count]
    return chosen[np.argsort(-values[chosen], kind="stable")]


def _uniqueness(titles: list[str]) -> np.ndarray:
    """1 for a title of its own, less for one that others have too: it names a shelf, not an entry."""
    counts: dict[str, int] = {}
    for title in titles:
        counts[title] = counts.get(title, 0) + 1
    return np.array([1 / counts[title] for title in titles], np.float32)
