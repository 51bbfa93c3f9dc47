"""Lines: events as the thread shows them, small and grey; the browser puts them into words."""

from collections.abc import Mapping

from helpdesk import clock
from helpdesk.console.called import called
from helpdesk.events import Event
from helpdesk.hot import get
from routing import Rule

# Whoever waits for just these has them beside STATUS_CHANGED or a message; a line of their own would say it twice.
UNSHOWN = {"ticket_solved", "ticket_reopened", "ticket_closed", "person_needed", "merged_away"}
UNSHOWN |= {"webhook_wanted", "survey_planned", "survey_answered", "customer_nudged"}


def line_of(event: Event, agents: Mapping[int, str], customers: Mapping[int, object], known: Mapping) -> dict:
    """One event; `known` are the addresses of those of the customers who have no name."""
    return {
        "id": event.id,
        "name": event.name,
        "at": clock.iso(event.at),
        "ticket": event.ticket_id,
        "actor": {"kind": event.actor_kind, **_called(event, agents, customers, known)},
        "data": event.data or {},
    }


def _called(event: Event, agents, customers, known) -> dict:
    number = event.actor_id
    if event.actor_kind == "customer":
        return called(number, customers.get(number), known.get(number))
    return {"id": number, "name": _name(event, agents)}


def _name(event: Event, agents) -> str:
    if event.actor_kind == "agent":
        return agents.get(event.actor_id, "")
    if event.actor_kind == "rule":
        rule = get(Rule, event.actor_id)
        return f"“{rule.name}”" if rule is not None else ""
    return ""
