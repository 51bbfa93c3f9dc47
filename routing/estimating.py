"""Estimating: which place a customer has in the queue, and how long it will be, from how fast it moves now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy import bindparam, select

from helpdesk import clock
from helpdesk.clock import Instant
from helpdesk.hot import Look
from routing.candidate import of_team
from routing.decision import GIVEN, RoutingDecision
from routing.plan import plan_of
from routing.queue import place_of
from routing.working_hours import works
from tickets import Ticket

LOOKED_BACK = timedelta(hours=2)
ENOUGH = 5  # fewer hand-outs say nothing about the next ones
_SINCE = bindparam("since", type_=Instant)
_FROM_QUEUE = (
    select(RoutingDecision.at)
    .where(RoutingDecision.outcome == GIVEN, RoutingDecision.from_queue.is_(True), RoutingDecision.at >= _SINCE)
    .order_by(RoutingDecision.at.desc())
    .limit(30)
)
_OF_TEAM = Look(_FROM_QUEUE.where(RoutingDecision.team_id == bindparam("team")))
_OF_NO_TEAM = Look(_FROM_QUEUE.where(RoutingDecision.team_id.is_(None)))


@dataclass(frozen=True)
class Place:
    """`seconds` is empty where too little has moved lately to tell, or nobody is here."""

    place: int
    here: bool
    seconds: int | None


def place_and_wait(ticket: Ticket) -> Place:
    """Where this waiting ticket stands in its queue, and in about how many seconds its turn comes."""
    place, here = place_of(ticket), anybody_works(ticket.team_id)
    pace = seconds_a_ticket(ticket.team_id) if here else None
    return Place(place, here, None if pace is None else round(pace * place))


def who_works(team_id: int | None) -> list[int]:
    """The numbers of the agents of the team who are here and take tickets; nobody while it is closed."""
    if not works(plan_of(team_id).calendar_id):
        return []
    return [one.agent_id for one in of_team(team_id) if one.in_hours and one.capacity > 0]


def anybody_works(team_id: int | None) -> bool:
    """Whether somebody of the team is here, and it is open."""
    return bool(who_works(team_id))


def seconds_a_ticket(team_id: int | None, as_of: datetime | None = None) -> float | None:
    """How long it takes lately until the next one is taken from the queue; None when there are too few to tell.

    Two of three times it went at least so fast: who is told "about 6 minutes" shall rather be surprised kindly.
    """
    since = (as_of or clock.now()) - LOOKED_BACK
    rows = _OF_NO_TEAM.all(since=since) if team_id is None else _OF_TEAM.all(since=since, team=team_id)
    times = sorted(at for (at,) in rows)
    if len(times) < ENOUGH:
        return None
    gaps = sorted((later - earlier).total_seconds() for earlier, later in pairwise([*times, as_of or clock.now()]))
    average = sum(gaps) / len(gaps)
    return max(average, gaps[len(gaps) * 2 // 3])
