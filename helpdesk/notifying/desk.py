"""Tell people at the desk: a row for each in the bell, and a word to their browsers at once."""

from collections.abc import Iterable

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.events import SYSTEM, record
from helpdesk.hot import Look
from helpdesk.notifying.notification import Notification
from helpdesk.people import Agent
from tickets.events import NOTIFIED

MOST_PEOPLE = 500
COUNTED = 100  # more than this is "99+"


@transaction()
def tell(agent_ids: Iterable[int], *, kind: str, ticket=None, data: dict | None = None, key: str | None = None) -> int:
    """Let these people know; returns how many heard of it now. With the same `key` nobody is told twice."""
    wanted = sorted(set(agent_ids))[:MOST_PEOPLE]
    here = db.session.scalars(select(Agent.id).where(Agent.id.in_(wanted), Agent.disabled_at.is_(None))).all()
    if not here:
        return 0
    shared = {
        "kind": kind,
        "ticket_id": ticket.id if ticket is not None else None,
        "data": data or {},
        "key": key,
        "at": clock.now(),
    }
    told = db.session.scalars(_insert([{"agent_id": agent, **shared} for agent in here])).all()
    if told:
        record(NOTIFIED, by=SYSTEM, agents=sorted(told), kind=kind, about=shared["ticket_id"])
    return len(told)


def notifications_of(agent, *, before: int | None = None, limit: int = 30) -> list[Notification]:
    """What this person was told, newest first."""
    query = select(Notification).where(Notification.agent_id == agent.id)
    if before:
        query = query.where(Notification.id < before)
    return list(db.session.scalars(query.order_by(Notification.id.desc()).limit(limit)))


def unread_of(agent_id: int) -> int:
    """How many of them were not read, counted no further than COUNTED."""
    return _UNREAD.first(agent=agent_id)[0]


@transaction()
def mark_read(agent, *, up_to: int | None = None, only: int | None = None, ticket_id: int | None = None) -> int:
    """They have been seen: one of them, those of a ticket, or all up to one. Returns how many it concerned."""
    which = [Notification.agent_id == agent.id, Notification.read_at.is_(None)]
    which += [Notification.id <= up_to] if up_to is not None else []
    which += [Notification.id == only] if only is not None else []
    which += [Notification.ticket_id == ticket_id] if ticket_id is not None else []
    done = db.session.execute(
        update(Notification).where(*which).values(read_at=clock.now()).execution_options(synchronize_session=False)
    ).rowcount
    if done:
        record(NOTIFIED, by=agent, agents=[agent.id])
    return done


_SOME = (
    select(Notification.id)
    .where(Notification.agent_id == bindparam("agent"), Notification.read_at.is_(None))
    .limit(COUNTED)
    .subquery()
)
_UNREAD = Look(select(func.count()).select_from(_SOME))


def _insert(rows: list[dict]):
    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    # A reaction that is repeated after a crash finds its own rows: the unique key settles it.
    statement = dialect.insert(Notification).values(rows)
    return statement.on_conflict_do_nothing(index_elements=["agent_id", "key"]).returning(Notification.agent_id)
