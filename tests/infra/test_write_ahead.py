"""The log of SQLite is folded beside those who write, and begins anew before a commit would have to see to it."""

import os
import sqlite3
import threading

from sqlalchemy import text

from helpdesk import write_ahead
from helpdesk.db import db, transaction
from helpdesk.engine import file_beside
from tests.support.eventually import eventually

ENOUGH = 12  # times 640 pages: more than a commit would leave lying


def write_much() -> None:
    with transaction():
        db.session.execute(text("INSERT INTO write_much VALUES (:blob)"), {"blob": bytes(640 * 4096)})


def test_the_log_begins_anew_though_much_is_written(app):
    path, log = file_beside("turn"), f"{db.engine.url.database}-wal"
    with transaction():
        db.session.execute(text("CREATE TABLE write_much (blob BLOB)"))
    connection = sqlite3.connect(db.engine.url.database, isolation_level=None)
    for _ in range(ENOUGH):
        write_much()
        assert write_ahead._fold(connection, path)
    connection.close()
    assert os.path.getsize(log) < 2 * write_ahead.LONG * 4096


def test_the_loop_folds_until_it_is_stopped(app):
    stop = threading.Event()
    with transaction():
        db.session.execute(text("CREATE TABLE write_much (blob BLOB)"))
    write_much()
    loop = threading.Thread(target=write_ahead.keep_short, args=(app, stop))
    loop.start()
    try:
        eventually(_is_folded, within=30)
    finally:
        stop.set()
        loop.join(20)
    assert not loop.is_alive()


def _is_folded() -> bool:
    # Opened so, SQLite looks into no log.
    beside = sqlite3.connect(f"file:{db.engine.url.database}?immutable=1", uri=True)
    try:
        return beside.execute("SELECT count(*) FROM write_much").fetchone()[0] == 1
    except sqlite3.Error:
        return False
    finally:
        beside.close()
