"""Satisfaction: what this ticket's customer was asked and said; ask now."""

from flask import jsonify
from sqlalchemy import select

from helpdesk import clock
from helpdesk.console.door import console, find_ticket
from helpdesk.console.said import Said
from helpdesk.db import db
from helpdesk.people.sessions import me
from helpdesk.reader import language
from helpdesk.refusing import Refusal
from tickets import surveys
from tickets.merging import family_of
from tickets.surveys import Response, Survey
from tickets.surveys.spoken import spoken

MOST = 20
_WHY = {
    "disabled": ("This survey is switched off.", "该问卷已停用。"),
    "spam": ("No survey for spam.", "垃圾工单不发送问卷。"),
    "merged": ("This ticket has been merged away.", "该工单已合并到其他工单。"),
    "trashed": ("This ticket is in the trash.", "该工单在回收站中。"),
    "asked_already": ("The customer has been asked about this ticket already.", "该工单已向客户发送过此问卷。"),
    "forbidden": ("The customer does not want to be asked.", "该客户已拒绝接收问卷。"),
    "resting": ("The customer was asked not long ago and is left in peace.", "近期已向该客户发送过问卷，暂不打扰。"),
}


@console.get("/tickets/<number:ticket_id>/satisfaction.json")
def satisfaction(ticket_id: int):
    """{responses, customer: {answered, low, last}, surveys: [{key, name}]}."""
    return _said(find_ticket(ticket_id))


@console.post("/tickets/<number:ticket_id>/surveys")
def ask_now(ticket_id: int):
    """Ask the customer now; 409 says what stands against it."""
    ticket, key = find_ticket(ticket_id), Said().text("survey", 40)
    survey = surveys.survey_of(key)
    if survey is None:
        raise Refusal(404)
    against = surveys.why_not(ticket, survey, now=True)
    if against is None and surveys.ask(ticket, key, by=me(), now=True) is not None:
        return _said(ticket), 201
    raise Refusal(409, against or "asked_already", *_WHY[against or "asked_already"])


def _said(ticket):
    family = family_of(ticket)
    own = _responses(Response.ticket_id.in_(family), Response.state != "dropped")
    known = {survey.id: survey for survey in surveys.surveys()}
    return jsonify(
        responses=[_shape(row, known[row.survey_id]) for row in own],
        customer=_customer(ticket.customer_id),
        surveys=[{"key": s.key, "name": s.name} for s in known.values() if s.enabled],
    )


def _customer(customer_id: int) -> dict:
    rows = _responses(Response.customer_id == customer_id, Response.score.is_not(None))
    last = max(rows, key=lambda row: row.answered_at, default=None)
    return {
        "answered": len(rows),
        "low": sum(row.low for row in rows),
        "last": None
        if last is None
        else {"score": last.score, "ticket": last.ticket_id, "at": clock.iso(last.answered_at), "low": last.low},
    }


def _responses(*where) -> list[Response]:
    return list(db.session.scalars(select(Response).where(*where).order_by(Response.id.desc()).limit(MOST)))


def _shape(row: Response, survey: Survey) -> dict:
    return {
        "id": row.id,
        "survey": survey.key,
        "kind": survey.kind,
        "name": survey.name,
        "state": row.state,
        "score": row.score,
        "most": _highest(survey),
        "low": row.low,
        "answers": [{"question": q, "answer": a} for q, a in spoken(survey, _besides(row, survey), language())],
        "due_at": clock.iso(row.due_at) if row.state == "planned" else None,
        "asked_at": clock.iso(row.sent_at),
        "answered_at": clock.iso(row.answered_at),
        "reminded_at": clock.iso(row.reminded_at),
        "agent_id": row.agent_id,
    }


def _besides(row: Response, survey: Survey) -> dict:
    """What was answered besides the score, which stands above it."""
    question = surveys.scored(survey.questions)
    return {key: value for key, value in row.answers.items() if question is None or key != question["key"]}


def _highest(survey: Survey) -> int | None:
    question = surveys.scored(survey.questions)
    return surveys.SCALES[question["kind"]][1] if question else None
