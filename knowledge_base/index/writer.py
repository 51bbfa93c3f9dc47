"""The writer: brings the index of this machine up to the newest change, or makes it anew. One at a time.

How far it has read is a document of the index, committed with what was read: who is killed in the middle has done
nothing, and the next begins where the last commit ended.
"""

import structlog
from sqlalchemy import select
from whoosh import index
from whoosh.index import LockError

from helpdesk import clock
from helpdesk.db import db, let_go
from knowledge_base import change
from knowledge_base.article import Article
from knowledge_base.index import place
from knowledge_base.index.documents import documents_of
from knowledge_base.index.schema import POSITION, schema

log = structlog.get_logger()
BATCH, PORTION = 200, 500
STUCK = 30.0  # seconds behind while another holds the lock: it will not come back
MEMORY = {"limitmb": 32, "procs": 1}  # more than 32 and Whoosh takes gigabytes on Chinese


def catch_up(wait: float = 2.0) -> int:
    """Index what was changed; returns how many changes were read. Makes the whole index where there is none."""
    at = place.current()
    if at is None:
        return rebuild() or 0
    try:
        return _catch_up(at, wait)
    except LockError:
        if _is_stuck(at):
            log.warning("index locked for too long, made anew beside it")
            return rebuild() or 0
        return 0  # somebody else is at it
    except Exception:
        log.exception("index broken, made anew")
        return rebuild() or 0


def rebuild(told=lambda done: None) -> int | None:
    """Make the index anew from the database while the old one goes on serving; None while another does so."""
    with place.rebuilding() as mine:
        if not mine:
            return None
        at, position = place.fresh(), change.last()
        found = index.create_in(at, schema())
        writer = found.writer(**MEMORY)
        count = 0
        for numbers in _portions():
            for document in documents_of(numbers):
                writer.add_document(**document)
            let_go()  # a look that lasts for minutes would keep SQLite's log from being emptied
            count += len(numbers)
            told(count)
        writer.add_document(key=POSITION, position=position)
        writer.commit(optimize=True)
        place.put_in_place(at)
        return count


def position_of(searcher) -> int:
    """The change up to which this index was brought."""
    found = searcher.document(key=POSITION)
    return found["position"] if found else 0


def behind() -> float:
    """Seconds by which the index of this machine is behind; 0 when it has read everything."""
    at = place.current()
    if at is None:
        oldest = change.oldest_after(0)
    else:
        with index.open_dir(at).searcher() as searcher:
            oldest = change.oldest_after(position_of(searcher))
    return 0.0 if oldest is None else max(0.0, (clock.now() - oldest).total_seconds())


def _catch_up(at, wait: float) -> int:
    found, done = index.open_dir(at), 0
    while True:
        with found.searcher() as searcher:
            position = position_of(searcher)
        if not change.after(position, 1):
            return done
        writer = found.writer(timeout=wait, delay=0.02, **MEMORY)
        try:
            done += _write(writer)
        except BaseException:
            writer.cancel()
            raise


def _write(writer) -> int:
    with writer.searcher() as searcher:  # once more, now that nobody else writes
        position = position_of(searcher)
    changes = change.after(position, BATCH)
    numbers = [article for _, article in changes]
    for number in numbers:
        writer.delete_by_term("article", str(number))
    for document in documents_of(numbers):
        writer.add_document(**document)
    if changes:
        writer.update_document(key=POSITION, position=changes[-1][0])
    writer.commit()
    let_go()
    return len(changes)


def _is_stuck(at) -> bool:
    with index.open_dir(at).searcher() as searcher:
        oldest = change.oldest_after(position_of(searcher))
    return oldest is not None and (clock.now() - oldest).total_seconds() > STUCK


def _portions():
    last = 0
    while numbers := list(
        db.session.scalars(select(Article.id).where(Article.id > last).order_by(Article.id).limit(PORTION))
    ):
        yield numbers
        last = numbers[-1]
