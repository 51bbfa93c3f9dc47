"""What the stand-ins remember, in an SQLite file of their own: all processes see it, and a restart keeps it."""

import os
import sqlite3
import threading
from pathlib import Path

_TABLES = """
CREATE TABLE IF NOT EXISTS kept (line TEXT, name TEXT, value TEXT, until REAL, PRIMARY KEY (line, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS item (line TEXT, name TEXT, place INTEGER, value TEXT, PRIMARY KEY (line, name, place))
  WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS counter (line TEXT, name TEXT, n INTEGER, PRIMARY KEY (line, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS file (id TEXT PRIMARY KEY, line TEXT, filename TEXT, type TEXT, data BLOB, size INTEGER,
  at REAL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ix_file_at ON file (at);
CREATE TABLE IF NOT EXISTS entry (number INTEGER PRIMARY KEY AUTOINCREMENT, line TEXT, person TEXT, side TEXT,
  id TEXT, once TEXT, at REAL, changed INTEGER, data TEXT);
CREATE UNIQUE INDEX IF NOT EXISTS ux_entry_id ON entry (line, id, side);
CREATE UNIQUE INDEX IF NOT EXISTS ux_entry_once ON entry (line, once) WHERE once IS NOT NULL;
CREATE INDEX IF NOT EXISTS ix_entry_phone ON entry (line, person, number);
CREATE TABLE IF NOT EXISTS wire (number INTEGER PRIMARY KEY AUTOINCREMENT, line TEXT, at REAL, data TEXT);
CREATE INDEX IF NOT EXISTS ix_wire_line ON wire (line, number);
CREATE TABLE IF NOT EXISTS person (line TEXT, id TEXT, data TEXT, PRIMARY KEY (line, id)) WITHOUT ROWID;
"""


class Store:
    """One connection for each process; every statement is a transaction of its own."""

    def __init__(self, path: str | os.PathLike):
        self.path = Path(path)
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._pid = 0

    def run(self, statement: str, *values) -> list[tuple]:
        """The rows of this statement."""
        with self._lock:
            return self._connected().execute(statement, values).fetchall()

    def changes(self, statement: str, *values) -> int:
        """How many rows this statement changed."""
        with self._lock:
            return self._connected().execute(statement, values).rowcount

    def forget(self) -> None:
        """Empty it: phones, wires, memories."""
        for table in ("kept", "item", "counter", "file", "entry", "wire", "person"):
            self.run(f"DELETE FROM {table}")

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection is not None and self._pid == os.getpid():
                self._connection.close()
            self._connection = None

    def _connected(self) -> sqlite3.Connection:
        # A connection that was opened before a fork belongs to the parent.
        if self._connection is None or self._pid != os.getpid():
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._connection = sqlite3.connect(self.path, timeout=30, check_same_thread=False, isolation_level=None)
            self._pid = os.getpid()
            for pragma in ("journal_mode=WAL", "synchronous=OFF", "busy_timeout=30000"):
                self._connection.execute(f"PRAGMA {pragma}")
            self._connection.executescript(_TABLES)
        return self._connection
