"""Plant the tickets: every step of every ticket in the order of time, so that numbers grow as they would have."""

from collections.abc import Iterator
from datetime import datetime

from helpdesk.demo import world
from helpdesk.demo.cast import Cast
from helpdesk.demo.chronicle import Chronicle
from helpdesk.demo.story import Step, steps_of


def plant_tickets(cast: Cast, as_of: datetime) -> dict[str, int]:
    """Write three months of tickets, ending now; their numbers by their names in the files."""
    chronicles = {ticket["id"]: Chronicle(cast, ticket) for ticket in world.tickets()}
    for name, step in _in_order(as_of):
        other = chronicles.get(step.data.get("other"))
        chronicles[name].tell(step, *([other] if other else []))
    for chronicle in chronicles.values():
        chronicle.finish()
    return {name: chronicle.row.id for name, chronicle in chronicles.items() if chronicle.row is not None}


def _in_order(as_of: datetime) -> Iterator[tuple[str, Step]]:
    zones = {customer["id"]: customer["zone"] for customer in world.customers()}
    steps = [
        (ticket["id"], step)
        for ticket in world.tickets()
        for step in steps_of(ticket, zone=zones.get(ticket.get("customer"), "UTC"), as_of=as_of)
    ]
    return iter(sorted(steps, key=lambda pair: pair[1].at))
