"""Finding: the broken points and changes of channel of some customers, compared with what is kept of them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, text

from helpdesk import clock
from helpdesk.db import db, in_transaction, transaction
from helpdesk.events import Event
from helpdesk.inserting import insert_new
from tickets.journey.breaking import EVENTS, Break, breaks_of, repeats_of
from tickets.journey.broken_point import BrokenPoint
from tickets.journey.channel_switch import ChannelSwitch
from tickets.journey.station import Station, Switch, switches
from tickets.journey.targets import targets
from tickets.link import Link
from tickets.ticket import ACTIVE, Ticket

BACK = timedelta(days=180)  # what is older is history: it stays as it was found
MOST_STATIONS, AT_ONCE = 300, 100
_COLUMNS = (
    Ticket.id,
    Ticket.customer_id,
    Ticket.channel,
    Ticket.subject,
    Ticket.status,
    Ticket.created_at,
    Ticket.last_message_at,
    Ticket.first_replied_at,
    Ticket.solved_at,
    Ticket.waiting_since,
    Ticket.merged_into_id,
    Ticket.parent_id,
    Ticket.last_inbound_at,
)


def stations_of(customer_ids: Iterable[int], since: datetime | None = None) -> dict[int, list[Station]]:
    """The stops of these customers, oldest first, by customer; of one with many the newest ones."""
    found = (
        select(*_COLUMNS)
        .where(Ticket.customer_id.in_(list(customer_ids)), Ticket.spam_at.is_(None), Ticket.trashed_at.is_(None))
        .order_by(Ticket.id)
    )
    if since is not None:
        found = found.where(Ticket.last_message_at >= since)
    stations = defaultdict(list)
    for row in db.session.execute(found):
        stations[row.customer_id].append(Station(*tuple(row)))
    return {number: some[-MOST_STATIONS:] for number, some in stations.items()}


def look_at(customer_ids: Iterable[int], now: datetime | None = None) -> None:
    """Find where the journeys of these broke, and keep what is new; finding it twice keeps it once."""
    numbers = sorted(set(customer_ids))
    for start in range(0, len(numbers), AT_ONCE):
        _look_at(numbers[start : start + AT_ONCE], now or clock.now())


def look_at_waiting(as_of: datetime | None = None) -> int:
    """Look at those who have waited longer than they should; how many customers that are."""
    now = as_of or clock.now()
    limit = now - timedelta(minutes=targets().wait_minutes)
    marked = select(BrokenPoint.id).where(
        BrokenPoint.ticket_id == Ticket.id,
        BrokenPoint.kind == "waited",
        BrokenPoint.at >= Ticket.waiting_since,
    )
    late = select(Ticket.customer_id).distinct().where(text(ACTIVE), Ticket.waiting_since < limit, ~marked.exists())
    numbers = list(db.session.scalars(late.limit(1000)))
    look_at(numbers, now)
    return len(numbers)


def _look_at(customer_ids: list[int], now: datetime) -> None:
    # Looked at first without the turn to write, for which others wait: most journeys give nothing to write.
    if not in_transaction():
        customer_ids = _to_be_kept(customer_ids, now)
    if customer_ids:
        _keep_journeys(customer_ids, now)


def _to_be_kept(customer_ids: list[int], now: datetime) -> list[int]:
    """Those of whom something was found, or of whom something is kept."""
    stations, changes, found = _found(customer_ids, now)
    marked = {one.after.customer_id for one in changes} | {stations[one.ticket_id].customer_id for one in found}
    for model in (ChannelSwitch, BrokenPoint):
        kept = db.session.scalars(select(model.ticket_id).where(model.ticket_id.in_(stations))) if stations else ()
        marked |= {stations[number].customer_id for number in kept}
    return sorted(marked)


def _found(customer_ids: list[int], now: datetime) -> tuple[dict[int, Station], list[Switch], list[Break]]:
    """Their stops, the changes of channel between them, and where they broke."""
    aims, journeys = targets(), stations_of(customer_ids, now - BACK)
    stations = {one.id: one for some in journeys.values() for one in some}
    if not stations:
        return {}, [], []
    events, related = _events(stations), _related(stations)
    changes = [one for some in journeys.values() for one in switches(some, related, aims.repeat_days)]
    return stations, changes, [one for s in stations.values() for one in breaks_of(s, events[s.id], aims, now)]


@transaction()
def _keep_journeys(customer_ids: list[int], now: datetime) -> None:
    stations, changes, found = _found(customer_ids, now)
    if not stations:
        return
    kept = _keep_switches(changes, stations)
    found += [repeats_of(change) for change in changes if not kept[change.after.id]]
    _keep_breaks(found, stations)


def _keep_switches(changes: list[Switch], stations: dict[int, Station]) -> dict[int, bool]:
    """Whether each was smooth. One that was stays so: that the matter came up again later is another story."""
    table = ChannelSwitch.__table__
    known = {row.ticket_id: row for row in db.session.scalars(_of(ChannelSwitch, stations))}
    rows = []
    for one in changes:
        row = known.pop(one.after.id, None)
        if row is None:
            rows.append(_row_of(one))
        elif (row.from_ticket_id, row.customer_id) != (one.before.id, one.after.customer_id) or one.smooth:
            for name, value in _row_of(one).items():
                setattr(row, name, value)
        if row is not None and row.smooth and not one.smooth:
            changes[changes.index(one)] = Switch(one.before, one.after, True)
    _drop(table, known.values())
    if rows:
        db.session.connection().execute(insert_new(table), rows)
    return {one.after.id: one.smooth for one in changes}


def _keep_breaks(found: list[Break], stations: dict[int, Station]) -> None:
    known = {(row.ticket_id, row.kind, row.mark): row for row in db.session.scalars(_of(BrokenPoint, stations))}
    fresh = []
    for one in found:
        row, owner = known.pop((one.ticket_id, one.kind, one.mark), None), stations[one.ticket_id].customer_id
        if row is None:
            fresh.append({**vars(one), "customer_id": owner, "data": dict(one.data)})
        elif row.customer_id != owner:
            row.customer_id = owner
    # A wait that was over target stays so when the answer has come; what two tickets said twice may turn out joined.
    gone = [row for row in known.values() if row.kind in ("repeated", "gave_up")]
    for row in known.values():
        if row not in gone and row.customer_id != stations[row.ticket_id].customer_id:
            row.customer_id = stations[row.ticket_id].customer_id
    _drop(BrokenPoint.__table__, gone)
    if fresh:
        db.session.connection().execute(insert_new(BrokenPoint.__table__), fresh)


def _of(model, stations: dict[int, Station]):
    return select(model).where(model.ticket_id.in_(stations))


def _row_of(switch: Switch) -> dict:
    return {
        "customer_id": switch.after.customer_id,
        "from_ticket_id": switch.before.id,
        "ticket_id": switch.after.id,
        "from_channel": switch.before.channel,
        "channel": switch.after.channel,
        "at": switch.after.created_at,
        "smooth": switch.smooth,
    }


def _drop(table, rows) -> None:
    if numbers := [row.id for row in rows]:
        db.session.execute(delete(table).where(table.c.id.in_(numbers)))


def _events(stations: dict[int, Station]) -> dict[int, list[Event]]:
    found = defaultdict(list)
    some = select(Event).where(Event.ticket_id.in_(stations), Event.name.in_(EVENTS)).order_by(Event.id)
    for event in db.session.scalars(some):
        found[event.ticket_id].append(event)
    return found


def _related(stations: dict[int, Station]) -> set[frozenset[int]]:
    """Pairs that were joined; a mail that only claims to belong to another joins nothing."""
    rows = db.session.execute(
        select(Link.ticket_id, Link.other_id).where(
            or_(Link.ticket_id.in_(stations), Link.other_id.in_(stations)), Link.kind != "claims"
        )
    )
    return {frozenset(row) for row in rows}
