"""Graves: what was erased is remembered by keyed indexes alone; asked when something comes that may be a duplicate."""

from collections.abc import Iterable

from sqlalchemy import bindparam, select

from helpdesk.crypto import blind
from helpdesk.customers.privacy.tombstone import Tombstone
from helpdesk.db import db
from helpdesk.hot import Look

MESSAGE, CALL, PERSON = "message", "call", "person"
Grave = tuple[str, int, bytes]  # scope, inbox (0: none), index
_BURIED = Look(
    select(Tombstone.id).where(
        Tombstone.scope == bindparam("scope"),
        Tombstone.inbox_id == bindparam("inbox"),
        Tombstone.index == bindparam("index"),
    )
)


def buried(scope: str, inbox_id: int, index: bytes) -> bool:
    """Whether this was erased."""
    return _BURIED.first(scope=scope, inbox=inbox_id, index=index) is not None


def message_grave(index: bytes, checksum: str | None = None) -> bytes:
    """The index of a message's grave. Where several messages share a name the checksum tells them apart."""
    return blind("tombstone.message", f"{index.hex()}|{checksum or ''}")


def person_grave(row_key: bytes) -> bytes:
    """The index of a person's grave: made of the random key of their row, not of anything they are called by."""
    return blind("tombstone.person", row_key.hex())


def bury(graves: Iterable[Grave]) -> int:
    """Keep these; inside a transaction. What is buried already stays. Returns how many were new."""
    fresh = 0
    for scope, inbox_id, index in graves:
        if not buried(scope, inbox_id, index):
            db.session.add(Tombstone(scope=scope, inbox_id=inbox_id, index=index))
            db.session.flush()
            fresh += 1
    return fresh
