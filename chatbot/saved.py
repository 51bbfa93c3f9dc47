"""Saved: what articles spare the desk, as figures: conversations that ended without a person, by what is known."""

from datetime import datetime, timedelta

from sqlalchemy import Integer, func, select

from chatbot.talk import Talk
from chatbot.turn import Turn
from helpdesk import clock
from helpdesk.db import db
from knowledge_base.feedback import Feedback
from tickets import Ticket

LATELY = timedelta(days=30)


def saved_lately(as_of: datetime | None = None) -> dict[str, int]:
    """`answered`: conversations in which the bot told an article · `alone`: of them, solved without a person ·
    `helpful`: readers of the help centre who were helped · `read`: of so many who said."""
    since = (as_of or clock.now()) - LATELY
    told = select(Turn.ticket_id).where(Turn.at > since, Turn.band == "answer").distinct()
    alone = (
        select(func.count())
        .select_from(Talk)
        .join(Ticket, Ticket.id == Talk.ticket_id)
        .where(Talk.ticket_id.in_(told), Ticket.first_replied_at.is_(None), Ticket.status.in_(("solved", "closed")))
    )
    helped = select(func.coalesce(func.sum(func.cast(Feedback.helpful, Integer)), 0), func.count()).where(
        Feedback.at > since, Feedback.place != "bot"
    )
    helpful, said = db.session.execute(helped).one()
    return {
        "answered": db.session.scalar(select(func.count()).select_from(told.subquery())),
        "alone": db.session.scalar(alone),
        "helpful": int(helpful),
        "read": said,
    }
