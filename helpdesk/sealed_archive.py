"""Sealed archive: a stream of files, encrypted piece by piece with the installation's keys. Cut short or changed
anywhere it does not open: each piece is bound to its archive, its place, and whether it is the last.
"""

import secrets
import struct
from typing import BinaryIO

from cryptography.exceptions import InvalidTag

from helpdesk import crypto

MAGIC = b"HELPDESK-BACKUP-1\n"
PIECE = 2**20


class Damaged(Exception):
    """This is no archive, it is cut short, it was changed, or it was sealed with keys that are not here."""


class Writer:
    """What is written to it lies sealed in the file; close it, or the archive counts as cut short."""

    def __init__(self, file: BinaryIO):
        self._file, self._name, self._at, self._waiting = file, secrets.token_hex(16), 0, bytearray()
        file.write(MAGIC + self._name.encode())

    def write(self, data: bytes) -> int:
        """Add these bytes."""
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._put(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(data)

    def close(self) -> None:
        """The last piece says that it is the last."""
        self._put(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _put(self, piece: bytes, *, last: bool) -> None:
        sealed = crypto.seal(piece, bound_to=_binding(self._name, self._at, last))
        self._file.write(struct.pack(">I?", len(sealed), last) + sealed)
        self._at += 1


class Reader:
    """Reads what a Writer wrote. Raises Damaged."""

    def __init__(self, file: BinaryIO):
        self._file, self._at, self._ready, self._over = file, 0, bytearray(), False
        if file.read(len(MAGIC)) != MAGIC:
            raise Damaged("this is no backup")
        self._name = file.read(32).decode("ascii", "replace")

    def read(self, size: int = -1) -> bytes:
        """The next bytes; fewer only at the end."""
        while not self._over and (size < 0 or len(self._ready) < size):
            self._take()
        size = len(self._ready) if size < 0 else size
        data = bytes(self._ready[:size])
        del self._ready[:size]
        return data

    def _take(self) -> None:
        head = self._file.read(5)
        if len(head) < 5:
            raise Damaged("the backup is cut short")
        length, last = struct.unpack(">I?", head)
        sealed = self._file.read(length) if length < PIECE * 2 else b""
        try:
            self._ready += crypto.unseal(sealed, bound_to=_binding(self._name, self._at, last))
        except (InvalidTag, KeyError, IndexError, ValueError):
            raise Damaged("the backup was changed, or sealed with other keys than HELPDESK_KEYS") from None
        self._at, self._over = self._at + 1, last


def _binding(name: str, at: int, last: bool) -> str:
    return f"backup|{name}|{at}|{int(last)}"
