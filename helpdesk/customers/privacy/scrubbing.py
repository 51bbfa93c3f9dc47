"""Scrubbing: what a database keeps of deleted rows is overwritten: its log, its free space, its full-text index."""

import structlog
from sqlalchemy import text

from helpdesk.db import bare, db, transaction

log = structlog.get_logger()
PAGES = 2000  # of the full-text index, merged in one go while nobody else can write
MOST_STEPS = 5000


def scrub() -> None:
    """Leave nothing of deleted rows behind; to be called outside a transaction. Takes its time in small steps."""
    db.session.rollback()
    if db.engine.dialect.name == "sqlite":
        _merge_index()
        bare("PRAGMA wal_checkpoint(TRUNCATE)")
    else:
        bare("VACUUM")


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
