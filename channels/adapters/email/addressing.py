"""Addresses and Message-IDs that prove by themselves which ticket an answer belongs to.

An HMAC of 128 bits stands in each: nobody can make one for another ticket, and guessing is hopeless.
"""

import base64
import hashlib
import hmac
import re
from datetime import UTC, date, datetime

MESSAGE_ID = re.compile(r"<(\d{1,15})\.(\d{1,15})\.([a-z2-7]{26})@[^<>\s@]{1,255}>", re.I)
TOKEN = re.compile(r"([a-z])([0-9a-z]{1,10})-([0-9a-z]{1,5})-([a-z2-7]{26})", re.I)
SUBJECT_NUMBER = re.compile(r"\[(?:#|ticket\s?#|工单\s?#|工单号?[:：]?\s?)(\d{1,12})\]", re.I)
EPOCH = date(2020, 1, 1)
MOST_DAYS = 730
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def message_id(ticket: int, message: int, domain: str, key: bytes) -> str:
    """The Message-ID of an answer: the same at every try, so that a mail sent twice is one mail."""
    return f"<{ticket}.{message}.{_mac(key, 'message-id', ticket, message)}@{domain}>"


def read_message_id(text: str, key: bytes) -> tuple[int, int] | None:
    """(ticket, message) of a Message-ID that we made, else None."""
    found = MESSAGE_ID.fullmatch(text.strip())
    if not found:
        return None
    ticket, message = int(found[1]), int(found[2])
    return (ticket, message) if _same(found[3], _mac(key, "message-id", ticket, message)) else None


def reply_address(address: str, ticket: int, kind: str, key: bytes, at: datetime | None = None) -> str:
    """Our address with a token for one ticket and one kind of receiver (c: customer, a: agent, o: others)."""
    local, _, domain = address.rpartition("@")
    day = ((at or datetime.now(UTC)).date() - EPOCH).days
    token = f"{kind}{_base36(ticket)}-{_base36(day)}-{_mac(key, 'reply', kind, ticket, day)}"
    return f"{local}+{token}@{domain}"


def read_reply_address(address: str, own: str, kind: str, key: bytes, as_of: datetime | None = None) -> int | None:
    """The ticket whose token this address of ours carries, if it is genuine, of this kind and not too old."""
    local, _, domain = address.strip().rpartition("@")
    base, _, token = local.partition("+")
    own_local, _, own_domain = own.rpartition("@")
    found = TOKEN.fullmatch(token)
    if not found or (base.lower(), domain.lower()) != (own_local.lower(), own_domain.lower()):
        return None
    ticket, day = int(found[2], 36), int(found[3], 36)
    genuine = _same(found[4], _mac(key, "reply", found[1].lower(), ticket, day))
    age = ((as_of or datetime.now(UTC)).date() - EPOCH).days - day
    return ticket if genuine and found[1].lower() == kind and -2 <= age <= MOST_DAYS else None


def numbered(subject: str, ticket: int) -> str:
    """The subject with the ticket's number in it, once."""
    return subject if number_in(subject) == ticket else f"{subject} [#{ticket}]".strip()


def number_in(subject: str) -> int | None:
    """The ticket number that a subject names; a claim, never a proof."""
    found = SUBJECT_NUMBER.search(subject[:2000])
    return int(found[1]) if found else None


def _mac(key: bytes, *parts) -> str:
    """128 bits in letters that survive being changed to lower or upper case on the way."""
    digest = hmac.digest(key, "|".join(map(str, parts)).encode(), hashlib.sha256)[:16]
    return base64.b32encode(digest).decode().rstrip("=").lower()


def _same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.lower().encode(), right.encode())


def _base36(number: int) -> str:
    out = ""
    while number:
        number, digit = divmod(number, 36)
        out = DIGITS[digit] + out
    return out or "0"
