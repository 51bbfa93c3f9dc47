"""Queueing: how long customers would wait, by simulation: arrivals as they were, so many places, one after another."""

import heapq
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from sqlalchemy import func, select

from helpdesk.db import db
from helpdesk.people import Agent, Membership

USUAL_SECONDS = 1800.0


@dataclass(frozen=True)
class Arrival:
    """One ticket: when it came, and how long somebody had it on their desk; None where that is not known."""

    at: datetime
    seconds: float | None


def places() -> dict[int | None, int]:
    """How many tickets each team can have on its desks at once; of no team are everybody's."""
    query = (
        select(Membership.team_id, func.sum(Agent.capacity))
        .join(Agent, Agent.id == Membership.agent_id)
        .where(Agent.disabled_at.is_(None))
        .group_by(Membership.team_id)
    )
    found = {team: int(size) for team, size in db.session.execute(query)}
    everybody = db.session.scalar(select(func.sum(Agent.capacity)).where(Agent.disabled_at.is_(None)))
    return found | {None: int(everybody or 0)}


def waits(arrivals: list[Arrival], size: int) -> dict | None:
    """{median, p90, most} in seconds; None where nobody could ever take one."""
    if size <= 0 or not arrivals:
        return None
    known = [one.seconds for one in arrivals if one.seconds is not None]
    usual = median(known) if known else USUAL_SECONDS
    busy, waited = [0.0] * min(size, len(arrivals)), []
    for one in sorted(arrivals, key=lambda arrival: arrival.at):
        came = one.at.timestamp()
        begins = max(came, busy[0])
        heapq.heapreplace(busy, begins + (usual if one.seconds is None else one.seconds))
        waited.append(begins - came)
    return spread(waited)


def spread(waited: list[float]) -> dict | None:
    """{median, p90, most} in seconds; None where there was nobody."""
    if not waited:
        return None
    waited = sorted(waited)
    return {
        "median": round(waited[len(waited) // 2]),
        "p90": round(waited[int(len(waited) * 0.9)]),
        "most": round(waited[-1]),
    }
