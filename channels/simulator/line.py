"""A line: what one simulated provider knows of one inbox. It implements standin.Line over the store."""

import json
import time
import uuid
from collections.abc import Callable

from channels.channel import File
from channels.simulator import phones
from channels.simulator.standin import Posting, Shown
from channels.simulator.store import Store

FILE_SECONDS = 24 * 3600.0
FILES_BYTES = 200 * 2**20  # of all lines together
LONGEST_LIST = 10_000


class KeptLine:
    """`waiting` gathers what shall be posted once the call that is being answered has been answered."""

    def __init__(
        self,
        store: Store,
        kind: str,
        key: str,
        *,
        settings: dict,
        base: str,
        webhook: str,
        now: Callable[[], float] = time.time,
        changed: Callable[[str, str], None] = lambda key, person: None,
    ):
        self.rows, self.kind, self.key = store, kind, key
        self.settings, self.base, self.webhook = settings, base, webhook
        self.now, self.changed = now, changed
        self.waiting: list[tuple[Posting, float]] = []
        self.fresh: list[tuple[str, str]] = []  # what the call that is being answered has shown: to whom, its id
        self.secrets: list[str] = []  # names of settings that are masked on the wire

    def show(self, to: str, shown: Shown, *, message_id: str | None = None, once: str | None = None) -> str:
        """Show this on the phone of `to`; returns the provider's id of it. The same `once` again shows nothing new."""
        if once is not None and (known := phones.shown_once(self, once)):
            self.count("repeated")
            return known
        number = phones.show(self, to, shown, message_id or f"{self.kind}-{uuid.uuid4().hex}", once)
        self.count("shown")
        self.fresh.append((to, number))
        return number

    def store(self, file: File) -> str:
        """Keep a file; returns its id."""
        number, data = uuid.uuid4().hex, file.data or b""
        self.rows.run(
            "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?)",
            number,
            self.key,
            file.filename,
            file.content_type,
            data,
            len(data),
            self.now(),
        )
        self._prune_files()
        return number

    def load(self, file_id: str) -> File | None:
        """The file of this id, while it is kept."""
        rows = self.rows.run(
            "SELECT filename, type, data FROM file WHERE id = ? AND line = ? AND at > ?",
            str(file_id),
            self.key,
            self.now() - FILE_SECONDS,
        )
        return File(rows[0][0], rows[0][1], data=bytes(rows[0][2])) if rows else None

    def put(self, name: str, value, seconds: float | None = None) -> None:
        """Remember a JSON value."""
        until = None if seconds is None else self.now() + seconds
        self.rows.run("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", self.key, name, json.dumps(value), until)

    def get(self, name: str):
        """What was remembered under this name, or None."""
        rows = self.rows.run(
            "SELECT value FROM kept WHERE line = ? AND name = ? AND (until IS NULL OR until > ?)",
            self.key,
            name,
            self.now(),
        )
        return json.loads(rows[0][0]) if rows else None

    def append(self, name: str, value) -> int:
        """Add a JSON value to a list; returns its place in it, counted from 0."""
        place = self.count(f"items:{name}") - 1
        self.rows.run("INSERT INTO item VALUES (?, ?, ?, ?)", self.key, name, place, json.dumps(value))
        self.rows.run(
            "DELETE FROM item WHERE line = ? AND name = ? AND place < ?", self.key, name, place - LONGEST_LIST
        )
        return place

    def items(self, name: str, start: int = 0, count: int = 1000) -> list:
        """A stretch of that list."""
        rows = self.rows.run(
            "SELECT value FROM item WHERE line = ? AND name = ? AND place >= ? ORDER BY place LIMIT ?",
            self.key,
            name,
            start,
            count,
        )
        return [json.loads(value) for (value,) in rows]

    def post_later(self, posting: Posting, seconds: float = 0.0) -> None:
        """Have the host post this to our webhook, after the call that is being answered."""
        self.waiting.append((posting, seconds))

    def count(self, name: str, more: int = 1) -> int:
        """Count one more of these; returns how many there are now."""
        return self.rows.run(
            "INSERT INTO counter VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n RETURNING n",
            self.key,
            name,
            more,
        )[0][0]

    def counted(self, name: str) -> int:
        """How many of these there were."""
        rows = self.rows.run("SELECT n FROM counter WHERE line = ? AND name = ?", self.key, name)
        return rows[0][0] if rows else 0

    def _prune_files(self) -> None:
        self.rows.run("DELETE FROM file WHERE at < ?", self.now() - FILE_SECONDS)
        while self.rows.run("SELECT coalesce(sum(size), 0) FROM file")[0][0] > FILES_BYTES and self.rows.changes(
            "DELETE FROM file WHERE id = (SELECT id FROM file ORDER BY at LIMIT 1)"
        ):
            continue
