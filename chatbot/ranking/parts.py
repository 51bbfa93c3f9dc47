"""Parts: what a ranker asks, fitted to a base or taken from what was kept of an earlier fitting."""

from typing import Any

import numpy as np

from chatbot.ranking import heads
from chatbot.ranking.columns import restored
from chatbot.ranking.letters import Letters
from chatbot.ranking.meanings import sentences_of
from chatbot.ranking.rarity import Rarity
from chatbot.ranking.wording import Wording
from helpdesk import meaning
from knowledge_base.analysis import terms
from knowledge_base.entry import Entry


def fit(entries: list[Entry], texts: list[str], owners, starts, with_meaning: bool) -> dict[str, Any]:
    """Read the entries, whose ways of asking are `texts`; takes seconds for a large base."""
    asked = [terms(text) for text in texts]
    told = [terms(entry.answer[:1500]) for entry in entries]
    parts: dict[str, Any] = {
        "asked": Wording(asked),
        "whole": Wording([_joined(asked, owners, starts, k) + told[k] for k in range(len(entries))]),
        "letters": Letters(texts),
        "words": None,
    }
    if with_meaning:
        sentences = [sentence for entry in entries for sentence in sentences_of(entry.answer)]
        parts["ways"] = meaning.vectors(texts)
        parts["told"] = meaning.vectors(sentences) if sentences else None
    if heads.worth_it(texts, len(entries)):
        parts["words"] = Rarity(asked)
        parts["learned"] = heads.learn(parts["words"], parts["letters"], owners, parts.get("ways"))
    return parts


def parts_of(arrays: dict[str, np.ndarray]) -> dict[str, Any]:
    """The same from what Ranker.arrays() gave. Raises KeyError or ValueError where that is not whole."""
    of: dict[str, dict[str, np.ndarray]] = {}
    for name, value in arrays.items():
        part, _, key = name.partition(".")
        of.setdefault(part, {})[key] = value
    return {
        "asked": Wording(columns=restored(of["asked"])),
        "whole": Wording(columns=restored(of["whole"])),
        "letters": Letters(columns=restored(of["letters"])),
        "words": Rarity(columns=restored(of["words"])) if "words" in of else None,
        "ways": arrays.get("ways"),
        "told": arrays.get("told"),
        "learned": of.get("learned"),
    }


def _joined(asked, owners, starts, k) -> list[str]:
    end = starts[k + 1] if k + 1 < len(starts) else len(asked)
    return [term for way in asked[starts[k] : end] for term in way]
