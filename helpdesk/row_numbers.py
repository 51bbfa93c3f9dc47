"""Row numbers in addresses: none longer than the database can hold; what is longer is not found."""

from flask import Flask
from werkzeug.routing import IntegerConverter

LARGEST = 2**63 - 1


class Bounded(IntegerConverter):
    """`<int:…>` wherever it stands."""

    def __init__(
        self, url_map, fixed_digits: int = 0, min: int | None = None, max: int = LARGEST, signed: bool = False
    ):
        super().__init__(url_map, fixed_digits, min, max, signed)


def bound(app: Flask) -> None:
    """Before the edges open: every address of this app takes its numbers so."""
    app.url_map.converters["int"] = Bounded
