"""Forgetting rows: everything that hangs on a person goes, whichever part of the program made the table.

A column that names a ticket, a message, an address or a file of theirs is found by its foreign key or by its name, so
that a table made tomorrow is not forgotten. What belongs to a customer is said in belongings.py.
"""

from collections.abc import Iterator

from sqlalchemy import Column, Table, delete, select, update

from helpdesk.customers import events
from helpdesk.customers.belongings import Leaving, belongings, when_many_leave
from helpdesk.db import db, transaction
from helpdesk.events import SYSTEM, Event, record

AT_ONCE = 500
# Columns that say what a row hangs on; a row goes when that goes. Other foreign keys are emptied where they may be.
_HANGS = {
    "ticket_id": "ticket",
    "origin_ticket_id": "ticket",
    "message_id": "message",
    "identity_id": "identity",
    "attachment_id": "attachment",
    "event_id": "event",
    "customer_id": "customer",
}
_KEPT = (  # the record of what was done with a person's data; it names them by number only
    events.CONTACT_REVEALED,
    events.CUSTOMER_EXPORTED,
    events.CUSTOMER_HELD,
    events.CUSTOMER_RELEASED,
    events.CUSTOMER_ERASED,
)


def forget_rows(leaving: Leaving) -> dict[str, int]:
    """Delete what is theirs, children first; inside a transaction. Returns how many rows of which table."""
    # First: SQLite gives the number of a last row that was deleted again, and a live screen would take what gets it
    # for an event it has heard. This one is younger than all that goes, and stays.
    record(events.ROWS_FORGOTTEN, by=SYSTEM)
    gone = {
        "ticket": leaving.tickets,
        "message": leaving.messages,
        "identity": leaving.identities,
        "customer": leaving.customers,
    }
    gone["attachment"] = _numbers("attachment", "message_id", leaving.messages)
    gone["attachment"] += [
        n for n in _numbers("attachment", "ticket_id", leaving.tickets) if n not in gone["attachment"]
    ]
    gone["event"] = _events(leaving)
    counts: dict[str, int] = {}
    for table in reversed(db.metadata.sorted_tables):
        for column, kind in _pointing(table):
            _empty_or_drop(table, column, gone[kind], counts)
    for name in ("event", "attachment", "message", "ticket", "identity", "customer"):
        _drop(db.metadata.tables[name].c.id, gone[name], counts)
    _unname(leaving)
    return {name: count for name, count in counts.items() if count}


def _pointing(table: Table) -> Iterator[tuple[Column, str]]:
    """The columns of a table that say what its rows hang on, with what that is."""
    kept = {(one.table, one.column): one.erase for one in belongings()}
    for column in table.columns:
        targets = {key.column.table.name for key in column.foreign_keys if key.column.name == "id"}
        kind = next((name for name in targets if name in set(_HANGS.values())), None) or _HANGS.get(column.name)
        if kind is None or column.primary_key and table.name == kind or table.name == "event":
            continue
        if kind == "customer" and kept.get((table.name, column.name)) == "keep":
            continue
        yield column, kind


def _empty_or_drop(table: Table, column: Column, numbers: list[int], counts: dict[str, int]) -> None:
    said = {(one.table, one.column): one.erase for one in belongings()}.get((table.name, column.name))
    hangs = column.name in _HANGS if said is None else said == "delete"
    if not column.nullable or (hangs and not _only_addressed(table, column)):
        _drop(column, numbers, counts)
        return
    for some in _in_parts(numbers):
        db.session.execute(update(table).where(column.in_(some)).values({column.name: None}))


def _only_addressed(table: Table, column: Column) -> bool:
    """Messages and tickets of others that have to do with their address keep standing without it."""
    return column.name == "identity_id" and table.name in ("message", "ticket", "outgoing")


def _drop(column: Column, numbers: list[int], counts: dict[str, int]) -> None:
    for some in _in_parts(numbers):
        done = db.session.execute(delete(column.table).where(column.in_(some)))
        counts[column.table.name] = counts.get(column.table.name, 0) + done.rowcount


def _numbers(name: str, by: str, numbers: list[int]) -> list[int]:
    table, found = db.metadata.tables[name], []
    for some in _in_parts(numbers):
        found += db.session.scalars(select(table.c.id).where(table.c[by].in_(some)))
    return found


def _events(leaving: Leaving) -> list[int]:
    """What happened to them and their tickets; what was done with their data stays, and says no more than that."""
    found: set[int] = set(leaving.notes.get("events", ()))
    for column, numbers in ((Event.ticket_id, leaving.tickets), (Event.customer_id, leaving.customers)):
        for some in _in_parts(numbers):
            found.update(db.session.scalars(select(Event.id).where(column.in_(some), Event.name.not_in(_KEPT))))
    for some in _in_parts(leaving.messages):
        foreign = Event.ticket_id.in_(leaving.notes.get("foreign", [])) & Event.message_id.in_(some)
        found.update(db.session.scalars(select(Event.id).where(foreign)))
    return sorted(found)


def _unname(leaving: Leaving) -> None:
    """The records that stay lose what was written into them, and others' events their number."""
    for some in _in_parts(leaving.customers):
        rows = db.session.execute(
            select(Event.id, Event.data).where(Event.customer_id.in_(some), Event.name.in_(_KEPT))
        ).all()
        for number, data in rows:
            told = {key: value for key, value in (data or {}).items() if key in ("identity", "kind", "counts", "notes")}
            db.session.execute(update(Event).where(Event.id == number).values(data=told))


def look_at_events(people: list[Leaving]) -> None:
    """What no index finds: events of their messages in tickets of others, and others' events that they caused."""
    whose = {number: one for one in people for number in one.messages}
    for some in _in_parts(list(whose)):
        asked = select(Event.id, Event.message_id).where(Event.message_id.in_(some), Event.name.not_in(_KEPT))
        for number, message in db.session.execute(asked):
            whose[message].notes.setdefault("events", set()).add(number)
    for some in _in_parts([number for one in people for number in one.customers]):
        _unname_actors(some)


@transaction()
def _unname_actors(customers: list[int]) -> None:
    db.session.execute(
        update(Event)
        .where(Event.actor_kind == "customer", Event.actor_id.in_(customers))
        .values(actor_id=None)
        .execution_options(synchronize_session=False)
    )


when_many_leave(look_at_events)


def _in_parts(numbers: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), AT_ONCE):
        yield numbers[start : start + AT_ONCE]
