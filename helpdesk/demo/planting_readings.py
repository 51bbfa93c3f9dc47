"""Plant who has read what: everybody what is done, its agent what they have answered."""

from sqlalchemy import func, select

from helpdesk.db import db
from helpdesk.demo.cast import Cast
from helpdesk.hot import insert
from tickets import Message, Ticket
from tickets.reading import Reading


def plant_readings(cast: Cast) -> None:
    """Leave unread only what somebody has still to look at."""
    answered = {
        number: message
        for number, message in db.session.execute(
            select(Message.ticket_id, func.max(Message.id)).where(Message.kind != "inbound").group_by(Message.ticket_id)
        )
    }
    for ticket in db.session.scalars(select(Ticket).where(Ticket.message_count > 0)).all():
        if ticket.status in ("solved", "closed"):
            _read(ticket, [agent.id for agent in cast.agents.values()], ticket.last_message_id)
        elif ticket.assignee_id and ticket.id in answered:
            _read(ticket, [ticket.assignee_id], answered[ticket.id])


def _read(ticket: Ticket, agents: list[int], message: int) -> None:
    for agent in agents:
        insert(Reading(ticket_id=ticket.id, agent_id=agent, message_id=message))
