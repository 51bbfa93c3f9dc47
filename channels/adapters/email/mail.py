"""What reading a mail gives: plain data, the same for every mailer's habits."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import md5, sha256

from channels.adapters.email.headers import Headers

Pair = tuple[str, str]


@dataclass(frozen=True)
class Attachment:
    """One file that came with a mail."""

    filename: str
    content_type: str
    data: bytes = field(repr=False)
    content_id: str = ""
    inline: bool = False

    @property
    def size(self) -> int:
        return len(self.data)

    @cached_property
    def md5(self) -> str:
        return md5(self.data, usedforsecurity=False).hexdigest()


@dataclass(frozen=True)
class Mail:
    """One mail, read. `text` is all of it, `reply` what was written this time; pairs are (name, address)."""

    headers: Headers = field(default_factory=Headers, repr=False)
    from_email: str = ""
    from_name: str = ""
    to: tuple[Pair, ...] = ()
    cc: tuple[Pair, ...] = ()
    reply_to: tuple[Pair, ...] = ()
    subject: str = ""
    text: str = ""
    html: str = ""
    reply: str = ""
    quoted: str = ""
    signature: str = ""
    attachments: tuple[Attachment, ...] = ()
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    date: datetime | None = None
    is_auto: bool = False  # no machine may answer this
    is_auto_reply: bool = False  # a machine answered us: nobody waits for an answer
    is_bounce: bool = False
    bounced_message_ids: tuple[str, ...] = ()
    bounced_addresses: tuple[str, ...] = ()
    bounce_reason: str = ""
    bounce_is_final: bool = True
    list_id: str = ""
    delivered_to: tuple[str, ...] = ()
    fingerprint: str = ""

    @property
    def key(self) -> str:
        """What makes this mail once in an inbox: its Message-ID, else a hash of all its bytes."""
        return self.message_id or self.fingerprint


def fingerprint(raw: bytes) -> str:
    """A name for exactly these bytes."""
    return "sha256:" + sha256(raw).hexdigest()
