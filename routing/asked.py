"""Asked: what a ticket asks of whoever takes it; each read when a strategy first wants it."""

from datetime import timedelta
from functools import cached_property

from sqlalchemy import bindparam, select

from helpdesk import clock
from helpdesk.db import db
from helpdesk.hot import Look
from routing import vip
from routing.candidate import Candidate, learn_skills
from routing.classifying.guess import predicted
from routing.plan import Plan
from routing.skill import Skill
from tickets.ticket import Ticket

SAME_AGENT_DAYS = 30
_LATELY = 20  # tickets of the customer that are looked at
_EARLIER = Look(
    select(Ticket.assignee_id, Ticket.updated_at)
    .where(
        Ticket.customer_id == bindparam("customer"),
        Ticket.id != bindparam("ticket"),
        Ticket.assignee_id.is_not(None),
    )
    .order_by(Ticket.id.desc())
    .limit(_LATELY)
)


class Asked:
    """One ticket's needs. `noted` is what the strategies went by, kept with the decision."""

    def __init__(self, ticket: Ticket, plan: Plan):
        self.ticket, self.plan, self.noted = ticket, plan, {}

    @property
    def language(self) -> str:
        """What the customer writes in."""
        self.noted["language"] = self.ticket.language
        return self.ticket.language

    def skills(self) -> dict[str, int]:
        """The skills it asks for, each with the least level."""
        if self._skills:
            self.noted["skills"] = self._skills
        return self._skills

    def learn_skills(self, candidates: list[Candidate]) -> None:
        """Let the candidates know what they can do."""
        learn_skills(candidates)

    def earlier_agents(self) -> list[int]:
        """Who had this customer's other tickets within the days of the plan, the latest first."""
        days = int(self.plan.options.get("same_agent_days", SAME_AGENT_DAYS))
        since = clock.now() - timedelta(days=days)
        rows = _EARLIER.all(customer=self.ticket.customer_id, ticket=self.ticket.id)
        lately = sorted(((at, agent) for agent, at in rows if at >= since), reverse=True)
        found = list(dict.fromkeys(agent for _, agent in lately))
        if found:
            self.noted["earlier"] = found[:3]
        return found

    def own_agent(self) -> int | None:
        """The agent who was named for this customer."""
        own = vip.own_agent(self.ticket.customer_id)
        if own is not None:
            self.noted["own_agent"] = own
        return own

    @cached_property
    def _skills(self) -> dict[str, int]:
        guess = predicted(self.ticket.id, "topic")
        has = {
            "tags": set(self.ticket.tag_names or []),
            "types": {self.ticket.type} - {None},
            "channels": {self.ticket.channel},
            "topics": {guess.label} if guess is not None and guess.sure else set(),
        }
        return {
            skill.key: skill.level
            for skill in db.session.scalars(select(Skill))
            if any(has[what] & set(values) for what, values in (skill.asked_by or {}).items() if what in has)
        }
