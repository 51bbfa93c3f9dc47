"""Lexical: words and letters, no model. What is left when the model is not installed."""

kind = "lexical"
label = {"en": "Words (no model)", "zh": "仅按词语（不用模型）"}


def available() -> bool:
    """Always."""
    return True


def read(entries):
    """The base, ready to be asked."""
    from chatbot.ranking.ranker import Ranker

    return Ranker(entries, with_meaning=False)
