"""Queue: the tickets of a team that wait for somebody: the urgent first, then who must be answered soonest, then
who has waited longest.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import and_, case, exists, func, or_, select, text

from helpdesk import clock
from helpdesk.db import db
from routing.decision import RoutingDecision
from tickets import Message
from tickets.ticket import ACTIVE, PRIORITIES, QUEUED, Ticket

CALLING = timedelta(minutes=10)
MOST_COUNTED = 10_000
# Neither put off until later, nor spoken to by the bot: it calls for a person when it has to.
WAITS = (text(QUEUED), Ticket.snoozed_until.is_(None), Ticket.bot_since.is_(None))
rank_of = case({name: rank for rank, name in enumerate(PRIORITIES)}, value=Ticket.priority, else_=1)
# What has no limit of time comes after what has one, and who does not wait for an answer after who does.
ORDER = (
    rank_of.desc(),
    Ticket.due_at.is_(None),
    Ticket.due_at,
    case((Ticket.due_at.is_(None) & Ticket.waiting_since.is_(None), 1), else_=0),
    case((Ticket.due_at.is_(None), Ticket.waiting_since)),
    Ticket.id,
)
_LIMITED, _ASKING = Ticket.due_at.is_not(None), Ticket.waiting_since.is_not(None)
# The parts of one priority's line, one after the other; each is read from the index in its own order.
_PARTS = (
    (_LIMITED, (Ticket.due_at, Ticket.id)),
    (~_LIMITED & _ASKING, (Ticket.waiting_since, Ticket.id)),
    (~_LIMITED & ~_ASKING, (Ticket.id,)),
)


def anything(teams: list[int] | None = None) -> bool:
    """Whether anything waits, for one of these teams or of no team; for any team when none are named."""
    query = select(Ticket.id).where(*WAITS)
    if teams is not None:
        query = query.where(Ticket.team_id.is_(None) | Ticket.team_id.in_(teams))
    return db.session.scalar(query.limit(1)) is not None


def anything_of(team_id: int | None, *, besides: int) -> bool:
    """Whether anything else waits in this one queue."""
    query = select(Ticket.id).where(_of(team_id), *WAITS, Ticket.id != besides)
    return db.session.scalar(query.limit(1)) is not None


def lines_with_waiting() -> list[tuple[int | None, str]]:
    """Which queues are not empty, and with which priorities."""
    query = select(Ticket.team_id, Ticket.priority).where(*WAITS).distinct()
    return [(team, priority) for team, priority in db.session.execute(query)]


def oldest(team_id: int | None, number: int, priorities: list[str] = PRIORITIES) -> list[Ticket]:
    """The first ones of a team's queue, held until the end of the transaction. What another holds is left to it."""
    found: list[Ticket] = []
    for priority in sorted(priorities, key=PRIORITIES.index, reverse=True):
        for part, order in _PARTS:
            if len(found) < number:
                found += _next_of(team_id, priority, part, order, number - len(found))
    return found


def place_of(ticket: Ticket) -> int:
    """Which one in its queue this ticket is; the first is 1."""
    return 1 + _count(_of(ticket.team_id), _before(ticket))


def in_order(tickets: list[Ticket]) -> list[Ticket]:
    """These in the order in which they are given to somebody."""
    return sorted(tickets, key=_key)


def given_back_by(tickets: list[Ticket]) -> dict[int, int]:
    """Who put which ticket back last: it is not given to them again."""
    rows = db.session.execute(
        select(RoutingDecision.ticket_id, RoutingDecision.not_to)
        .where(RoutingDecision.ticket_id.in_([ticket.id for ticket in tickets]), RoutingDecision.not_to.is_not(None))
        .order_by(RoutingDecision.id)
    )
    return dict(map(tuple, rows))


def waiting(team_id: int | None, limit: int) -> list[Ticket]:
    """The first of a team's queue, to look at."""
    query = select(Ticket).where(_of(team_id), *WAITS)
    return list(db.session.scalars(query.order_by(*ORDER).limit(limit)))


def of_agent(agent_id: int, limit: int) -> list[Ticket]:
    """What this agent has: those whose customer waits longest first."""
    order = (Ticket.waiting_since.is_(None), Ticket.waiting_since, Ticket.id)
    query = select(Ticket).where(Ticket.assignee_id == agent_id, text(ACTIVE)).order_by(*order)
    return list(db.session.scalars(query.limit(limit)))


def number_of(agent_id: int) -> int:
    """How many this agent has."""
    return db.session.scalar(select(func.count(Ticket.id)).where(Ticket.assignee_id == agent_id, text(ACTIVE)))


def line(team_id: int | None):
    """The numbers of what waits in a team's queue, as a SELECT to go on with."""
    return select(Ticket.id).where(_of(team_id), *WAITS, ~_is_on_the_phone())


def sizes() -> dict[int | None, int]:
    """How many wait in each queue that is not empty."""
    query = select(Ticket.team_id, func.count()).where(*WAITS)
    return dict(map(tuple, db.session.execute(query.group_by(Ticket.team_id))))


def _next_of(team_id: int | None, priority: str, part, order: tuple, number: int) -> list[Ticket]:
    return list(
        db.session.scalars(
            select(Ticket)
            .where(
                _of(team_id),
                Ticket.priority == priority,
                part,
                *WAITS,
                ~_is_on_the_phone(),
            )
            .order_by(*order)
            .limit(number)
            .with_for_update(skip_locked=True)
        )
    )


def _key(ticket: Ticket) -> tuple:
    never = datetime.max.replace(tzinfo=UTC)
    asks = never if ticket.due_at else ticket.waiting_since or never
    return -PRIORITIES.index(ticket.priority), ticket.due_at or never, asks, ticket.id


def _before(ticket: Ticket):
    """The condition under which another ticket comes first."""
    rank = PRIORITIES.index(ticket.priority)
    return or_(rank_of > rank, and_(rank_of == rank, _sooner(ticket)))


def _sooner(ticket: Ticket):
    if ticket.due_at is not None:
        return or_(Ticket.due_at < ticket.due_at, and_(Ticket.due_at == ticket.due_at, Ticket.id < ticket.id))
    if ticket.waiting_since is None:
        return or_(_LIMITED, _ASKING, Ticket.id < ticket.id)
    same = and_(Ticket.waiting_since == ticket.waiting_since, Ticket.id < ticket.id)
    return or_(_LIMITED, Ticket.waiting_since < ticket.waiting_since, same)


def _is_on_the_phone():
    """The customer is calling right now: who picks up has the ticket. An end that nobody tells holds it for minutes."""
    return (
        exists()
        .where(
            Message.id == Ticket.last_message_id,
            Message.kind == "call",
            Message.state.in_(("ringing", "talking")),
            Message.state_at > clock.now() - CALLING,
        )
        .correlate(Ticket)
    )


def _of(team_id: int | None):
    return Ticket.team_id.is_(None) if team_id is None else Ticket.team_id == team_id


def _count(*where) -> int:
    return db.session.scalar(
        select(func.count()).select_from(select(Ticket.id).where(*WAITS, *where).limit(MOST_COUNTED).subquery())
    )
