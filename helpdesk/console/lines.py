"""Lines: events as the thread shows them, small and grey; the browser puts them into words."""

from collections.abc import Mapping

from helpdesk import clock
from helpdesk.events import Event
from helpdesk.hot import get
from routing import Rule

# Whoever waits for just these has them beside STATUS_CHANGED or a message; a line of their own would say it twice.
UNSHOWN = {"ticket_solved", "ticket_reopened", "ticket_closed", "person_needed", "merged_away"}
UNSHOWN |= {"webhook_wanted", "survey_planned", "survey_answered", "customer_nudged"}


def line_of(event: Event, agents: Mapping[int, str], customers: Mapping[int, object]) -> dict:
    """One event."""
    return {
        "id": event.id,
        "name": event.name,
        "at": clock.iso(event.at),
        "ticket": event.ticket_id,
        "actor": {"kind": event.actor_kind, "id": event.actor_id, "name": _name(event, agents, customers)},
        "data": event.data or {},
    }


def _name(event: Event, agents, customers) -> str:
    if event.actor_kind == "agent":
        return agents.get(event.actor_id, "")
    if event.actor_kind == "customer":
        customer = customers.get(event.actor_id)
        return (customer and customer.name) or ""
    if event.actor_kind == "rule":
        rule = get(Rule, event.actor_id)
        return f"“{rule.name}”" if rule is not None else ""
    return ""
