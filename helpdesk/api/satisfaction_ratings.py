"""Satisfaction ratings: what customers were asked and said, in the field's shape: offered, good or bad."""

from flask import request
from sqlalchemy import func, select

from helpdesk import clock
from helpdesk.api import numbers, paging, reading
from helpdesk.api.door import NUMBER, answer, find_ticket, given, invalid, me, not_found, route, sight, url
from helpdesk.db import db, transaction
from helpdesk.hot import get, insert
from helpdesk.people import may
from tickets import Ticket, surveys
from tickets.surveys import Response

_SAID, _COMMENTED = Response.score.is_not(None), Response.comment.is_not(None)
_GOOD, _BAD = [_SAID, Response.low.is_(False)], [_SAID, Response.low.is_(True)]
SCORES = {
    "offered": [_SAID.is_(False), Response.sent_at.is_not(None)],
    "unoffered": [Response.sent_at.is_(None)],
    "received": [_SAID],
    "received_with_comment": [_SAID, _COMMENTED],
    "received_without_comment": [_SAID, ~_COMMENTED],
    "good": _GOOD,
    "good_with_comment": [*_GOOD, _COMMENTED],
    "good_without_comment": [*_GOOD, ~_COMMENTED],
    "bad": _BAD,
    "bad_with_comment": [*_BAD, _COMMENTED],
    "bad_without_comment": [*_BAD, ~_COMMENTED],
}
_GIVEN = {"good": 5, "bad": 1}


@route("/satisfaction_ratings")
def list_ratings():
    """Of the tickets the agent may see; `score`, `start_time` and `end_time` narrow it."""
    path = "satisfaction_ratings.json"
    return answer(paging.page_of(_asked(), path, "satisfaction_ratings", _all, order=[Response.id]))


@route("/satisfaction_ratings/count")
def count_ratings():
    """How many."""
    value = db.session.scalar(select(func.count()).select_from(_asked().subquery()))
    return answer({"count": {"value": value, "refreshed_at": clock.iso(clock.now())}})


@route(f"/satisfaction_ratings/{NUMBER}")
def show_rating(number: int):
    """One of them."""
    row = db.session.get(Response, number)
    if row is None or row.state == "dropped":
        raise not_found()
    find_ticket(row.ticket_id)
    return answer({"satisfaction_rating": shape(row)})


@route(f"/tickets/{NUMBER}/satisfaction_rating", "POST")
def create_rating(number: int):
    """A score that was given elsewhere: only who manages surveys can say so."""
    ticket, said = find_ticket(number), given("satisfaction_rating")
    if not may(me(), "surveys.manage"):
        raise not_found()
    survey = surveys.survey_of("csat")
    if survey is None:
        raise invalid("There is no survey with the key csat.", "没有标识为 csat 的问卷。")
    score = said.get("score")
    if not isinstance(score, str | int):
        raise reading.wrong("score", "good, bad, or 1 to 5")
    score = _GIVEN.get(score, score)
    answers = {"score": score, "comment": reading.text(said, "comment", "", 4000)}
    known = {question["key"] for question in survey.questions}
    try:
        row = _voted(ticket, survey, {name: value for name, value in answers.items() if name in known})
    except surveys.BadAnswer:
        raise reading.wrong("score", "good, bad, or 1 to 5") from None
    except surveys.Over:
        raise invalid("The time to rate this ticket is over.", "该工单的评价时间已过。") from None
    return answer({"satisfaction_rating": shape(row)}, 201)


@transaction()
def _voted(ticket: Ticket, survey, answers: dict) -> Response:
    row = db.session.scalar(
        select(Response)
        .where(Response.ticket_id == ticket.id, Response.survey_id == survey.id)
        .where(Response.state.in_(("asked", "answered")))
    )
    if row is None:
        row = insert(
            Response(
                survey_id=survey.id,
                ticket_id=ticket.id,
                customer_id=ticket.customer_id,
                language=ticket.language,
                state="asked",
                sent_at=clock.now(),
                agent_id=ticket.assignee_id,
                team_id=ticket.team_id,
                channel=ticket.channel,
            )
        )
    surveys.vote(row, answers, how="api")
    return get(Response, row.id)


def shape(row: Response) -> dict:
    """The rating as the API says it."""
    score = "offered" if row.score is None else "bad" if row.low else "good"
    return {
        "url": url(f"satisfaction_ratings/{row.id}.json"),
        "id": row.id,
        "score": "unoffered" if row.sent_at is None else score,
        "rating": row.score,
        "comment": row.comment,
        "reason": None,
        "ticket_id": row.ticket_id,
        "assignee_id": numbers.of_agent(row.agent_id),
        "group_id": row.team_id,
        "requester_id": numbers.of_customer(row.customer_id),
        "survey_id": row.survey_id,
        "created_at": clock.iso(row.sent_at or row.created_at),
        "updated_at": clock.iso(row.changed_at or row.sent_at or row.created_at),
    }


def _asked():
    query = select(Response).join(Ticket, Ticket.id == Response.ticket_id).where(Response.state != "dropped")
    if sight().seen is not None:
        query = query.where(sight().seen)
    if (score := request.args.get("score")) is not None:
        if score not in SCORES:
            raise reading.wrong("score", ", ".join(SCORES))
        query = query.where(*SCORES[score])
    since, until = (_time(name) for name in ("start_time", "end_time"))
    if since is not None:
        query = query.where(Response.created_at >= since)
    return query if until is None else query.where(Response.created_at < until)


def _time(name: str):
    value = request.args.get(name)
    at = reading.instant(value) if value else None
    if value and at is None:
        raise reading.wrong(name, "a time")
    return at


def _all(rows) -> list[dict]:
    return [shape(row) for row in rows]
