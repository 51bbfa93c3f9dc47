"""`classifier`: how texts would be sorted, without a database; and learning anew."""

from routing.classifying.command import classifier

__all__ = ["classifier"]
