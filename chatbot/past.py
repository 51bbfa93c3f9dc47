"""Past: the last solved tickets as questions, with the article that answered each where somebody said so."""

from dataclasses import dataclass

from sqlalchemy import func, select

from helpdesk import language
from helpdesk.db import db
from knowledge_base.teaching import Taught
from tickets import Message, Ticket

MOST = 500
_ANSWERED = ("inserted", "answered", "bot_right")
_LONGEST = 1000


@dataclass(frozen=True)
class Asked:
    """What a customer began with; `article_id` is what answered it, None where nobody said."""

    ticket_id: int
    text: str
    article_id: int | None


def asked_lately(spoken: str, limit: int = 200) -> list[Asked]:
    """The first messages of the newest solved tickets in this language."""
    first = (
        select(func.min(Message.id).label("message"), Message.ticket_id.label("ticket"))
        .where(Message.kind == "inbound", Message.is_auto.is_(False))
        .where(Message.ticket_id.in_(_newest(spoken, min(limit, MOST))))
        .group_by(Message.ticket_id)
        .subquery()
    )
    rows = db.session.execute(
        select(Message.ticket_id, Message.reply_text, Message.text).join(first, Message.id == first.c.message)
    ).all()
    taught = dict(
        map(
            tuple,
            db.session.execute(
                select(Taught.ticket_id, Taught.article_id).where(
                    Taught.ticket_id.in_([row.ticket_id for row in rows]), Taught.how.in_(_ANSWERED)
                )
            ),
        )
    )
    found = [(row.ticket_id, (row.reply_text if row.reply_text is not None else row.text)[:_LONGEST]) for row in rows]
    return [Asked(number, text, taught.get(number)) for number, text in found if language.query_words(text)]


def _newest(spoken: str, limit: int):
    return (
        select(Ticket.id)
        .where(Ticket.status.in_(("solved", "closed")), Ticket.language == spoken, Ticket.spam_at.is_(None))
        .order_by(Ticket.last_message_at.desc())
        .limit(limit)
    )
