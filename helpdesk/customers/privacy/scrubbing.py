"""Scrubbing: what a database keeps of deleted rows is overwritten: its log, its free space, its full-text index."""

import time

import structlog
from sqlalchemy import text

from helpdesk.db import bare, db, transaction

log = structlog.get_logger()
PAGES = 2000  # of the full-text index, merged in one go while nobody else can write
MOST_STEPS = 5000
MOST_TRIES = 100  # five seconds


def scrub() -> None:
    """Leave nothing of deleted rows behind; to be called outside a transaction. Takes its time in small steps."""
    db.session.rollback()
    if db.engine.dialect.name == "sqlite":
        _merge_index()
        _empty_log()
    else:
        bare("VACUUM")


def _empty_log() -> None:
    """Who folds the log at this moment (write_ahead.py) keeps others from emptying it, and SQLite does not wait."""
    for _ in range(MOST_TRIES):
        busy, *_ = bare("PRAGMA wal_checkpoint(TRUNCATE)") or (0,)
        if not busy:
            return
        time.sleep(0.05)
    log.warning("the log is not emptied")


def _merge_index() -> None:
    """The index keeps the words of what was deleted until its parts are merged: negative once, for all of them."""
    changed, pages = _step(-PAGES), PAGES
    for _ in range(MOST_STEPS):
        if changed < 2:
            return
        changed = _step(pages)
    log.warning("the search index is not merged to the end")


@transaction()
def _step(pages: int) -> int:
    connection = db.session.connection()
    before = connection.exec_driver_sql("SELECT total_changes()").scalar()
    connection.execute(
        text("INSERT INTO search_message (search_message, rank) VALUES ('merge', :pages)"), {"pages": pages}
    )
    return connection.exec_driver_sql("SELECT total_changes()").scalar() - before
