"""Surveys of one or several questions, with branches; what was answered; ask a ticket's customer."""

from sqlalchemy import select

from helpdesk import clock
from helpdesk.api import numbers, paging, reading
from helpdesk.api.door import NUMBER, answer, find_ticket, given, invalid, me, not_found, route, sight, url
from helpdesk.db import db
from helpdesk.people import may
from tickets import Ticket, surveys
from tickets.surveys import BadSurvey, Response, Survey
from tickets.surveys.editing import BOUNDS, save


@route("/surveys")
def list_surveys():
    """All there are."""
    return answer(paging.whole(surveys.surveys(), "surveys", lambda rows: [shape(row) for row in rows]))


@route(f"/surveys/{NUMBER}")
def show_survey(number: int):
    """One survey."""
    return answer({"survey": shape(_find(number))})


@route("/surveys", "POST")
def create_survey():
    """A new one; only who manages surveys."""
    return answer({"survey": shape(_save(None))}, 201)


@route(f"/surveys/{NUMBER}", "PUT")
def change_survey(number: int):
    """Change it; answers that were given stay."""
    return answer({"survey": shape(_save(_find(number)))})


@route(f"/surveys/{NUMBER}/responses")
def list_responses(number: int):
    """Who was asked and what they said, of the tickets the agent may see."""
    query = select(Response).join(Ticket, Ticket.id == Response.ticket_id).where(Response.survey_id == _find(number).id)
    if sight().seen is not None:
        query = query.where(sight().seen)
    path = f"surveys/{number}/responses.json"
    return answer(
        paging.page_of(query, path, "responses", lambda rows: [said(row) for row in rows], order=[Response.id])
    )


@route(f"/tickets/{NUMBER}/surveys", "POST")
def ask(number: int):
    """Ask the ticket's customer: {"survey": {"key": "nps"}}."""
    ticket, key = find_ticket(number), reading.text(given("survey"), "key", "", 40)
    survey = surveys.survey_of(key)
    if survey is None:
        raise reading.wrong("key", "the key of a survey")
    against = surveys.why_not(ticket, survey, now=True)
    row = None if against else surveys.ask(ticket, key, by=me(), now=True)
    if row is None:
        why = against or "asked_already"
        raise invalid(f"This customer is not asked: {why}.", f"未向该客户发送问卷：{why}。", why=why)
    return answer({"response": said(row)}, 201)


def shape(survey: Survey) -> dict:
    """The survey as the API says it."""
    return {
        "url": url(f"surveys/{survey.id}.json"),
        "id": survey.id,
        "key": survey.key,
        "name": survey.name,
        "kind": survey.kind,
        "enabled": survey.enabled,
        "questions": survey.questions,
        "words": survey.words,
        "low_at": survey.low_at,
        **{name: getattr(survey, name) for name in BOUNDS},
        "created_at": clock.iso(survey.created_at),
        "updated_at": clock.iso(survey.updated_at),
    }


def said(row: Response) -> dict:
    """The response as the API says it; its link is the customer's alone."""
    return {
        "id": row.id,
        "survey_id": row.survey_id,
        "ticket_id": row.ticket_id,
        "requester_id": numbers.of_customer(row.customer_id),
        "assignee_id": numbers.of_agent(row.agent_id),
        "group_id": row.team_id,
        "channel": row.channel,
        "topic": row.topic,
        "segments": row.segments,
        "state": row.state,
        "score": row.score,
        "low": row.low,
        "answers": row.answers,
        "asked_at": clock.iso(row.sent_at),
        "answered_at": clock.iso(row.answered_at),
        "expires_at": clock.iso(row.expires_at),
    }


def _all(rows) -> list[dict]:
    return [said(row) for row in rows]


def _save(survey: Survey | None) -> Survey:
    if not may(me(), "surveys.manage"):
        raise not_found()
    values = given("survey")
    known = {name: values[name] for name in ("name", "kind", "questions", "low_at", *BOUNDS) if name in values}
    if "enabled" in values:
        known["enabled"] = reading.flag(values, "enabled", True)
    if "words" in values:
        known["words"] = _words(values["words"])
    try:
        return save(survey, **known)
    except BadSurvey as error:
        raise invalid(error.en, error.zh) from None
    except (TypeError, AttributeError):  # a list where an object is wanted, somewhere inside
        raise reading.wrong("questions", "questions as the documentation has them") from None


def _words(words) -> dict:
    thanks = words.get("thanks") if isinstance(words, dict) else None
    if not isinstance(thanks, dict):
        raise reading.wrong("words", '{"thanks": {"en", "zh"}}')
    return {"thanks": {spoken: reading.text(thanks, spoken, "", 1000) for spoken in ("en", "zh")}}


def _find(number: int) -> Survey:
    survey = db.session.get(Survey, number)
    if survey is None:
        raise not_found()
    return survey
