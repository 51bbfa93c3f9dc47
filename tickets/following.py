"""Follow a ticket, or stop."""

from sqlalchemy import bindparam, select

from helpdesk.db import db, only_one, transaction
from helpdesk.events import record
from helpdesk.hot import Look, insert
from tickets.events import FOLLOWER_ADDED, FOLLOWER_REMOVED
from tickets.follower import Follower

_FOLLOWS = Look(
    select(Follower.agent_id).where(Follower.ticket_id == bindparam("ticket"), Follower.agent_id == bindparam("agent"))
)


@transaction()
def follow(ticket, agent) -> None:
    """The agent hears of the ticket from now on."""
    only_one("follower", ticket.id, agent.id)
    if _FOLLOWS.first(ticket=ticket.id, agent=agent.id) is None:
        insert(Follower(ticket_id=ticket.id, agent_id=agent.id))
        record(FOLLOWER_ADDED, ticket, by=agent, agent=agent.id)


@transaction()
def unfollow(ticket, agent) -> None:
    """The agent no longer hears of it, unless it is theirs."""
    row = db.session.get(Follower, (ticket.id, agent.id))
    if row is not None:
        db.session.delete(row)
        db.session.flush()
        record(FOLLOWER_REMOVED, ticket, by=agent, agent=agent.id)
