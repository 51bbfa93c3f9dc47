"""The whole contract between the simulator and a stand-in for a provider: one module in channels/simulator/standins.

It says `kind` (that of its adapter) and has these functions, all pure but for what they do to the `line`:

- `settings(base: str, secret: Callable[[str], str]) -> dict`: what a simulated inbox is connected with. `base` is the
  address of this provider's stand-in, without a slash at the end; `secret(name)` makes a secret that stays the same.
- `answer(call: ApiCall, line: Line) -> Reply`: what the provider's API says to us, as strict as the real one: a wrong
  token, an unknown media id, a shut window get the provider's own errors. What the customer would see is given to
  `line.show()`. Trouble (429, 5xx, hanging) is not made here but by the host, before or after this is called.
- `write(act: Act, line: Line) -> list[Posting]`: what the provider posts to our webhook, signed, when the customer does
  this. One act may be several postings; an album of pictures is several acts.
- `together = True`: several files at once are one act, as in a mail; `Act.beside` has those after the first. Optional.
- `tell(line: Line, message_id: str, to: str, state: str) -> list[Posting]`: the receipt of one of our messages
  (delivered, read, failed); [] where this provider has none.
- `acts: tuple[str, ...]`: which acts a customer can do here.
- `sign(posting: Posting, line: Line) -> Posting`: the same request with the provider's signature over it; the payload
  files of tests/channels/payloads are signed by this. Optional where the body cannot be signed apart from `write`.
- `id_of(name: str, phone: str) -> str`: what this provider calls a customer: the same for the same name. Optional:
  without it the phone's digits, or a hash of the name.
- `meet(person: Person, line: Line, wrote_at: datetime | None) -> None`: this person is known from before the line was
  there, and has last written then, or never. Optional: without it everybody is known, or nobody need be.
- `look(line: Line, person: Person) -> None`: give `line.show()` what the customer's own program would find, where we
  answer without calling anybody (web chat, API). Optional.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from channels.channel import File


@dataclass(frozen=True)
class Person:
    """A customer with a phone. `id` is the provider's name for them, `phone` E.164."""

    id: str
    name: str
    phone: str = ""
    language: str = "en"


@dataclass(frozen=True)
class Act:
    """What a customer does: text, picture, voice, video, file, location, sticker, button, edit, delete, react, stop,
    start, ring, answer, hang_up, voicemail. `id` names it: the same id posted twice is a duplicate delivery."""

    what: str
    person: Person
    id: str
    at: datetime
    text: str = ""
    file: File | None = None
    data: dict = field(default_factory=dict)  # location: latitude, longitude; button: payload; edit, react: message_id
    album: str | None = None
    beside: tuple[File, ...] = ()  # further files of the same mail or form

    @property
    def files(self) -> list[File]:
        """All there are."""
        return [self.file, *self.beside] if self.file else []


@dataclass(frozen=True)
class Posting:
    """An HTTP request to our webhook, as the provider would make it. `query` without "?"; `path` "" means the hook."""

    body: bytes
    headers: dict[str, str]
    method: str = "POST"
    query: str = ""
    path: str = ""


@dataclass(frozen=True)
class ApiCall:
    """A request of ours to the provider. `path` is what follows the base, beginning with "/"."""

    method: str
    path: str
    args: dict[str, str]
    headers: dict[str, str]  # names in lower case
    body: bytes
    form: dict[str, str] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)  # of a multipart body


@dataclass(frozen=True)
class Reply:
    """The stand-in's answer; a dict or list becomes JSON."""

    body: dict | list | bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = ""


@dataclass(frozen=True)
class Shown:
    """What appears on the customer's phone."""

    text: str = ""
    files: list[File] = field(default_factory=list)
    parts: list[dict] = field(default_factory=list)
    name: str = ""  # who it is from, where the provider shows it


class Line(Protocol):
    """What the provider remembers of one simulated inbox; the simulator and the tests each bring their own."""

    key: str  # of the inbox: its webhook is {public_url}/hooks/{key}
    webhook: str
    settings: dict  # the inbox's settings, secrets included: the provider knows them too
    base: str  # the address of this provider's stand-in for this inbox

    def show(self, to: str, shown: Shown, *, message_id: str | None = None, once: str | None = None) -> str:
        """Show this on the phone of `to`; returns the provider's id of it. The same `once` again shows nothing new."""

    def store(self, file: File) -> str:
        """Keep a file; returns its id."""

    def load(self, file_id: str) -> File | None:
        """The file of this id."""

    def put(self, name: str, value, seconds: float | None = None) -> None:
        """Remember a JSON value."""

    def get(self, name: str):
        """What was remembered under this name, or None."""

    def append(self, name: str, value) -> int:
        """Add a JSON value to a list; returns its place in it, counted from 0."""

    def items(self, name: str, start: int = 0, count: int = 1000) -> list:
        """A stretch of that list."""

    def post_later(self, posting: Posting, seconds: float = 0.0) -> None:
        """Have the host post this to our webhook, after the call that is being answered."""


Secret = Callable[[str], str]
