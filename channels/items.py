"""What arrives: the provider's request, and the items that an adapter makes of it."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Request:
    """A provider's HTTP request as it came, body untouched."""

    method: str
    url: str  # made from PUBLIC_URL, never from a proxy's headers
    headers: dict[str, str]  # names in lower case
    args: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class File:
    """A file of a message: its bytes, or `fetch` (arguments for the adapter's `fetch(settings, **fetch)`)."""

    filename: str
    content_type: str = "application/octet-stream"
    data: bytes | None = None
    fetch: dict | None = None
    content_id: str | None = None
    inline: bool = False
    url: str | None = None  # of a file of ours on its way out: who has this address may read it for a week


@dataclass
class Inbound:
    """One message of a customer, in no provider's words. `external_id` makes it arrive once."""

    external_id: str
    address_kind: str  # the kind of identity: email, phone, visitor, user_id, telegram, …
    address: str
    text: str = ""
    name: str = ""
    at: datetime | None = None
    verified: bool = True  # the channel vouches for the address
    refused: bool = False  # it is known to be forged
    how: str = "channel"
    subject: str | None = None
    html: str | None = None
    reply_text: str | None = None
    language: str | None = None
    files: list[File] = field(default_factory=list)
    conversation: str | None = None
    ticket_id: int | None = None  # proven by a signed token, or chosen by whom it belongs to
    answers: int | None = None  # the number of a message of ours that it provably answers
    references: list[str] = field(default_factory=list)  # external ids that this one answers
    number: int | None = None  # a ticket number that it names
    is_auto: bool = False
    client_id: str | None = None
    trust: str | None = None  # proven, unverified, or None where nobody can say
    envelope: dict | None = None
    cc: list[str] = field(default_factory=list)  # honoured only from a proven sender
    also_claims: dict[str, str] = field(default_factory=dict)  # further addresses the writer says are theirs
    values: dict = field(default_factory=dict)  # for a new ticket: priority, type, fields, …
    also_proves: dict[str, str] = field(default_factory=dict)  # further addresses the channel vouches for: {"phone": …}
    # What is no text and no file, each a dict with `type`: location (latitude, longitude, name, address), sticker
    # (emoji, name), contact (name, phones), button (title, payload), product, … Shown by `text` where nobody knows it.
    parts: list[dict] = field(default_factory=list)


@dataclass(frozen=True)
class Receipt:
    """What became of a message of ours. state: sent, delivered, read, failed."""

    external_id: str
    state: str
    at: datetime | None = None
    error: str | None = None


@dataclass(frozen=True)
class Edit:
    """The customer changed (`text`) or took back (None) what they wrote."""

    external_id: str
    text: str | None
    at: datetime | None = None


@dataclass(frozen=True)
class Reaction:
    """The customer put an emoji on a message, theirs or ours (`external_id`), or took it off (None)."""

    external_id: str
    emoji: str | None
    at: datetime | None = None


@dataclass(frozen=True)
class Consent:
    """The customer wants nothing more from us there (STOP, unfollow, block), or wants it again."""

    address_kind: str
    address: str
    stopped: bool
    at: datetime | None = None
    word: str = ""  # what they did: STOP, unsubscribe, blocked


@dataclass
class Call:
    """What happened to a phone call; `call_id` and `event` together arrive once, in any order.

    event: ringing, answered, ended, recording, voicemail. `seconds` is how long they spoke.
    """

    call_id: str
    event: str
    direction: str  # in, out
    address: str  # the customer's number, or "" when it is withheld
    line: str = ""  # our number
    agent: str = ""  # who picked up, as the telephone system names them: an e-mail address or an extension
    cause: str = ""  # answered, missed, busy, cancelled, failed
    seconds: int | None = None
    name: str = ""
    at: datetime | None = None
    files: list[File] = field(default_factory=list)


@dataclass(frozen=True)
class Memory:
    """What the adapter wants to find again in `inbox.state`; committed together with the items beside it."""

    values: dict


@dataclass(frozen=True)
class Pull:
    """The provider only says that there is something: `poll` is woken. `values` go into `inbox.state` first."""

    values: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Broken:
    """A part of the request that cannot be read: the rest is taken in, the whole kept as a dead letter."""

    why: str
    raw: str = ""
