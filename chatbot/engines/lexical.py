"""Lexical: words and letters, no model. What is left when the model is not installed."""

kind = "lexical"
label = {"en": "Words (no model)", "zh": "仅按词语（不用模型）"}


def available() -> bool:
    """Always."""
    return True


def read(entries, fitted=None):
    """The base, ready to be asked; `fitted` is what arrays() of an earlier reading of the same gave."""
    from chatbot.ranking.ranker import Ranker

    return Ranker(entries, with_meaning=False, fitted=fitted)
