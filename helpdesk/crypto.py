"""Sealed columns bound to their row (AES-256-GCM), blind indexes for look-up, and signatures for links."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from sqlalchemy import LargeBinary
from sqlalchemy.orm import mapped_column

from helpdesk import keyring

_ring: keyring.Keyring | None = None
_secret: bytes = b""
_again: Callable[[], str] | None = None


def start(keys: str, secret_key: str, again: Callable[[], str] | None = None) -> None:
    """Take the keys of this installation; called once by the app factory. `again` reads them once more."""
    global _ring, _secret, _again
    _ring, _secret, _again = keyring.parse(keys), secret_key.encode(), again


def seal(plain: bytes, *, bound_to: str) -> bytes:
    """Encrypt; opens only again with the same `bound_to`, so a value moved to another row or column is refused."""
    nonce = secrets.token_bytes(12)
    sealed = _ring.ciphers[_ring.current].encrypt(nonce, plain, bound_to.encode())
    return head_of(_ring.current) + nonce + sealed


def unseal(envelope: bytes, *, bound_to: str) -> bytes:
    """Decrypt what seal() made. Raises cryptography's InvalidTag if it was changed or moved, or its key is not here."""
    end = 2 + envelope[1]
    cipher = _cipher(envelope[2:end].decode())
    return cipher.decrypt(envelope[end : end + 12], envelope[end + 12 :], bound_to.encode())


def sealed_with(envelope: bytes) -> str:
    """The name of the key that this was sealed with."""
    return envelope[2 : 2 + envelope[1]].decode()


def present_key() -> str:
    """The name of the key that seals from now on."""
    return _ring.current


def key_names() -> list[str]:
    """All keys that open."""
    return list(_ring.keys)


def head_of(name: str) -> bytes:
    """What everything that was sealed with this key begins with."""
    return bytes([1, len(name.encode())]) + name.encode()


def blind(column: str, value: str) -> bytes:
    """A 16-byte keyed index of a normalised value: equal values of one column are equal, nothing else shows."""
    return hmac.digest(_ring.index, f"{column}|{value}".encode(), hashlib.sha256)[:16]


def _cipher(name: str):
    """Of this key. A key that was added while this process runs is looked for once where the keys are kept."""
    if name not in _ring.ciphers and _again is not None:
        start(_again(), _secret.decode(), _again)
    if name not in _ring.ciphers:
        raise InvalidTag
    return _ring.ciphers[name]


def link(before: bytes, text: str) -> bytes:
    """The 32-byte keyed mark of an entry in a chain: of what it says and of the mark before it."""
    return hmac.digest(_ring.index, b"chain|" + before + text.encode(), hashlib.sha256)


def sign(purpose: str, text: str) -> str:
    """A 256-bit signature in hex, of this text for this purpose only."""
    return hmac.new(_secret, f"{purpose}|{text}".encode(), hashlib.sha256).hexdigest()


def signed(purpose: str, text: str, signature: str) -> bool:
    """Whether the signature is right; takes the same time for every wrong one."""
    return hmac.compare_digest(sign(purpose, text).encode(), signature.encode())


def purpose_key(purpose: str) -> bytes:
    """A 32-byte key of its own for one purpose, derived from SECRET_KEY."""
    return hmac.digest(_secret, f"key|{purpose}".encode(), hashlib.sha256)


def row_key_column():
    """The column that seals of a row are bound to: random, never changed, independent of the row's number."""
    return mapped_column(LargeBinary(16), nullable=False, default=lambda: secrets.token_bytes(16))


class Sealed:
    """An attribute whose value lies encrypted in the column named, as JSON, bound to table, column and row.

    The model needs a `row_key` column made by row_key_column(). None stays NULL.
    """

    def __init__(self, column: str):
        self.column = column

    def __get__(self, row, owner=None):
        if row is None:
            return self
        return self.opened(row.__tablename__, row.row_key, getattr(row, self.column))

    def __set__(self, row, value):
        if row.row_key is None:
            row.row_key = secrets.token_bytes(16)
        setattr(row, self.column, self.envelope(row.__tablename__, row.row_key, value))

    def opened(self, table: str, row_key: bytes, envelope: bytes | None):
        """The value that lies in this column, of a row of which no more than that was read."""
        if envelope is None:
            return None
        return json.loads(unseal(envelope, bound_to=self._binding(table, row_key)))

    def envelope(self, table: str, row_key: bytes, value) -> bytes | None:
        """The value as it lies in the column, in the row of this key; for rows that are written many at once."""
        if value is None:
            return None
        return seal(json.dumps(value, ensure_ascii=False).encode(), bound_to=self._binding(table, row_key))

    def _binding(self, table: str, row_key: bytes) -> str:
        return f"{table}|{self.column}|{row_key.hex()}"


def sealed_column():
    """The column below a Sealed attribute."""
    return mapped_column(LargeBinary, nullable=True)
