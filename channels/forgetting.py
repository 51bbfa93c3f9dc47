"""Forgetting: the raw requests in which somebody stands who is erased, and the graves of what they wrote."""

from collections.abc import Iterator

from sqlalchemy import delete, select

from channels.arrival import Arrival, request_of
from channels.calls.phone_call import PhoneCall
from channels.inbox import Inbox
from channels.receipts import EarlyReceipt
from channels.register import adapter_of
from channels.webchat.visitor import Visitor
from helpdesk.customers import Identity, normal
from helpdesk.customers.belongings import Leaving, when_leaving, when_many_leave
from helpdesk.customers.privacy import graves
from helpdesk.customers.privacy.named import Named
from helpdesk.db import db, transaction
from tickets import Message

AT_ONCE = 500


def forget(leaving: Leaving) -> None:
    """Find the graves before the messages go, and what names no ticket."""
    if "graves" not in leaving.notes:
        leaving.notes["graves"] = [*_message_graves(leaving), *_call_graves(leaving)]
    _forget_receipts(leaving)
    _forget_visitors(leaving)


def _message_graves(leaving: Leaving) -> Iterator[graves.Grave]:
    for some in _in_parts(leaving.messages):
        named = Message.external_index.is_not(None) & Message.inbox_id.is_not(None)
        rows = list(db.session.scalars(select(Message).where(Message.id.in_(some), named)))
        for row in rows:
            checksum = (row.envelope or {}).get("checksum")
            yield graves.MESSAGE, row.inbox_id, graves.message_grave(row.external_index, checksum)
        _let_go(rows)


def _call_graves(leaving: Leaving) -> Iterator[graves.Grave]:
    for some in _in_parts(leaving.tickets):
        rows = db.session.execute(
            select(PhoneCall.inbox_id, PhoneCall.call_index).where(
                PhoneCall.ticket_id.in_(some), PhoneCall.call_index.is_not(None)
            )
        )
        for inbox_id, index in rows:
            yield graves.CALL, inbox_id, index


@transaction()
def _forget_receipts(leaving: Leaving) -> None:
    for some in _in_parts(leaving.messages):
        theirs = select(Message.external_index).where(Message.id.in_(some), Message.external_index.is_not(None))
        db.session.execute(
            delete(EarlyReceipt)
            .where(EarlyReceipt.external_index.in_(theirs))
            .execution_options(synchronize_session=False)
        )


@transaction()
def _forget_visitors(leaving: Leaving) -> None:
    """Browsers in which they were signed in, even where nothing was written in them."""
    for some in _in_parts(leaving.identities):
        signed = select(Identity.value_index).where(Identity.id.in_(some), Identity.kind == "user_id")
        db.session.execute(
            delete(Visitor).where(Visitor.user_index.in_(signed)).execution_options(synchronize_session=False)
        )


def forget_arrivals(people: list[Leaving]) -> None:
    """Requests are sealed, so each has to be opened to see who stands in it: once for all who leave.

    The second time only what came meanwhile is looked at.
    """
    last, adapters, named = min((one.notes.get("last_arrival", 0) for one in people), default=0), {}, Named(people)
    while named.values:
        rows = list(db.session.scalars(select(Arrival).where(Arrival.id > last).order_by(Arrival.id).limit(AT_ONCE)))
        if not rows:
            break
        last = rows[-1].id
        theirs = {row.id: who for row in rows if row.raw_sealed is not None and (who := _who(row, named, adapters))}
        _let_go(rows)
        if theirs:
            _blank(theirs, people)
    for one in people:
        one.notes["last_arrival"] = last


@transaction()
def _blank(theirs: dict[int, set[int]], people: list[Leaving]) -> None:
    db.session.execute(delete(Arrival).where(Arrival.id.in_(theirs)).execution_options(synchronize_session=False))
    for who in theirs.values():
        for place in who:
            counts = people[place].notes.setdefault("counts", {})
            counts["requests"] = counts.get("requests", 0) + 1


def _who(row: Arrival, named: Named, inboxes: dict) -> set[int]:
    """Who stands in a request: their address as it is, or as the adapter reads it out of a sealed one."""
    request = request_of(row)
    found = named.found_in(request.body) | named.found_in(request.url.encode())
    if row.inbox_id not in inboxes:
        inboxes[row.inbox_id] = db.session.get(Inbox, row.inbox_id)
    return found or set().union(*(named.values.get(one, ()) for one in _read(inboxes[row.inbox_id], request)))


def _read(inbox: Inbox, request) -> list[str]:
    try:
        items = adapter_of(inbox).parse(request, inbox.settings or {})
    except Exception:  # a dead letter that nobody can read names nobody whom one could find
        return []
    return [value for item in items if (value := _address(item))]


def _address(item) -> str | None:
    kind, value = getattr(item, "address_kind", None), getattr(item, "address", None)
    try:
        return normal(kind, value) if kind and isinstance(value, str) else value
    except ValueError:
        return None


def _let_go(rows: list) -> None:
    """A long look shall not fill the memory."""
    for row in rows:
        db.session.expunge(row)


def _in_parts(numbers: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), AT_ONCE):
        yield numbers[start : start + AT_ONCE]


when_leaving(forget)
when_many_leave(forget_arrivals)
