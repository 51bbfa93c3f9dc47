"""Send what is due: the question itself, one reminder, and the end. The rows are the clock; a sweep reads them."""

from datetime import datetime, timedelta

from sqlalchemy import select

from channels.inbox import Inbox
from channels.register import adapter_of
from channels.surveys.ways import way_for
from channels.surveys.wording import choices_of, hint_of, known, word
from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.events import SYSTEM, record
from helpdesk.hot import change, get
from tickets import Message, Ticket, tell
from tickets.events import SURVEY_ASKED, SURVEY_DROPPED
from tickets.surveys import Response, Survey, next_question
from tickets.ticket import DONE

BATCH = 200
PAUSE = timedelta(hours=3)  # an address that was just written to by itself is left alone for a while
PATIENCE = timedelta(days=3)


def send_due(as_of: datetime | None = None) -> int:
    """Ask, remind and end what is due; returns how many. Two sweeps at once ask nobody twice."""
    as_of = as_of or clock.now()
    due = db.session.scalars(
        select(Response.id).where(Response.due_at <= as_of).order_by(Response.due_at).limit(BATCH)
    ).all()
    return sum(_handle(number, as_of) for number in due)


def ask_in_channel(response: Response, survey: Survey, ticket: Ticket, question: dict, *, name: str, lead: str = ""):
    """The message that asks this question there; called inside a verb. `name` makes it one, however often tried."""
    inbox, identity_id = response.inbox_id, response.identity_id
    titles = [title for _, title in choices_of(question, response.language)]
    most = adapter_of(get(Inbox, inbox)).capabilities.buttons
    buttons = titles if len(titles) <= most else []
    lines = [lead, question["title"][known(response.language)], hint_of(question, response.language)]
    text = "\n".join(filter(None, lines))
    message = tell(
        ticket,
        text=text,
        subject=word("subject", response.language),
        inbox_id=inbox,
        identity_id=identity_id,
        client_id=name,
        envelope={
            "survey": {"response": response.id, "question": question["key"]},
            "parts": [{"type": "buttons", "buttons": buttons}] if buttons else [],
        },
    )
    change(response, message_id=message.id, question=question["key"])
    return message


@transaction()
def _handle(number: int, as_of: datetime) -> bool:
    response = db.session.get(Response, number, with_for_update=True, populate_existing=True)
    if response is None or response.due_at is None or response.due_at > as_of:
        return False
    survey, ticket = get(Survey, response.survey_id), get(Ticket, response.ticket_id)
    if response.state == "planned":
        _ask(response, survey, ticket, as_of)
    elif response.state == "asked" and response.reminded_at is None and response.expires_at > as_of:
        _remind(response, survey, ticket, as_of)
    else:
        change(response, due_at=None, **({"state": "expired"} if response.state == "asked" else {}))
    return True


def _ask(response: Response, survey: Survey, ticket: Ticket, as_of: datetime) -> None:
    against = _against(response, survey, ticket)
    way = None if against else way_for(ticket)
    if way is None:
        return _drop(response, ticket, against or "no_way")
    inbox, identity_id, has_room = way
    if not has_room and as_of < response.created_at + PATIENCE:
        change(response, due_at=as_of + PAUSE)
        return None
    question = next_question(survey.questions, {})
    ends = as_of + timedelta(days=survey.expires_days)
    remind = as_of + timedelta(hours=survey.remind_hours)
    change(
        response,
        state="asked",
        sent_at=as_of,
        expires_at=ends,
        due_at=remind if survey.remind_hours and remind < ends else ends,
        inbox_id=inbox.id,
        identity_id=identity_id,
    )
    lead = word("about", response.language, subject=ticket.subject[:80]) if ticket.subject.strip() else ""
    message = ask_in_channel(response, survey, ticket, question, name=f"survey-{response.id}-ask", lead=lead)
    if message.state == "failed":
        return _drop(response, ticket, message.error or "no_way")
    return _told(response, survey, ticket, reminder=False)


def _remind(response: Response, survey: Survey, ticket: Ticket, as_of: datetime) -> None:
    """Once, and not about a matter that has been opened again."""
    change(response, reminded_at=as_of, due_at=response.expires_at)
    way = None if _against(response, survey, ticket) else way_for(ticket)
    if way is None or not way[2]:
        return
    change(response, inbox_id=way[0].id, identity_id=way[1])
    question = next_question(survey.questions, {})
    lead = word("reminder", response.language)
    ask_in_channel(response, survey, ticket, question, name=f"survey-{response.id}-remind", lead=lead)
    _told(response, survey, ticket, reminder=True)


def _against(response: Response, survey: Survey, ticket: Ticket) -> str | None:
    if not survey.enabled:
        return "disabled"
    for name, gone in (("spam", ticket.spam_at), ("merged", ticket.merged_into_id), ("trashed", ticket.trashed_at)):
        if gone is not None:
            return name
    return "reopened" if response.on_solve and ticket.status not in DONE else None


def _drop(response: Response, ticket: Ticket, why: str) -> None:
    change(response, state="dropped", why=why[:200], due_at=None)
    record(SURVEY_DROPPED, ticket, by=SYSTEM, response=response.id, why=why[:200])


def _told(response: Response, survey: Survey, ticket: Ticket, *, reminder: bool) -> None:
    channel = get(Inbox, response.inbox_id).channel
    data = {"response": response.id, "survey": survey.key, "channel": channel, "reminder": reminder}
    record(SURVEY_ASKED, ticket, by=SYSTEM, message=get(Message, response.message_id), **data)
