"""Export a person: a page to read, the same as JSON, and their files. Nothing of others, and no names of the team."""

import json
import zipfile
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import BinaryIO

from sqlalchemy import or_, select

from helpdesk import clock, files
from helpdesk.customers import Customer, Identity, family_of, root_of
from helpdesk.customers.belongings import belongings
from helpdesk.customers.events import CUSTOMER_EXPORTED
from helpdesk.db import db, transaction
from helpdesk.events import SYSTEM, record
from helpdesk.privacy.person_page import page_of
from tickets import IN_ORDER, Attachment, Message, Ticket

AT_ONCE = 200


def zipped(customer: Customer, *, by, notes: bool = False) -> BinaryIO:
    """The ZIP in a file without a name, to be read from its start; whoever sends it closes it."""
    file = TemporaryFile()  # noqa: SIM115
    export(customer, file, by=by, notes=notes)
    file.seek(0)
    return file


def export(customer: Customer, file: BinaryIO, *, by, notes: bool = False) -> int:
    """Write the ZIP; returns how many messages are in it. `notes`: with what the team noted. It is recorded."""
    customer = root_of(customer)
    with transaction():
        record(CUSTOMER_EXPORTED, by=by or SYSTEM, customer=customer, notes=notes)
    family = family_of(customer)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        tickets = [_ticket(number, family, archive, notes) for number in _tickets(family)]
        said = _person(customer, family, notes) | {"tickets": tickets}
        archive.writestr("person.json", json.dumps(said, ensure_ascii=False, indent=1))
        archive.writestr("person.html", page_of(said))
    return sum(len(one["messages"]) for one in tickets)


def _person(customer: Customer, family: list[int], notes: bool) -> dict:
    rows = db.session.scalars(select(Customer).where(Customer.id.in_(family)).order_by(Customer.id)).all()
    return {
        "exported_at": clock.iso(clock.now()),
        "id": customer.id,
        "names": list(dict.fromkeys(row.name for row in rows if row.name)),
        "language": customer.language,
        "time_zone": customer.time_zone,
        "since": clock.iso(min(row.created_at for row in rows)),
        "tags": sorted({tag for row in rows for tag in row.tags or []}),
        **({"notes": [row.notes for row in rows if row.notes]} if notes else {}),
        **{one.table: _rows(one, family) for one in belongings() if one.export is not None},
    }


def _rows(belonging, family: list[int]) -> list[dict]:
    column = getattr(belonging.model, belonging.column)
    return [belonging.export(row) for row in db.session.scalars(select(belonging.model).where(column.in_(family)))]


def _tickets(family: list[int]) -> list[int]:
    """Theirs, and those of others in which they wrote: of these only their own words."""
    own = select(Ticket.id).where(Ticket.customer_id.in_(family))
    theirs = select(Identity.id).where(Identity.customer_id.in_(family))
    written = select(Message.origin_ticket_id).where(Message.kind == "inbound", Message.identity_id.in_(theirs))
    return sorted({*db.session.scalars(own), *db.session.scalars(written.distinct())})


def _ticket(number: int, family: list[int], archive: zipfile.ZipFile, notes: bool) -> dict:
    ticket = db.session.get(Ticket, number)
    own = ticket.customer_id in family
    return {
        "id": ticket.id,
        "subject": ticket.subject if own else None,
        "status": ticket.status if own else None,
        "channel": ticket.channel,
        "opened_at": clock.iso(ticket.created_at) if own else None,
        "fields": (ticket.fields or {}) if own else {},
        "messages": [_message(row, archive) for row in _messages(ticket, family, own, notes)],
    }


def _messages(ticket: Ticket, family: list[int], own: bool, notes: bool) -> Iterator[Message]:
    """What they wrote and what they were told; what somebody else wrote who was copied in is that person's."""
    theirs = select(Identity.id).where(Identity.customer_id.in_(family))
    mine = or_(
        Message.identity_id.in_(theirs),
        (Message.author_kind == "customer") & Message.author_id.in_(family) & Message.identity_id.is_(None),
    )
    kinds = ("inbound", "call") if not own else ("inbound", "call", "reply", *(("note",) if notes else ()))
    told = Message.author_kind != "customer" if own else False
    query = select(Message).where(
        Message.origin_ticket_id == ticket.id,
        Message.kind.in_(kinds),
        Message.deleted_at.is_(None),
        Message.state.is_distinct_from("scheduled"),
        Message.state.is_distinct_from("cancelled"),
        or_(mine, told),
    )
    last = 0
    while rows := db.session.scalars(query.where(Message.id > last).order_by(Message.id).limit(AT_ONCE)).all():
        yield from rows
        last = rows[-1].id


def _message(message: Message, archive: zipfile.ZipFile) -> dict:
    return {
        "at": clock.iso(message.at),
        "from": "you" if message.author_kind == "customer" else "team" if message.kind != "note" else "note",
        "kind": message.kind,
        "subject": message.subject,
        "text": message.text,
        "files": [
            path
            for row in db.session.scalars(
                select(Attachment).where(Attachment.message_id == message.id).order_by(*IN_ORDER)
            )
            if (path := _file(row, message, archive))
        ],
    }


def _file(row: Attachment, message: Message, archive: zipfile.ZipFile) -> str | None:
    """Put the file into the archive; its name there begins with numbers, so that no two are one and none climbs."""
    try:
        data = files.get(row.storage_key)
    except FileNotFoundError:
        return None
    name = "".join(c if c.isalnum() or c in "._- " else "_" for c in row.filename)[-100:].lstrip(".") or "file"
    path = f"files/{message.id}-{row.id}-{name}"
    archive.writestr(path, data)
    return path
