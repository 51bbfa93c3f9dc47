"""Candidates: who is here and could take a ticket, what is on their desk, and since when they had no new one."""

from dataclasses import dataclass, field

from sqlalchemy import bindparam, case, func, or_, select, text

from helpdesk import people
from helpdesk.clock import Instant
from helpdesk.db import db
from helpdesk.hot import Look
from helpdesk.people import Agent, Membership
from routing.capacity import CALLS, KINDS, MAILS, Load, kind_of, weights
from routing.decision import RoutingDecision
from routing.profile import USUAL_SHARE, AgentSkill, Profile
from routing.working_hours import works
from tickets.ticket import WORKED_ON, Ticket

DECLINED, OFF_HOURS, FULL, FULL_KIND = "declined", "hours", "full", "full_kind"


@dataclass
class Candidate:
    """One who is here. `last_given` grows with every ticket that routing gives."""

    agent_id: int
    desk: Load
    last_given: int = 0
    language: str = "en"  # of the console: spoken where no languages have been set
    share: int = USUAL_SHARE
    in_hours: bool = True
    teams: frozenset[int] = frozenset()
    skills: dict[str, int] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)

    @property
    def load(self) -> int:
        """What is on the desk, in units."""
        return self.desk.units

    @property
    def capacity(self) -> int:
        """What the desk can carry, in units."""
        return self.desk.capacity

    @property
    def has_room(self) -> bool:
        """Whether there is room for anything at all."""
        return self.in_hours and self.desk.any_room

    def serves(self, team_id: int | None) -> bool:
        """Whether tickets of this team are theirs to take; those of no team are everybody's."""
        return team_id is None or team_id in self.teams

    def why_not(self, ticket: Ticket, not_to: int | None) -> str:
        """What keeps this ticket from them, before any strategy is asked; empty for nothing."""
        if self.agent_id == not_to:
            return DECLINED
        if not self.in_hours:
            return OFF_HOURS
        if self.desk.has_room(kind_of(ticket.channel)):
            return ""
        return FULL_KIND if self.desk.any_room else FULL


# One pass over the index counts three kinds: in one number, of which each has four digits.
_MAIL, _CHAT, _CALL = 1, 10**4, 10**8
_COUNTED = case(
    {**dict.fromkeys(sorted(MAILS), _MAIL), **dict.fromkeys(sorted(CALLS), _CALL)}, value=Ticket.channel, else_=_CHAT
)
_LOAD = (
    select(func.coalesce(func.sum(_COUNTED), 0))
    .where(Ticket.assignee_id == Agent.id, text(WORKED_ON))
    .correlate(Agent)
    .scalar_subquery()
)
_LAST = (
    select(func.coalesce(func.max(RoutingDecision.id), 0))
    .where(RoutingDecision.agent_id == Agent.id)
    .correlate(Agent)
    .scalar_subquery()
)
_ALL = select(
    Agent.id, Agent.capacity, Agent.language, _LOAD, _LAST, Profile.limits, Profile.calendar_id, Profile.share
).outerjoin(Profile, Profile.agent_id == Agent.id)
_IN_TEAM = Agent.id.in_(select(Membership.agent_id).where(Membership.team_id == bindparam("team")))
_HERE = _ALL.where(*people.here(bindparam("since", type_=Instant)))
_ANYBODY, _TEAM = Look(_HERE), Look(_HERE.where(_IN_TEAM))


def of_team(team_id: int | None) -> list[Candidate]:
    """Who is here of this team, or at all: one statement while there is nobody."""
    since = people.present_since()
    rows = _ANYBODY.all(since=since) if team_id is None else _TEAM.all(since=since, team=team_id)
    serving = frozenset() if team_id is None else frozenset({team_id})
    return _candidates(rows, lambda _agent: serving) if rows else []


def everybody(agent_id: int | None = None) -> list[Candidate]:
    """Whoever is here, or only this agent if they are, with all their teams."""
    query = _ALL.where(*people.here(), *([Agent.id == agent_id] if agent_id is not None else []))
    rows = [tuple(row) for row in db.session.execute(query)]
    teams: dict[int, set[int]] = {row[0]: set() for row in rows}
    for agent, team in db.session.execute(
        select(Membership.agent_id, Membership.team_id).where(or_(agent_id is None, Membership.agent_id == agent_id))
    ):
        if agent in teams:
            teams[agent].add(team)
    return _candidates(rows, lambda agent: frozenset(teams[agent])) if rows else []


def room_of(team_id: int) -> list[str]:
    """The kinds of tickets of which somebody of this team, who is here, has room for one more."""
    here = [one for one in of_team(team_id) if one.in_hours]
    return [kind for kind in KINDS if any(one.desk.has_room(kind) for one in here)]


def learn_skills(candidates: list[Candidate]) -> None:
    """Read what these can do, once: one statement. Only strategies that ask for it need it."""
    unknown = {one.agent_id: one for one in candidates if not one.languages}
    if not unknown:
        return
    rows = db.session.execute(
        select(AgentSkill.agent_id, AgentSkill.kind, AgentSkill.key, AgentSkill.level).where(
            AgentSkill.agent_id.in_(unknown)
        )
    )
    for agent, kind, key, level in rows:
        (unknown[agent].languages if kind == "language" else unknown[agent].skills)[key] = level
    for one in unknown.values():
        one.languages = one.languages or {one.language: 3}


def _candidates(rows: list[tuple], teams_of) -> list[Candidate]:
    weighs, open_now = weights(), {}
    found = []
    for agent, capacity, language, packed, last, limits, calendar, share in rows:
        if calendar not in open_now:
            open_now[calendar] = works(calendar)
        found.append(
            Candidate(
                agent,
                Load(capacity, _counts(int(packed)), limits or {}, weighs),
                last,
                language,
                USUAL_SHARE if share is None else share,
                open_now[calendar],
                teams_of(agent),
            )
        )
    return found


def _counts(packed: int) -> dict[str, int]:
    mails, rest = packed % _CHAT, packed // _CHAT
    return dict(zip(KINDS, (rest % 10**4, mails, rest // 10**4), strict=True))
