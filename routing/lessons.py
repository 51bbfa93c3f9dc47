"""Lessons: what complaints came from, and what was made of them: an article, a rule; reading only."""

from datetime import datetime

from sqlalchemy import case, func, select

from helpdesk.db import db
from routing.complaint import Complaint
from tickets import Ticket

MOST = 50


def by_cause(since: datetime, until: datetime) -> list[dict]:
    """[{cause, complaints, learned, articles, rules}] of complaints received in these days, the most first.

    The cause is None where nobody has named one yet.
    """
    given = (Complaint.learned_at, Complaint.article_id, Complaint.rule_id)
    query = (
        select(Complaint.cause, func.count(), *(func.sum(case((one.is_not(None), 1), else_=0)) for one in given))
        .where(*_between(since, until))
        .group_by(Complaint.cause)
    )
    names = ("cause", "complaints", "learned", "articles", "rules")
    rows = [dict(zip(names, row, strict=True)) for row in db.session.execute(query)]
    return sorted(rows, key=lambda row: (row["cause"] is None, -row["complaints"]))


def newest(since: datetime, until: datetime, sees, *, cause: str | None = None) -> list[tuple[Complaint, Ticket]]:
    """The last complaints with their tickets, as far as who looks sees those (`sees`: a condition, None for all)."""
    query = select(Complaint, Ticket).join(Ticket, Ticket.id == Complaint.ticket_id).where(*_between(since, until))
    if cause is not None:
        query = query.where(Complaint.cause == cause)
    if sees is not None:
        query = query.where(sees)
    rows = db.session.execute(query.order_by(Complaint.received_at.desc(), Complaint.ticket_id.desc()).limit(MOST))
    return [(complaint, ticket) for complaint, ticket in rows]


def _between(since: datetime, until: datetime) -> tuple:
    return (Complaint.received_at >= since, Complaint.received_at < until, Complaint.withdrawn_at.is_(None))
