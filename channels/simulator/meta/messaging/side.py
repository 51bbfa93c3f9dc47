"""In what the two differ, seen from Meta's side."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Side:
    """`window` is the error of who writes too late; `marks` says whether reading is told by a moment or an id."""

    about: str
    owner: str
    text: int
    measure: Callable[[str], int]
    scopes: tuple[str, ...]
    too_late: int  # the subcode of error 10
    tells_delivery: bool
    reads_until: bool
    platform: str = ""
