"""In what Messenger and Instagram differ."""

from collections.abc import Callable
from dataclasses import dataclass, field

MB = 2**20


@dataclass(frozen=True)
class Kind:
    """`about` is the object of its webhooks, `owner` the setting with the id of our page or account."""

    name: str
    about: str
    owner: str
    text: int
    measure: Callable[[str], int]
    files: dict[str, tuple[frozenset, int]]  # what is shown as what: types and bytes; "file" may take any type
    upload: dict[str, str] = field(default_factory=dict)  # what an upload needs beside the file
