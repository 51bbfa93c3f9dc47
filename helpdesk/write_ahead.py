"""SQLite's log: folded into the database beside those who write, so that none of their commits has to do it.

By itself SQLite leaves that to the commit that makes the log too long, with everybody who writes waiting behind it.
"""

import sqlite3
import threading

import structlog
from flask import Flask

from helpdesk.engine import db, file_beside
from helpdesk.turn import my_turn

log = structlog.get_logger()
EVERY = 0.25  # seconds
LONG = 1500  # pages of the log, 6 MB: then it shall begin anew
AGAIN = 5.0  # seconds until it is tried again where something failed


def keep_short(app: Flask, stop: threading.Event) -> None:
    """The loop: fold what has come, until `stop`. Other databases look after themselves."""
    with app.app_context():
        path, database = file_beside("turn"), db.engine.url.database
    if path is None:
        stop.wait()
        return
    connection = sqlite3.connect(database, timeout=5, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA wal_autocheckpoint=0")
        while not stop.is_set():
            stop.wait(EVERY if _fold(connection, path) else AGAIN)
    finally:
        connection.close()


def _fold(connection: sqlite3.Connection, path: str) -> bool:
    """Most of it while others go on writing; the rest, and no more, in the turn to write, or it would never be all."""
    try:
        if _folded(connection) >= LONG:
            with my_turn(path):
                _folded(connection)
    except (sqlite3.Error, OSError) as error:  # no room, or the database is being restored: commits do it meanwhile
        log.warning("the database's log was not folded", error=type(error).__name__)
        return False
    return True


def _folded(connection: sqlite3.Connection) -> int:
    """How many pages the log holds, all of which are in the database now but those that somebody has yet to read."""
    _busy, pages, _done = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    return pages
