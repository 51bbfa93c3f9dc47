"""`classifier`: how texts would be sorted, without a database."""

from routing.classifying.command import classifier

__all__ = ["classifier"]
