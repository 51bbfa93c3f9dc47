"""Indexing: what was written, changed or taken back is noted in the same transaction and indexed a moment later."""

from datetime import datetime

from sqlalchemy import delete, func, insert, literal, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import BigId, Row, db, id_column, transaction
from helpdesk.hot import write
from tickets import search_index
from tickets.attachment import Attachment
from tickets.message import Message
from tickets.ticket import Ticket

BATCH = 200


class SearchTodo(Row):
    """This message is to be indexed anew. The rows are the queue; a message may stand in it more than once."""

    __tablename__ = "search_todo"
    id: Mapped[int] = id_column()
    message_id: Mapped[int] = mapped_column(BigId)
    at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)


def note_message(event) -> None:
    """The `now` reaction to whatever changes what a message says."""
    write(SearchTodo(message_id=event.message_id))


def note_subject(event) -> None:
    """The `now` reaction to a new subject, and to a split: every message carries the subject of its ticket."""
    _note(Message.origin_ticket_id == event.data.get("into", event.ticket_id))


@transaction()
def note_all() -> None:
    """Have every message indexed anew, a little later: after rows were written past the verbs."""
    db.session.flush()
    _note(Message.id.is_not(None))


def catch_up(_event) -> None:
    """The `together` reaction: everything is indexed that waits."""
    index_waiting()


def index_waiting(as_of: datetime | None = None, limit: int = 50_000) -> int:
    """Index what is waiting; returns how many notes were worked off. Words are cut before the lock is taken."""
    done, found = 0, BATCH
    while found == BATCH and done < limit:
        waiting = dict(
            map(
                tuple,
                db.session.execute(select(SearchTodo.id, SearchTodo.message_id).order_by(SearchTodo.id).limit(BATCH)),
            )
        )
        if waiting:
            _work_off(waiting, entries_of(set(waiting.values())))
        found = len(waiting)
        done += found
    return done


def rebuild(told=lambda number: None) -> int:
    """Index every message anew, newest first, while the old entries go on serving; returns how many there are."""
    below, count = (db.session.scalar(select(func.max(Message.id))) or 0) + 1, 0
    while numbers := list(
        db.session.scalars(select(Message.id).where(Message.id < below).order_by(Message.id.desc()).limit(BATCH * 5))
    ):
        entries = entries_of(set(numbers))
        with transaction():
            search_index.put(entries)
            search_index.drop(set(numbers) - set(entries))
        below, count = numbers[-1], count + len(entries)
        told(count)
    return count


def entries_of(numbers: set[int]) -> dict[int, str]:
    """What is to stand in the index for these messages; those taken back are missing from it."""
    files = db.session.execute(
        select(Attachment.message_id, Attachment.filename).where(
            Attachment.message_id.in_(numbers), Attachment.inline.is_(False)
        )
    )
    names: dict[int, list[str]] = {}
    for number, filename in files:
        names.setdefault(number, []).append(filename)
    rows = db.session.execute(
        select(Message.id, Message.text, Ticket.subject)
        .join(Ticket, Ticket.id == Message.origin_ticket_id)
        .where(Message.id.in_(numbers), Message.deleted_at.is_(None))
    )
    return {number: search_index.entry(subject, text, *names.get(number, ())) for number, text, subject in rows}


def _note(which) -> None:
    messages = select(Message.id, literal(clock.now(), SearchTodo.at.type)).where(which)
    db.session.execute(insert(SearchTodo).from_select(["message_id", "at"], messages))


@transaction()
def _work_off(waiting: dict[int, int], entries: dict[int, str]) -> None:
    # Of two that work off the same notes only who deletes a note writes its entry: an old one never covers a newer.
    mine = set(
        db.session.scalars(
            delete(SearchTodo)
            .where(SearchTodo.id.in_(waiting))
            .returning(SearchTodo.message_id)
            .execution_options(synchronize_session=False)
        )
    )
    search_index.put({number: entry for number, entry in entries.items() if number in mine})
    search_index.drop(mine - set(entries))
