"""Letters: the cosine of runs of two to four characters, which sees through endings, typing errors and word breaks."""

import re

import numpy as np

from chatbot.ranking.columns import Columns
from chatbot.ranking.rarity import Rarity
from helpdesk import language

_LENGTHS = (2, 3, 4)
_LONGEST = 300  # characters of a question or title


class Letters:
    """Texts, each a way of asking."""

    def __init__(self, texts: list[str] | None = None, columns: Columns | None = None):
        self.rarity = Rarity(None if texts is None else [runs(text) for text in texts], columns)

    def scores(self, text: str) -> np.ndarray:
        """The cosine of each text with this one, between 0 and 1; runs nobody knows count as the rarest."""
        return self.rarity.columns.add_up(self.rarity.weights(runs(text), strangers=True))


def runs(text: str) -> list[str]:
    """The runs of characters of a text, its spaces made one."""
    text = " " + re.sub(r"\s+", " ", language.fold(text[:_LONGEST])).strip() + " "
    return [text[i : i + n] for n in _LENGTHS for i in range(len(text) - n + 1)]
