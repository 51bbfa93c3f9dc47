"""Ranking: which entry answers a question best, by several scorers that see different things (ranker.py).

It imports nothing by itself: pages that only ask what was measured shall not load what measures.
"""
