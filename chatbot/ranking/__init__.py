"""Ranking: which entry answers a question best, by several scorers that see different things."""

from chatbot.ranking.ranker import Ranked, Ranker

__all__ = ["Ranked", "Ranker"]
