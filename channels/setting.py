"""What an adapter says of itself: the fields of its form, and what its channel can do."""

import secrets
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Setting:
    """One field of the admin's form; a secret is written, never shown. Words are given as (English, Chinese)."""

    name: str
    help: tuple[str, str] | str = ""
    title: tuple[str, str] | str = ""
    secret: bool = False
    required: bool = True
    default: str = ""
    choices: tuple[str, ...] = ()
    advanced: bool = False  # folded away in the form: the provider's base address and the like
    made: bool = False  # left empty, a word that nobody can guess is made of it, to be shown and pasted elsewhere

    def label(self, language: str) -> str:
        """What the field is called."""
        return _in(language, self.title) or self.name.replace("_", " ").capitalize()

    def hint(self, language: str) -> str:
        """What to put into it, and where to find that."""
        return _in(language, self.help)

    def otherwise(self) -> str:
        """What it is when it is left empty."""
        return secrets.token_urlsafe(24) if self.made else self.default


def _in(language: str, words: tuple[str, str] | str) -> str:
    return words if isinstance(words, str) else words[language == "zh"]


@dataclass(frozen=True)
class Capabilities:
    """What the channel can do."""

    by_reference: bool = False  # threads by references (mail); otherwise an address has one conversation
    idempotent: bool = False  # sending the same message twice arrives once: a crash may simply send again
    html: bool = False
    attachments: bool = True
    typing: bool = False
    writes: bool = True  # False: nobody can be written to this way (a telephone)
    receipts: tuple[str, ...] = ()  # of sent, delivered, read
    window: timedelta | None = None  # how long after the customer's last act free text may be sent
    max_text: int = 10_000
    reaches: tuple[str, ...] = ()  # kinds of address it can write to unasked (mail: email); others must write first
    undo_seconds: int = 0  # how long an answer waits for "undo send"
    automatic_every: timedelta | None = None  # an address gets at most one automatic message in so long (loops!)
    at_most: int | None = None  # so many messages may follow one message of the customer (WeCom: 5)
    after_window: str | None = None  # what may be sent when the window has shut: "template" (WhatsApp)
    buttons: int = 0  # so many quick replies or buttons an answer may carry
    largest_file: int = 20 * 2**20  # bytes
