"""Hear: whether what arrives is an answer to a survey; it is then a vote, and no message of a ticket.

A button says by itself what it belongs to. Bare words ("5") count only while our question is the last thing that was
said at this address: after it an agent may have asked how many they want.
"""

from contextlib import suppress

from sqlalchemy import bindparam, literal_column, select

from channels.channel import Inbound
from channels.ingest import external_index
from channels.surveys.meaning import LONGEST, meant
from helpdesk.customers import Identity, normal
from helpdesk.customers.identity import index_of
from helpdesk.db import only_one, transaction
from helpdesk.hot import Look, get
from tickets import Message
from tickets.surveys import Over, Response, Survey, open_now, vote

_ASKED = Look(
    select(Response.id)
    .join(Identity, Identity.id == Response.identity_id)
    .where(
        Identity.kind == bindparam("kind"),
        Identity.value_index == bindparam("index"),
        Response.identity_id.is_not(None),
        Response.sent_at.is_not(None),
    )
    .order_by(Response.id.desc())
    .limit(1)
)
_AT_ADDRESS = (Message.inbox_id == bindparam("inbox"), Message.identity_id == bindparam("identity"))
_SAID = Look(
    select(Message.id)
    .where(*_AT_ADDRESS, Message.kind == literal_column("'reply'"))
    .order_by(Message.at.desc(), Message.id.desc())
    .limit(1)
)
_HEARD = Look(
    select(Message.id)
    .where(*_AT_ADDRESS, Message.kind == literal_column("'inbound'"))
    .order_by(Message.at.desc())
    .limit(1)
)


@transaction()
def hear(inbox, inbound: Inbound) -> Response | None:
    """The response that this answers; None where it is an ordinary message."""
    tapped = any(part.get("type") == "button" for part in inbound.parts if isinstance(part, dict))
    words = (inbound.text if inbound.reply_text is None else inbound.reply_text).strip()
    if not words or len(words) > LONGEST or inbound.files or inbound.is_auto or not _vouched(inbound):
        return None
    found = _asked(inbox, inbound)
    if found is None:
        return None
    only_one("address", inbox.id, inbound.address_kind, inbound.address)
    response, index = get(Response, found), external_index(inbound.external_id)
    if response.heard_index == index:  # it comes again
        return response
    return response if _taken(response, words, index, tapped) else None


def _vouched(inbound: Inbound) -> bool:
    """Whoever only claims to be the customer does not vote for them."""
    proven = inbound.verified or inbound.ticket_id is not None or inbound.answers is not None
    return proven and not inbound.refused


def _asked(inbox, inbound: Inbound) -> int | None:
    try:
        value = normal(inbound.address_kind, inbound.address, (inbox.options or {}).get("region"))
    except (ValueError, AttributeError, TypeError):
        return None
    row = _ASKED.first(kind=inbound.address_kind, index=index_of(inbound.address_kind, value))
    return row[0] if row else None


def _taken(response: Response, words: str, index: bytes, tapped: bool) -> bool:
    survey = get(Survey, response.survey_id)
    by_title = [q for q in survey.questions if tapped and meant(q, words, response.language) is not None]
    current = next((q for q in survey.questions if q["key"] == response.question), None)
    question = current if current in by_title or not by_title else by_title[0]
    value = meant(question, words, response.language) if question else None
    if value is None or not (tapped or (open_now(response) and _last_word(response))):
        return False
    with suppress(Over):  # a button that was tapped too late is still no message
        vote(response, {question["key"]: value}, how="channel", heard_index=index)
    return True


def _last_word(response: Response) -> bool:
    asked = get(Message, response.message_id)
    at = {"inbox": asked.inbox_id, "identity": asked.identity_id}
    said, heard = _SAID.first(**at), _HEARD.first(**at)
    return said is not None and said[0] == asked.id and (heard is None or heard[0] < asked.id)
