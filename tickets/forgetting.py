"""Forgetting: the files of who is erased, their words in tickets of others, and what the index has of them."""

from collections.abc import Iterator

from sqlalchemy import and_, delete, or_, select

from helpdesk import files
from helpdesk.customers.belongings import Leaving, when_leaving
from helpdesk.db import db, transaction
from tickets import search_index
from tickets.attachment import Attachment
from tickets.message import Message
from tickets.summing import sum_up
from tickets.ticket import Ticket

AT_ONCE = 500


def forget(leaving: Leaving) -> None:
    """Before the rows go: bytes first, for once the rows are gone nobody knows the names of the files."""
    _add_foreign(leaving)
    for some in _in_parts(leaving.messages):
        _forget_files(Attachment.message_id.in_(some), leaving)
    for some in _in_parts(leaving.tickets):
        _forget_files(Attachment.ticket_id.in_(some), leaving)
    _forget_files(
        and_(Attachment.uploaded_by_kind == "customer", Attachment.uploaded_by_id.in_(leaving.customers)), leaving
    )
    _forget_words(leaving)


def _add_foreign(leaving: Leaving) -> None:
    """What they wrote in tickets of others (copied in) is theirs, too; the tickets are summed up anew."""
    if "foreign" in leaving.notes:
        _sum_up_foreign(leaving)
        return
    rows = db.session.execute(
        select(Message.id, Message.ticket_id).where(
            Message.kind.in_(("inbound", "call")),
            or_(
                Message.identity_id.in_(leaving.identities),
                and_(Message.author_kind == "customer", Message.author_id.in_(leaving.customers)),
            ),
        )
    ).all()
    own = set(leaving.messages)
    leaving.notes["foreign"] = sorted({ticket for number, ticket in rows if number not in own})
    leaving.messages += [number for number, _ in rows if number not in own]


@transaction()
def _sum_up_foreign(leaving: Leaving) -> None:
    for number in leaving.notes["foreign"]:
        if (ticket := db.session.get(Ticket, number)) is not None:
            sum_up(ticket)


def _forget_files(which, leaving: Leaving) -> None:
    rows = list(
        db.session.execute(select(Attachment.id, Attachment.storage_key, Attachment.thumbnail_key).where(which))
    )
    seen = leaving.notes.setdefault("files", set())
    for number, key, thumbnail in rows:
        seen.add(number)
        files.remove(key)
        if thumbnail:
            files.remove(thumbnail)
    leaving.notes.setdefault("counts", {})["files"] = len(seen)


@transaction()
def _forget_words(leaving: Leaving) -> None:
    for some in _in_parts(leaving.messages):
        search_index.drop(some)
    _forget_unsent(leaving)


def _forget_unsent(leaving: Leaving) -> None:
    """Files they uploaded and never sent hang on no message."""
    db.session.execute(
        delete(Attachment)
        .where(
            Attachment.message_id.is_(None),
            Attachment.uploaded_by_kind == "customer",
            Attachment.uploaded_by_id.in_(leaving.customers),
        )
        .execution_options(synchronize_session=False)
    )


def _in_parts(numbers: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), AT_ONCE):
        yield numbers[start : start + AT_ONCE]


when_leaving(forget)
