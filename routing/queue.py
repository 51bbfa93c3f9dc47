"""Queue: the tickets of a team that wait for somebody, oldest waiting first."""

from datetime import timedelta

from sqlalchemy import exists, func, select, text

from helpdesk import clock
from helpdesk.db import db
from routing.decision import RoutingDecision
from tickets import Message
from tickets.ticket import QUEUED, Ticket

CALLING = timedelta(minutes=10)
_AWAKE = (Ticket.snoozed_until.is_(None), Ticket.bot_since.is_(None))  # and not with the bot


def anything(teams: list[int] | None = None) -> bool:
    """Whether anything waits, for one of these teams or of no team; for any team when none are named."""
    query = select(Ticket.id).where(text(QUEUED), *_AWAKE)
    if teams is not None:
        query = query.where(Ticket.team_id.is_(None) | Ticket.team_id.in_(teams))
    return db.session.scalar(query.limit(1)) is not None


def teams_with_waiting() -> list[int | None]:
    """Whose queues are not empty."""
    return list(db.session.scalars(select(Ticket.team_id).where(text(QUEUED), *_AWAKE).distinct()))


def oldest(team_id: int | None, number: int) -> list[Ticket]:
    """The first ones of a team's queue, held until the end of the transaction. What another holds is left to it."""
    query = (
        select(Ticket).where(_of(team_id), text(QUEUED), *_AWAKE, ~_is_on_the_phone()).with_for_update(skip_locked=True)
    )
    found = list(
        db.session.scalars(
            query.where(Ticket.waiting_since.is_not(None)).order_by(Ticket.waiting_since, Ticket.id).limit(number)
        )
    )
    if len(found) < number:  # tickets whose customer does not wait, such as one that was put back after an answer
        found += db.session.scalars(
            query.where(Ticket.waiting_since.is_(None)).order_by(Ticket.id).limit(number - len(found))
        )
    return found


def place_of(ticket: Ticket) -> int:
    """Which one in its queue this ticket is; the first is 1."""
    if ticket.waiting_since is None:
        return 1 + _count(_of(ticket.team_id), Ticket.waiting_since.is_not(None) | (Ticket.id < ticket.id))
    return 1 + _count(
        _of(ticket.team_id),
        (Ticket.waiting_since < ticket.waiting_since)
        | ((Ticket.waiting_since == ticket.waiting_since) & (Ticket.id < ticket.id)),
    )


def given_back_by(tickets: list[Ticket]) -> dict[int, int]:
    """Who put which ticket back last: it is not given to them again."""
    rows = db.session.execute(
        select(RoutingDecision.ticket_id, RoutingDecision.not_to)
        .where(RoutingDecision.ticket_id.in_([ticket.id for ticket in tickets]), RoutingDecision.not_to.is_not(None))
        .order_by(RoutingDecision.id)
    )
    return dict(map(tuple, rows))


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
        select(func.count()).select_from(
            select(Ticket.id).where(text(QUEUED), *_AWAKE, *where).limit(10_000).subquery()
        )
    )
