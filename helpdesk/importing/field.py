"""Field: one thing that a row can say, what it is called elsewhere, and how its cell is read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """`kind` names the reading in cleaning.py; `called` are headers by which it is recognised, in lower case."""

    name: str
    title: tuple[str, str]  # English, Chinese
    kind: str = "line"
    needed: bool = False
    called: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What became of a row: made, changed, same; or refused, with the code of the reason and the field."""

    what: str
    code: str = ""
    field: str = ""


class Refused(ValueError):
    """This row cannot be taken in; `code` is one of words.py."""

    def __init__(self, code: str, field: str = ""):
        super().__init__(code)
        self.code, self.field = code, field
