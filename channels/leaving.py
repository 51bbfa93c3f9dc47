"""What leaves: one answer as plain values, and what became of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from channels.items import File


@dataclass(frozen=True)
class Outbound:
    """One answer of ours on its way. `key` is the same at every try (for providers that deduplicate)."""

    key: str
    message_id: int
    ticket_id: int
    address_kind: str
    address: str
    text: str
    html: str | None = None
    subject: str = ""
    name: str = ""
    author: str = ""
    language: str = "en"
    is_auto: bool = False
    cc: list[str] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    envelope: dict = field(default_factory=dict)  # of the message that is answered: message_id, references, …
    parts: list[dict] = field(default_factory=list)  # as in Inbound; `buttons`: {"type": "buttons", "buttons": [title]}
    template: dict | None = None  # an approved template instead of text: {"name", "language", "values": [str]}
    hook: str = ""  # our address of this inbox, for providers that are told with each message where to report to
    progress: dict = field(default_factory=dict)  # what an earlier try said by `took`
    took: Callable[[dict], None] = field(default=lambda progress: None, compare=False, repr=False)  # committed at once


@dataclass(frozen=True)
class Sent:
    """The provider took it. `external_id` is its name for it; `state` sent or, where it is known at once, delivered.

    `parts`: the names of all messages that it became, where the provider tells of each by itself.
    """

    external_id: str | None = None
    state: str = "sent"
    envelope: dict | None = None
    parts: list[str] = field(default_factory=list)


class Later(Exception):
    """Not now: try again after `seconds` (None: the usual back-off). Nothing was sent, or only what `took` was told."""

    def __init__(self, why: str, seconds: float | None = None):
        super().__init__(why)
        self.seconds = seconds


class Refused(Exception):
    """Never: the provider or the address refuses; the text is shown to the agent."""


class Stopped(Refused):
    """Refused because the customer has blocked us or opted out: kept as their Consent, too."""


class Unsure(Exception):
    """The connection broke after the message was handed over: it may have been sent.

    `again` says whether it is safe to send it again; None: as the capabilities say.
    """

    def __init__(self, why: str = "", again: bool | None = None):
        super().__init__(why)
        self.again = again
