"""Reading: how far an agent has read a ticket."""

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.db import BigId, Row, db, only_one, transaction
from helpdesk.hot import change, insert


class Reading(Row):
    """The last message of this ticket that this agent has seen."""

    __tablename__ = "reading"
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), primary_key=True)
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"), primary_key=True)
    message_id: Mapped[int] = mapped_column(BigId)


@transaction()
def mark_read(ticket, *, by) -> None:
    """The agent has seen all there is. No event: it changes nothing for anybody else."""
    if ticket.last_message_id is None:
        return
    only_one("reading", ticket.id, by.id)
    known = db.session.get(Reading, (ticket.id, by.id))
    if known is None:
        insert(Reading(ticket_id=ticket.id, agent_id=by.id, message_id=ticket.last_message_id))
    elif known.message_id < ticket.last_message_id:
        change(known, message_id=ticket.last_message_id)


def unread_of(tickets: list, agent_id: int) -> set[int]:
    """Which of these tickets end with words that are for the team and that this agent has not seen."""
    waiting = {t.id: t.last_message_id for t in tickets if t.ends_with_news and t.last_message_id}
    if not waiting:
        return set()
    seen = db.session.execute(
        select(Reading.ticket_id, Reading.message_id).where(
            Reading.agent_id == agent_id, Reading.ticket_id.in_(waiting)
        )
    )
    return set(waiting) - {number for number, message in seen if message >= waiting[number]}


def read_by_team(ticket) -> int:
    """The last message of the ticket that any agent has seen; 0 when nobody has looked."""
    return db.session.scalar(select(func.max(Reading.message_id)).where(Reading.ticket_id == ticket.id)) or 0
