"""One folder of an IMAP server: which mails are new, their bytes, and the mark that says they are kept."""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from imap_tools import A, BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted

from channels.adapters.email import options

SECONDS = 30
LARGEST = 60 * 2**20
INTERNAL_DATE = re.compile(rb'INTERNALDATE "([^"]+)"')
UID = re.compile(rb"\bUID (\d+)")
SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class Unreachable(Exception):
    """The server cannot be reached, or does not let us in; the text says which."""


@dataclass(frozen=True)
class Found:
    """One mail on the server."""

    uid: int
    raw: bytes
    received_at: datetime | None


@contextmanager
def connected(settings: dict) -> Iterator[BaseMailBox]:
    """A signed-in connection, closed afterwards. Raises Unreachable."""
    box = _connect(settings)
    try:
        yield box
    finally:
        try:
            box.logout()
        except (imaplib.IMAP4.error, OSError):
            box.client.shutdown()


def _connect(settings: dict) -> BaseMailBox:
    host, security = settings["imap_host"], options.security(settings, "imap")
    place = {"host": host, "port": options.port(settings, "imap"), "timeout": SECONDS}
    try:
        if security == "ssl":
            box: BaseMailBox = MailBox(ssl_context=ssl.create_default_context(), **place)
        elif security == "starttls":
            box = MailBoxStartTls(ssl_context=ssl.create_default_context(), **place)
        else:
            box = MailBoxUnencrypted(**place)
    except (imaplib.IMAP4.error, OSError) as error:
        raise Unreachable(f"the IMAP server at {host} cannot be reached: {error}") from error
    try:
        return box.login(*options.login(settings, "imap"), initial_folder=None)
    except Exception as error:  # whatever the server says: we are not in
        box.client.shutdown()
        raise Unreachable(f"the IMAP server at {host} does not accept the user or password") from error


def open_folder(box: BaseMailBox, name: str) -> tuple[int, int]:
    """Enter the folder: (UIDVALIDITY, the number its next mail will get)."""
    status = box.folder.status(name, ["UIDVALIDITY", "UIDNEXT"])
    box.folder.set(name)
    return status["UIDVALIDITY"], status["UIDNEXT"]


def unseen(box: BaseMailBox) -> list[int]:
    """Mails that nobody has marked as read."""
    return _numbers(box.uids(A(seen=False)))


def from_number(box: BaseMailBox, first: int) -> list[int]:
    """Mails with this number or a higher one, read or not: somebody may have opened them in another program."""
    # A server answers "n:*" with its last mail even if that is older.
    return [uid for uid in _numbers(box.uids(A(uid=f"{first}:*"))) if uid >= first]


def since(box: BaseMailBox, day: date) -> list[int]:
    """Mails that arrived on that day or later."""
    return _numbers(box.uids(A(date_gte=day)))


def sizes(box: BaseMailBox, uids: list[int]) -> dict[int, int]:
    """How many bytes each of these mails has; those that are gone are missing."""
    _, answer = box.client.uid("fetch", _set(uids), "(RFC822.SIZE)")
    heads = [part if isinstance(part, bytes) else part[0] for part in answer or () if part]
    return {
        int(UID.search(head)[1]): int(SIZE.search(head)[1]) for head in heads if UID.search(head) and SIZE.search(head)
    }


def fetch(box: BaseMailBox, uids: list[int]) -> list[Found]:
    """These mails, without marking them; those that are gone are missing. A giant's end is left on the server."""
    _, answer = box.client.uid("fetch", _set(uids), f"(UID INTERNALDATE BODY.PEEK[]<0.{LARGEST}>)")
    found: list[list[bytes]] = []
    for part in answer or ():
        if isinstance(part, tuple):
            found.append(list(part))
        elif part and found:  # what the server says behind the mail's bytes
            found[-1][0] += b" " + part
    return [Found(int(UID.search(head)[1]), raw, _instant(INTERNAL_DATE.search(head))) for head, raw in found]


def mark_kept(box: BaseMailBox, uids: list[int]) -> None:
    """Say on the server that these mails have been taken in."""
    typ, answer = box.client.uid("store", _set(uids), "+FLAGS.SILENT", r"(\Seen)")
    if typ != "OK":
        raise Unreachable(f"the IMAP server lets nobody mark mail as read: {answer!r}"[:300])


def _set(uids: list[int]) -> str:
    return ",".join(map(str, uids))


def can_idle(box: BaseMailBox) -> bool:
    """Whether the server tells by itself that mail has come; many say so only after the sign-in."""
    _, answer = box.client.capability()
    return b"IDLE" in b" ".join(answer or []).upper().split()


def _numbers(uids: list[str]) -> list[int]:
    return sorted(int(uid) for uid in uids)


def _instant(found: re.Match | None) -> datetime | None:
    try:
        return parsedate_to_datetime(found[1].decode("ascii")).astimezone(UTC) if found else None
    except (ValueError, TypeError, UnicodeDecodeError):
        return None
