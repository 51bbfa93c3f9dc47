"""Plant a few promises, so that the desk owes something: one due soon, one tomorrow, one late."""

from datetime import datetime, timedelta

from sqlalchemy import select

from helpdesk.db import db
from helpdesk.demo.cast import Cast
from helpdesk.hot import write
from tickets import Promise, Ticket

OWED = [
    ("call_back", timedelta(hours=3), ("Call back about the delivery", "回电说明配送情况")),
    ("promise", timedelta(days=1, hours=2), ("Send the replacement", "寄出换货商品")),
    ("promise", -timedelta(hours=5), ("Ask the warehouse and answer", "联系仓库后回复客户")),
]


def plant_promises(cast: Cast, as_of: datetime) -> None:
    """On the oldest open tickets that somebody has."""
    somebodys = (Ticket.status == "open", Ticket.assignee_id.is_not(None), Ticket.merged_into_id.is_(None))
    waiting = select(Ticket).where(*somebodys).order_by(Ticket.id)
    for ticket, (kind, when, words) in zip(db.session.scalars(waiting.limit(len(OWED))), OWED, strict=False):
        write(
            Promise(
                ticket_id=ticket.id,
                origin_ticket_id=ticket.id,
                kind=kind,
                text=words[ticket.language == "zh"],
                agent_id=ticket.assignee_id,
                team_id=ticket.team_id,
                due_at=as_of + when,
                remind_at=None,
                late=when < timedelta(),
                created_at=as_of - timedelta(days=1),
            )
        )
