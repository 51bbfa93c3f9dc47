"""The whole contract between the helpdesk and a channel. An adapter is one module in channels/adapters.

It says `kind`, `label` ({"en": …, "zh": …}), `settings`, `capabilities`, and has these functions; all but `send` and
`poll` are pure, none touches the database:

- `verify(request: Request, settings: dict) -> bool`: is this really the provider? Constant time, over the raw body.
- `parse(request: Request, settings: dict) -> list`: what it says, as Inbound, Receipt, Edit, Reaction, Consent, Call,
  Memory or Pull. ValueError if nothing can be made of it; the raw request is then kept as a dead letter. One item of
  a batch that cannot be read is a Broken: the others are taken in, the request is kept for that one. Read JSON
  and XML by channels.reading, whose Malformed (deep, broken, DOCTYPE) is answered 400 and keeps nothing.
- `once(request: Request, settings: dict) -> str | None`: where the signature does not cover the body, what it does
  cover (time and nonce): another body under the same is refused like a bad signature. Optional.
- `account(settings: dict) -> channels.access_tokens.Account`: whose access token is renewed before it ends. Optional.
- `answer(request: Request, settings: dict) -> tuple[int, str, str] | None`: what the provider wants to hear instead of
  an empty 200 (status, content type, body); a handshake (GET) is answered here too. Optional.
- `send(outbound: Outbound, settings: dict) -> Sent`: hand one message to the provider, within 60 s. Raises Later
  (nothing was sent), Refused or Unsure; any other error counts as Unsure. Where one answer takes several calls, each
  that succeeded is told to `outbound.took(progress)`; the next try finds it in `outbound.progress` and goes on there.
- `poll(inbox)`: fetch what has come, give each to channels.arrive, only then tell the provider. Optional.
- `listen(inbox, stop: threading.Event)`: keep a connection and take in what comes at once, until `stop` is set or the
  connection breaks (raise, or return: it is called again). Optional; `poll` then comes only now and then.
- `check(settings: dict) -> list[tuple[str, str] | str]`: try the connection and say what is wrong with these settings,
  in plain words, as (English, Chinese). Optional.
- `connect(settings: dict, webhook: str) -> None`: tell the provider where to post to, for those that have an API for
  it; called before `check` when an admin tests the inbox. Refused says what is wrong. Optional.
- `steps: list[tuple[str, str]]`: what to do on the provider's side to connect it, a line each, as (English, Chinese);
  `{webhook}` stands for our address and `{setting_name}` for the value of a setting that is no secret. Optional.
- `fetch(settings: dict, **how) -> File`: the bytes of a file that a message only named (`File.fetch`), done by a job
  after the message is stored; through channels.fetching, never by a bare request. Optional.
- `expires_at(settings: dict) -> datetime | None`: when the provider's token ends, where that is known. Optional.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta


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

    def label(self, language: str) -> str:
        """What the field is called."""
        return _in(language, self.title) or self.name.replace("_", " ").capitalize()

    def hint(self, language: str) -> str:
        """What to put into it, and where to find that."""
        return _in(language, self.help)


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
    """One item of a batch that nobody can read; the whole request is kept as a dead letter, the others are taken in."""

    why: str


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
    progress: dict = field(default_factory=dict)  # what an earlier try said by `took`
    took: Callable[[dict], None] = field(default=lambda progress: None, compare=False, repr=False)  # committed at once


@dataclass(frozen=True)
class Sent:
    """The provider took it. `external_id` is its name for it; `state` sent or, where it is known at once, delivered."""

    external_id: str | None = None
    state: str = "sent"
    envelope: dict | None = None


class Later(Exception):
    """Not now: try again after `seconds` (None: the usual back-off). Nothing was sent."""

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


Adapter = object  # a module as described above
Poll = Callable
