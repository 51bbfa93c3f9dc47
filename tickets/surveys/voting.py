"""Voting: what the customer answers, once each, changeable until it ends; who answers low is told about."""

from helpdesk import clock
from helpdesk.customers import Customer
from helpdesk.db import db, transaction
from helpdesk.events import record
from helpdesk.hot import change, get
from tickets.events import RATED, SURVEY_ANSWERED
from tickets.surveys.questions import SCALES, accepted, scored
from tickets.surveys.response import Response
from tickets.surveys.survey import Survey
from tickets.ticket import Ticket


class Over(ValueError):
    """The time to answer this survey is over, or it was taken back."""


def open_now(response: Response) -> bool:
    """Whether it may be answered, or its answers changed."""
    if response.state not in ("asked", "answered"):
        return False
    return response.expires_at is None or response.expires_at > clock.now()


@transaction()
def vote(response: Response, given: dict, *, how: str, heard_index: bytes | None = None) -> bool:
    """Keep these answers {question: value}; the same again changes nothing. Whether something changed.

    `how`: page, channel, widget, api. Raises Over, and BadAnswer for what is no answer.
    """
    response = db.session.get(Response, response.id, with_for_update=True, populate_existing=True)
    if not open_now(response):
        raise Over
    survey, ticket = get(Survey, response.survey_id), get(Ticket, response.ticket_id)
    answers = accepted(survey.questions, given, response.answers)
    if heard_index is not None:
        change(response, heard_index=heard_index)
    if answers == response.answers:
        return False
    question, now, before = scored(survey.questions), clock.now(), response.score
    score = answers.get(question["key"]) if question else None
    change(
        response,
        answers=answers,
        score=score,
        low=score is not None and survey.low_at is not None and score <= survey.low_at,
        comment=_comment(survey.questions, answers),
        state="answered" if answers else "asked",
        answered_at=(response.answered_at or now) if answers else None,
        changed_at=now,
        due_at=None if answers else response.expires_at,
    )
    by = get(Customer, response.customer_id)
    said = {"response": response.id, "survey": survey.key, "kind": survey.kind, "how": how}
    record(SURVEY_ANSWERED, ticket, by=by, questions=sorted(answers), **said)
    if score is not None and score != before:
        most = SCALES[question["kind"]][1]
        record(RATED, ticket, by=by, score=score, was=before, most=most, low=response.low, **said)
    return True


def _comment(questions: list[dict], answers: dict) -> str | None:
    words = [answers[q["key"]] for q in questions if q["kind"] == "text" and q["key"] in answers]
    return "\n\n".join(words) or None
