"""Heads: classifiers that learn from the phrasings of a base which entry a question belongs to."""

import numpy as np

from chatbot.ranking import learning
from chatbot.ranking.letters import Letters, runs
from chatbot.ranking.rarity import Rarity
from knowledge_base.analysis import terms

ENOUGH = 2.5  # phrasings an entry on average: with fewer there is nothing to learn from
MOST_ENTRIES = 600  # learning time grows with entries times phrasings


class Heads:
    """`words` is a linear SVM over words and letters, `meanings` a logistic regression over vectors.

    What was learned is four arrays: `borders` (feature, entry) with `edges`, `centres` (entry, 512) with `usual`.
    """

    def __init__(self, words: Rarity, letters: Letters, learned: dict[str, np.ndarray]):
        self._words, self._letters, self.learned = words, letters.rarity, learned

    def words(self, texts: list[str]) -> np.ndarray:
        """How far each question lies on each entry's side of its border, (texts, entries)."""
        return _two_sided(np.stack([self._decision(text) for text in texts]))

    def meanings(self, vectors: np.ndarray) -> np.ndarray:
        """The logarithm of each entry's probability, (texts, entries)."""
        scores = vectors @ self.learned["centres"].T + self.learned["usual"]
        if scores.shape[1] == 1:  # of two entries one line tells: half of it on each side
            scores = np.concatenate([-scores, scores], axis=1) / 2
        scores = scores - scores.max(axis=1, keepdims=True)
        return scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))

    def _decision(self, text: str) -> np.ndarray:
        after = len(self._words.columns.vocabulary)
        found = self._words.weights(terms(text), strangers=False)
        found += [(after + column, weight) for column, weight in self._letters.weights(runs(text), strangers=False)]
        weights = np.array([weight for _, weight in found], np.float32)
        return weights @ self.learned["borders"][[column for column, _ in found]] + self.learned["edges"]


def learn(words: Rarity, letters: Letters, owners: np.ndarray, meanings: np.ndarray | None) -> dict[str, np.ndarray]:
    """Learn from the ways of asking whose they are; takes up to seconds."""
    task = {"owners": owners} | ({} if meanings is None else {"meanings": meanings})
    for name, columns in (("words", words.columns), ("letters", letters.rarity.columns)):
        task |= {f"{name}.{key}": value for key, value in columns.arrays().items() if key != "words"}
    return learning.learned(task)


def worth_it(texts: list[str], entries: int) -> bool:
    """Whether a base has enough phrasings to learn from."""
    return 1 < entries <= MOST_ENTRIES and len(texts) >= ENOUGH * entries


def _two_sided(decisions: np.ndarray) -> np.ndarray:
    return np.concatenate([-decisions, decisions], axis=1) if decisions.shape[1] == 1 else decisions
