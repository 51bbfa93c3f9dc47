"""Go on after an answer in the channel: the next question that can be tapped, else thanks and where to say more."""

from channels.inbox import Inbox
from channels.surveys.sending import ask_in_channel
from channels.surveys.wording import choices_of, known, word
from channels.ways import why_not
from helpdesk.db import transaction
from helpdesk.hot import get
from tickets import NotAllowed, Ticket, tell
from tickets.surveys import Response, Survey, next_question


@transaction()
def go_on(event) -> None:
    """A reaction to an answer, after the commit; asking and thanking twice is once."""
    if event.data.get("how") != "channel":
        return
    response, ticket = get(Response, event.data["response"]), get(Ticket, event.ticket_id)
    survey = get(Survey, response.survey_id)
    if why_not(get(Inbox, response.inbox_id), response.identity_id) is not None:
        return
    question = next_question(survey.questions, response.answers)
    try:
        if question is not None and choices_of(question, response.language):
            name = f"survey-{response.id}-{question['key']}"
            ask_in_channel(response, survey, ticket, question, name=name)
        else:
            _thank(response, survey, ticket, more=question is not None)
    except NotAllowed:  # merged away or in the trash meanwhile: nobody is thanked from there
        return


def _thank(response: Response, survey: Survey, ticket: Ticket, *, more: bool) -> None:
    own = (survey.words or {}).get("thanks") or {}
    thanks = word("sorry", response.language) if response.low else own.get(known(response.language))
    tell(
        ticket,
        text=thanks or word("thanks", response.language),
        subject=word("subject", response.language),
        inbox_id=response.inbox_id,
        identity_id=response.identity_id,
        client_id=f"survey-{response.id}-thanks",
        envelope={"survey": {"response": response.id, "question": None, "more": more}},
    )
