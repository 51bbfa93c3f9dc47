"""Cast: the rows that the demo's names stand for."""

from collections import Counter
from dataclasses import dataclass, field

from channels import Inbox
from helpdesk.customers import Customer, Identity
from helpdesk.hot import insert
from helpdesk.people import Agent, Team
from tickets import Tag


@dataclass
class Cast:
    """Agents, teams and customers by their short names, inboxes by channel, identities by customer and kind."""

    teams: dict[str, Team] = field(default_factory=dict)
    members: dict[str, set[int]] = field(default_factory=dict)  # the agents of a team
    agents: dict[str, Agent] = field(default_factory=dict)
    inboxes: dict[str, Inbox] = field(default_factory=dict)
    customers: dict[str, Customer] = field(default_factory=dict)
    identities: dict[tuple[str, str], Identity] = field(default_factory=dict)
    tags: dict[str, Tag] = field(default_factory=dict)
    loads: Counter[int | None] = field(default_factory=Counter)  # open tickets of each agent, as the story goes on

    def tag(self, name: str) -> Tag:
        """The tag of this name, made when it is first needed."""
        if name not in self.tags:
            self.tags[name] = insert(Tag(name=name))
        return self.tags[name]


def code_of(language: str) -> str:
    """The ISO 639-1 code: Traditional and Simplified Chinese are one language with two scripts."""
    return language.partition("-")[0]
