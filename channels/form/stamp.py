"""Stamp: what a shown page carries, signed: its number, and when it was shown, in ms. No cookie: nothing to forge."""

import time
import uuid
from dataclasses import dataclass

from helpdesk.crypto import sign, signed

QUICKEST = 2  # seconds in which nobody fills in a form
LONGEST = 24 * 3600


@dataclass(frozen=True)
class Stamp:
    """`id` is the number of the page: sent twice it is one ticket. `age` in seconds."""

    id: str
    age: float

    @property
    def too_quick(self) -> bool:
        return self.age < QUICKEST

    @property
    def too_old(self) -> bool:
        return self.age > LONGEST


def stamp(key: str, ago: float = 0) -> str:
    """A new stamp for a page of the form with this key, shown now or so many seconds ago."""
    said = f"{uuid.uuid4()}.{round((time.time() - ago) * 1000)}"
    return f"{said}.{sign('form.page', f'{key}|{said}')}"


def read(key: str, text: str) -> Stamp | None:
    """The stamp, if it is one of this form's."""
    said, _, signature = text.rpartition(".")
    if not signature.isascii() or not signed("form.page", f"{key}|{said}", signature):
        return None
    number, _, shown = said.partition(".")
    return Stamp(number, time.time() - int(shown) / 1000)


def receipt(key: str, number: int) -> str:
    """What stands in the address of the page that says: received."""
    return f"{number}-{sign('form.receipt', f'{key}|{number}')}"


def number_in(key: str, text: str) -> int | None:
    """The ticket's number, if we have written this receipt."""
    number, _, signature = text.partition("-")
    known = number.isascii() and number.isdigit() and signature.isascii()
    return int(number) if known and signed("form.receipt", f"{key}|{number}", signature) else None
