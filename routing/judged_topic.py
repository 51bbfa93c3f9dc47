"""The topic that a survey's answer is counted under: what the classifier was sure of when the customer was asked."""

from helpdesk.hot import change, get
from routing.classifying.guess import predicted
from tickets.surveys import Response


def note_topic(event) -> None:
    """A reaction to a survey that is planned, in its own transaction."""
    response = get(Response, event.data["response"])
    if response.topic is None:
        guess = predicted(event.ticket_id, "topic")
        if guess is not None and guess.sure:
            change(response, topic=guess.label[:100])
