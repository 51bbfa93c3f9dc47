"""The log of erasures: a file beside the backups, so that restoring an older one does not bring anybody back.

One line of JSON an erasure: random row keys and keyed indexes, nothing a person could be recognised by.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

from flask import current_app

from helpdesk.customers.privacy.graves import Grave


def write(key: str, row_keys: list[bytes], graves: list[Grave]) -> None:
    """Add one erasure, and see that it is on the disk. Raises OSError."""
    line = {
        "key": key,
        "people": [one.hex() for one in row_keys],
        "graves": [[scope, inbox_id, index.hex()] for scope, inbox_id, index in graves],
    }
    handle = os.open(path(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a") as file:
        # On a line of its own, whatever a crash or a full disk left of the one before.
        file.write("\n" + json.dumps(line, separators=(",", ":")) + "\n")
        file.flush()
        os.fsync(file.fileno())


def entries(*places: Path) -> Iterator[tuple[str, list[bytes], list[Grave]]]:
    """The erasures in these logs, each once: (key, row keys, graves). A line cut short by a crash is passed over."""
    seen = set()
    for place in places:
        for line in place.read_text().splitlines() if place.exists() else ():
            try:
                said = json.loads(line)
                key, people = said["key"], [bytes.fromhex(one) for one in said["people"]]
                graves = [(scope, inbox_id, bytes.fromhex(index)) for scope, inbox_id, index in said["graves"]]
            except (ValueError, KeyError, TypeError):
                continue
            if key not in seen:
                seen.add(key)
                yield key, people, graves


def path() -> Path:
    """Where this installation's log is."""
    return Path(current_app.config["ERASURE_LOG"])
