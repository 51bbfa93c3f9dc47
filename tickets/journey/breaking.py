"""Breaking: at which moments a journey went wrong, read from its stops and what happened at them. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from helpdesk import clock
from tickets.events import RATED, SLA_BREACHED, TICKET_REOPENED
from tickets.journey.station import Station, Switch
from tickets.journey.targets import Targets

EVENTS = {TICKET_REOPENED: "reopened", SLA_BREACHED: "breached", RATED: "low_score"}


@dataclass(frozen=True)
class Break:
    """`mark` tells two of one kind in one ticket apart, and is the same when it is found again."""

    ticket_id: int
    kind: str
    mark: str
    channel: str
    at: datetime
    data: Mapping = field(default_factory=dict)


def breaks_of(station: Station, events: Iterable, targets: Targets, now: datetime) -> list[Break]:
    """Where it broke at this stop; `events` are those of EVENTS that happened there."""
    found = [_of_event(station, event) for event in events if event.name != RATED or event.data.get("low")]
    found += _waits(station, targets, now)
    if station.is_done and station.first_replied_at is None and station.inbound_at and not station.merged_into_id:
        at = station.solved_at or station.until
        found.append(Break(station.id, "gave_up", "", station.channel, at))
    return found


def repeats_of(switch: Switch) -> Break:
    """Who begins again by another channel says everything twice."""
    after = switch.after
    data = {"ticket": switch.before.id, "channel": switch.before.channel}
    return Break(after.id, "repeated", "", after.channel, after.created_at, data)


def _of_event(station: Station, event) -> Break:
    data = event.data or {}
    told = {name: data[name] for name in ("metric", "score", "clock") if name in data}
    # A score that is changed is the same answer; a clock breaks once.
    mark = {TICKET_REOPENED: str(event.id), SLA_BREACHED: str(data.get("clock", event.id)), RATED: ""}[event.name]
    return Break(station.id, EVENTS[event.name], mark, station.channel, event.at, told)


def _waits(station: Station, targets: Targets, now: datetime) -> list[Break]:
    """The wait for the first answer, and the one that goes on now; begun by a customer, not by us."""
    if station.inbound_at is None:
        return []
    limit, spans = timedelta(minutes=targets.wait_minutes), []
    if station.first_replied_at is not None:
        spans.append(("first", station.created_at, station.first_replied_at))
    if station.waiting_since is not None and not station.is_done:
        first = station.first_replied_at is None
        spans.append(("first" if first else clock.iso(station.waiting_since), station.waiting_since, now))
    return [
        Break(station.id, "waited", mark, station.channel, since + limit, {"since": clock.iso(since)})
        for mark, since, until in spans
        if until - since > limit
    ]
