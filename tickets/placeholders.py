"""Placeholders of saved replies and macros: {{customer.name}}, {{customer.first_name|there}}; nothing more.

One pass over a list of names: what a customer wrote into their name is put in as it is and never read as a template.
"""

import re

from helpdesk.customers import Customer
from helpdesk.hot import get
from helpdesk.people import Agent, Team

_PLACEHOLDER = re.compile(r"\{\{\s*([a-z_]{1,40}\.[a-z_]{1,40})\s*(?:\|([^{}|]{0,100}))?\}\}")
_ANY = re.compile(r"\{\{[^{}]{0,200}\}\}")


def fill(text: str, ticket, agent) -> str:
    """The text with what its placeholders stand for; after the bar stands what to say where there is nothing."""
    return _PLACEHOLDER.sub(lambda found: _stands_for(found, ticket, agent), text)


def unknown_in(text: str) -> list[str]:
    """What looks like a placeholder and is none; shown to who writes the text."""
    return [
        found for found in _ANY.findall(text) if not ((known := _PLACEHOLDER.fullmatch(found)) and known[1] in NAMES)
    ]


def _stands_for(found: re.Match, ticket, agent) -> str:
    name = found[1]
    if name not in NAMES:
        return found[0]  # left as it is, so that its writer sees it before a customer does
    return str(NAMES[name](ticket, agent) or (found[2] or "").strip())


def _first(name: str | None) -> str:
    """The first name; a Chinese name is not cut into pieces."""
    return (name or "").strip().split(" ")[0]


def _customer(ticket) -> str:
    return get(Customer, ticket.customer_id).name or ""


def _named(model, number) -> str:
    return get(model, number).name if number is not None else ""


NAMES = {
    "customer.name": lambda ticket, agent: _customer(ticket),
    "customer.first_name": lambda ticket, agent: _first(_customer(ticket)),
    "ticket.id": lambda ticket, agent: ticket.id,
    "ticket.subject": lambda ticket, agent: ticket.subject,
    "agent.name": lambda ticket, agent: agent.name,
    "agent.first_name": lambda ticket, agent: _first(agent.name),
    "assignee.name": lambda ticket, agent: _named(Agent, ticket.assignee_id),
    "team.name": lambda ticket, agent: _named(Team, ticket.team_id),
}
