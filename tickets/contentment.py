"""Contentment: how content customers were, and what was promised to them, as columns of their worth."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from helpdesk.customers.valuing.sources import Some, source
from helpdesk.db import db
from tickets.promise import Promise
from tickets.surveys.questions import SCALES, scored
from tickets.surveys.response import Response
from tickets.surveys.survey import Survey
from tickets.ticket import Ticket

QUARTER = timedelta(days=90)


def scores_of(some: Some, now: datetime) -> dict[int, dict]:
    """The last score in percent of its scale, when it was given, and how many were low lately."""
    given = db.session.execute(
        select(Response.customer_id, Response.survey_id, Response.score, Response.low, Response.answered_at)
        .where(some.among(Response.customer_id), Response.answered_at.is_not(None), Response.score.is_not(None))
        .order_by(Response.answered_at)
    ).all()
    scales, found = _scales() if given else {}, {}
    for number, survey, score, low, at in given:
        lately = int(bool(low) and at > now - QUARTER) + found.get(number, {}).get("low_scores_90d", 0)
        percent = _percent(score, scales.get(survey, SCALES["csat"]))
        found[number] = {"last_score": percent, "last_score_at": at, "low_scores_90d": lately}
    return found


def promises_to(some: Some, now: datetime) -> dict[int, dict]:
    """How many promises are still open."""
    found = db.session.execute(
        select(Ticket.customer_id, func.count())
        .join(Promise, Promise.ticket_id == Ticket.id)
        .where(some.among(Ticket.customer_id), Promise.done_at.is_(None))
        .group_by(Ticket.customer_id)
    )
    return {number: {"open_promises": count} for number, count in found}


def _scales() -> dict[int, tuple[int, int]]:
    rows = db.session.execute(select(Survey.id, Survey.questions))
    return {number: SCALES[one["kind"]] for number, questions in rows if (one := scored(questions or []))}


def _percent(score: int, scale: tuple[int, int]) -> int:
    low, high = scale
    return round(100 * (score - low) / (high - low))


source(("last_score", "last_score_at", "low_scores_90d"), scores_of)
source(("open_promises",), promises_to)
