"""Plan to ask a customer how it went: not twice, not too often, not about spam, not what was merged away."""

import hashlib
from datetime import timedelta

from sqlalchemy import and_, select, true, update

from helpdesk import clock
from helpdesk.customers.privacy.consenting import forbidden
from helpdesk.customers.segments import keys_of
from helpdesk.db import db, only_one, transaction
from helpdesk.events import SYSTEM, record
from helpdesk.hot import get, insert
from tickets.events import SURVEY_PLANNED, TICKET_CLOSED, TICKET_REOPENED
from tickets.surveys.occasion import survey_when_solved
from tickets.surveys.response import Response
from tickets.surveys.survey import Survey, survey_of
from tickets.ticket import DONE, Ticket

_USUAL = "csat"


@transaction()
def ask(ticket, survey_key: str | None = None, *, by, on_solve: bool = False, now: bool = False) -> Response | None:
    """Plan this survey (None: the inbox's own, else CSAT) for the ticket's customer; None where it must not be asked.

    It goes out after the survey's delay, at once with `now`, and earlier where the channel's window shuts before.
    `on_solve`: only as long as the ticket stays solved. Raises LookupError for a survey that there is not.
    """
    survey = survey_of(survey_key) if survey_key else survey_when_solved(ticket.inbox_id) or survey_of(_USUAL)
    if survey is None:
        raise LookupError(survey_key)
    only_one("survey", ticket.customer_id)
    if why_not(ticket, survey, now=now) is not None:
        return None
    if now:  # somebody asks before its time: what would have been asked later would be the second time
        _withdraw(ticket.id, _later(survey), why="asked_already")
    at = clock.now()
    response = insert(
        Response(
            survey_id=survey.id,
            ticket_id=ticket.id,
            customer_id=ticket.customer_id,
            language=ticket.language,
            on_solve=on_solve,
            due_at=at if now else at + timedelta(minutes=survey.delay_minutes),
            agent_id=ticket.assignee_id,
            team_id=ticket.team_id,
            channel=ticket.channel,
            topic=_topic(ticket),
            segments=sorted(keys_of(ticket.customer_id)),
        )
    )
    record(SURVEY_PLANNED, ticket, by=by, response=response.id, survey=survey.key, due_at=clock.iso(response.due_at))
    return response


def why_not(ticket, survey: Survey, *, now: bool = False) -> str | None:
    """What stands against asking about this ticket: a word; None when it may be asked.

    With `now` what is only planned for this ticket stands against nothing: it is asked earlier, or instead.
    """
    if not survey.enabled:
        return "disabled"
    if ticket.spam_at is not None:
        return "spam"
    if ticket.merged_into_id is not None:
        return "merged"
    if ticket.trashed_at is not None:
        return "trashed"
    if forbidden(ticket.customer_id, "survey", ticket.channel):
        return "forbidden"
    withdrawn = _planned(ticket.id, _later(survey))
    last = db.session.execute(
        select(Response.ticket_id, Response.survey_id, Response.created_at, Response.state)
        .where(Response.customer_id == ticket.customer_id, Response.state != "dropped", ~withdrawn if now else true())
        .order_by(Response.id.desc())
        .limit(200)
    ).all()
    if any(number == ticket.id and of == survey.id and state != "expired" for number, of, _, state in last):
        return "asked_already"
    if any(at > clock.now() - timedelta(days=survey.rest_days) for _, _, at, _ in last):
        return "resting"
    return None


def ask_when_solved(event) -> None:
    """A reaction to the end of a ticket: ask as its inbox does, where a person has answered and it is its turn."""
    if event.name == TICKET_CLOSED and event.actor_kind == "system":  # asked when it was solved, or never answered
        return
    ticket = get(Ticket, event.ticket_id)
    survey = survey_when_solved(ticket.inbox_id)
    if survey is None or ticket.first_replied_at is None or ticket.status not in DONE:
        return
    if _drawn(ticket.id) < survey.share:
        ask(ticket, survey.key, by=SYSTEM, on_solve=True)


def withdraw(event) -> None:
    """A reaction to a ticket that is opened again, joined or thrown away: what was not sent yet is not sent."""
    _withdraw(event.ticket_id, Response.on_solve.is_(True) if event.name == TICKET_REOPENED else True, why=event.name)


def _withdraw(ticket_id: int, which, *, why: str) -> None:
    db.session.execute(
        update(Response)
        .where(_planned(ticket_id, which))
        .values(state="dropped", why=why, due_at=None)
        .execution_options(synchronize_session="fetch")
    )


def _planned(ticket_id: int, which):
    return and_(Response.ticket_id == ticket_id, Response.state == "planned", which)


def _later(survey: Survey):
    """What is asked by itself when its time comes: after solving, or this survey."""
    return and_(Response.on_solve.is_(True) | (Response.survey_id == survey.id), Response.due_at > clock.now())


def _drawn(number: int) -> int:
    """0 to 99, always the same for a ticket: solving it again draws no other lot."""
    return int.from_bytes(hashlib.sha256(f"survey|{number}".encode()).digest()[:4]) % 100


def _topic(ticket) -> str | None:
    """As a field of the desk's own says; what the classifier thought is added by routing."""
    topic = (ticket.fields or {}).get("topic")
    return str(topic)[:100] if topic else None
