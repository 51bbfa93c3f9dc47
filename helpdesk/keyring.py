"""The keys that seal data and index it blindly; the first key seals, all of them open."""

import base64
import secrets
from dataclasses import dataclass
from functools import cached_property

from cryptography.hazmat.primitives.ciphers.aead import AESGCM


@dataclass(frozen=True)
class Keyring:
    """Named 32-byte keys in order (the first seals) and the key of the blind indexes, which never rotates."""

    keys: dict[str, bytes]
    index: bytes

    @cached_property
    def current(self) -> str:
        return next(iter(self.keys))

    @cached_property
    def ciphers(self) -> dict[str, AESGCM]:
        return {name: AESGCM(key) for name, key in self.keys.items()}


def new() -> str:
    """A fresh key ring in the form of HELPDESK_KEYS."""
    return f"k1:{_encoded(secrets.token_bytes(32))},index:{_encoded(secrets.token_bytes(32))}"


def parse(text: str) -> Keyring:
    """Read HELPDESK_KEYS. Raises ValueError saying what is wrong, never showing a key."""
    keys = {}
    for part in filter(None, (p.strip() for p in text.split(","))):
        name, _, encoded = part.partition(":")
        try:
            keys[name] = base64.b64decode(encoded, validate=True)
        except ValueError:
            raise ValueError(f"HELPDESK_KEYS: the key named {name!r} is not base64") from None
        if len(keys[name]) != 32 or len(name.encode()) > 16:
            raise ValueError(f"HELPDESK_KEYS: {name!r} needs a name of at most 16 bytes and 32 bytes of key")
    index = keys.pop("index", None)
    if not keys or index is None:
        raise ValueError("HELPDESK_KEYS needs one key at least and one named index")
    return Keyring(keys, index)


def with_another(text: str) -> str:
    """The same ring with a fresh key in front, which seals from now on; the others still open."""
    names = parse(text).keys
    number = next(number for number in range(1, len(names) + 2) if f"k{number}" not in names)
    return f"k{number}:{_encoded(secrets.token_bytes(32))},{text.strip()}"


def without(text: str, name: str) -> str:
    """The same ring without this key. Raises ValueError where it is not in it, or is the one that seals."""
    ring = parse(text)
    if name not in ring.keys or name == ring.current:
        raise ValueError(f"{name!r} is not one of the keys that only open")
    return ",".join(part for part in text.split(",") if part.strip().partition(":")[0] != name)


def _encoded(key: bytes) -> str:
    return base64.b64encode(key).decode()
