"""Being here: arrival, signs of life, idleness and absence; what the agent chooses, and how much they can carry."""

from datetime import datetime

from sqlalchemy import or_, select, update

from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.events import SYSTEM, record
from helpdesk.people.agent import GRACE, Agent
from helpdesk.people.events import AGENT_ARRIVED, AGENT_LEFT, AVAILABILITY_CHANGED, CAPACITY_CHANGED

AVAILABILITIES = ("online", "away", "offline")


@transaction()
def arrive(agent: Agent) -> None:
    """A browser of the agent is here; a second one changes nothing."""
    now = clock.now()
    if agent.here_since is not None and (agent.seen_at is None or agent.seen_at < now - GRACE):
        _has_left(agent, SYSTEM)  # nobody has noticed yet that they had gone
    agent.seen_at, agent.idle = now, False
    if agent.here_since is None:
        agent.here_since = now
        record(AGENT_ARRIVED, by=agent, agent=agent.id, to=agent.presence(now))


@transaction()
def still_here(agent_ids: list[int], as_of: datetime | None = None) -> list[int]:
    """These agents have a live browser: one statement for all of them. Returns those who had been thought absent."""
    db.session.execute(
        update(Agent).where(Agent.id.in_(agent_ids), Agent.here_since.is_not(None)).values(seen_at=as_of or clock.now())
    )
    return list(db.session.scalars(select(Agent.id).where(Agent.id.in_(agent_ids), Agent.here_since.is_(None))))


@transaction()
def leave(agent: Agent) -> None:
    """The agent has gone on purpose: there is no minute of grace."""
    if agent.here_since is not None:
        agent.seen_at = None
        _has_left(agent, agent)


@transaction()
def notice_absence(as_of: datetime | None = None) -> list[int]:
    """Record who has been gone for longer than the grace; for the sweep. Two sweeps at once record it once."""
    limit = (as_of or clock.now()) - GRACE
    gone = db.session.scalars(
        select(Agent)
        .where(Agent.here_since.is_not(None), or_(Agent.seen_at.is_(None), Agent.seen_at < limit))
        .order_by(Agent.id)
        .with_for_update(skip_locked=True, key_share=True)  # who gives them a ticket now is not held up by it
    ).all()
    for agent in gone:
        _has_left(agent, SYSTEM)
    return [agent.id for agent in gone]


@transaction()
def set_availability(agent: Agent, availability: str, *, by) -> None:
    """Choose online, away or offline. Raises ValueError for anything else."""
    if availability not in AVAILABILITIES:
        raise ValueError(f"availability is one of {', '.join(AVAILABILITIES)}")
    _change_presence(agent, by, availability=availability)


@transaction()
def set_idle(agent: Agent, idle: bool) -> None:
    """Nobody has touched the agent's browsers for minutes, or somebody has again."""
    _change_presence(agent, SYSTEM if idle else agent, idle=idle)


@transaction()
def set_capacity(agent: Agent, capacity: int, *, by) -> None:
    """How many open tickets routing may give the agent at once. Raises ValueError outside 0 to 1,000."""
    if not 0 <= capacity <= 1000:
        raise ValueError("capacity is a number from 0 to 1000")
    if agent.capacity != capacity:
        before, agent.capacity = agent.capacity, capacity
        record(CAPACITY_CHANGED, by=by, agent=agent.id, **{"from": before, "to": capacity})


def here(since=None):
    """The condition, in SQL, under which an agent's presence is online; `since` may be a bound parameter."""
    return (
        Agent.disabled_at.is_(None),
        Agent.availability == "online",
        Agent.idle.is_(False),
        Agent.seen_at >= (present_since() if since is None else since),
    )


def present_since(as_of: datetime | None = None) -> datetime:
    """Who was last seen before this has gone."""
    return (as_of or clock.now()) - GRACE


def _has_left(agent: Agent, by) -> None:
    agent.here_since = None
    record(AGENT_LEFT, by=by, agent=agent.id)


def _change_presence(agent: Agent, by, **values) -> None:
    before, chosen = agent.presence(), agent.availability
    for name, value in values.items():
        setattr(agent, name, value)
    if agent.presence() != before or agent.availability != chosen:
        record(AVAILABILITY_CHANGED, by=by, agent=agent.id, **{"from": before, "to": agent.presence()})
